/** Files that are plainly something else, told by their first bytes, each with what to do about it. */
import { type Said, say } from "../model/sentence.ts";

interface Foreign {
  readonly code: string;
  readonly message: Said;
}

const image = (name: Said) => say`This is a ${name}, not traces: open the exported data itself, not a picture of it.`;
const packed = (name: Said) => say`This is a ${name}: unpack it, then open the file inside (gzip is read as it is).`;
const other = (name: Said) => say`This is a ${name}, not traces: export them as OTLP JSON, Jaeger JSON or Zipkin JSON.`;

const SIGNATURES: readonly (readonly [readonly number[], string, Said])[] = [
  [[0x89, 0x50, 0x4e, 0x47], "image", image(say`PNG picture`)],
  [[0xff, 0xd8, 0xff], "image", image(say`JPEG picture`)],
  [[0x47, 0x49, 0x46, 0x38], "image", image(say`GIF picture`)],
  [[0x25, 0x50, 0x44, 0x46], "foreign-file", other(say`PDF document`)],
  [[0x50, 0x4b, 0x03, 0x04], "archive", packed(say`ZIP archive`)],
  [[0x28, 0xb5, 0x2f, 0xfd], "archive", packed(say`Zstandard file`)],
  [[0x42, 0x5a, 0x68], "archive", packed(say`bzip2 file`)],
  [[0xfd, 0x37, 0x7a, 0x58, 0x5a], "archive", packed(say`xz file`)],
  [[0x04, 0x22, 0x4d, 0x18], "archive", packed(say`LZ4 file`)],
  [[0x50, 0x41, 0x52, 0x31], "foreign-file", other(say`Parquet file`)],
  [[0x53, 0x51, 0x4c, 0x69, 0x74, 0x65], "foreign-file", other(say`SQLite database`)],
  [[0x7f, 0x45, 0x4c, 0x46], "foreign-file", other(say`program`)],
];

/** How many bytes are looked at for the first character of an HTML page. */
const LEADING_SPACE = 1_024;

/** What the bytes are if they are surely no traces. */
export function nameOfForeignBytes(bytes: Uint8Array): Foreign | undefined {
  for (const [signature, code, message] of SIGNATURES) {
    if (signature.every((byte, index) => bytes[index] === byte)) return { code, message };
  }
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (isUtf16) {
    return {
      code: "utf-16",
      message: say`This text is UTF-16 (PowerShell's > writes that): save it as UTF-8 and open it again.`,
    };
  }
  const start = new TextDecoder().decode(bytes.subarray(0, LEADING_SPACE)).trimStart();
  if (start.startsWith("<")) {
    const isHtml = /^<(!doctype html|html|head|!--)/i.test(start);
    return isHtml
      ? {
          code: "html",
          message: say`This is an HTML page, not traces: the address may have answered with a login or error page. Sign in or use the API's address, and save the JSON.`,
        }
      : { code: "xml", message: other(say`XML file`) };
  }
  return undefined;
}
