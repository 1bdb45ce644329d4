import { constants, gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fuzzRuns } from "../cli/fuzz-runs.ts";
import { gunzip } from "./gunzip.ts";

function unpack(input: Uint8Array): { bytes: Buffer; isClean: boolean } {
  const pieces: Uint8Array[] = [];
  const generator = gunzip(input);
  for (;;) {
    const { done, value } = generator.next();
    if (done) return { bytes: Buffer.concat(pieces), isClean: value };
    pieces.push(value);
  }
}

const text = Buffer.from(
  Array.from(
    { length: 60_000 },
    (_, line) => `line ${line} of ${(line * 7_919) % 1_000} ${line % 3 ? "abc" : "xyz"}\n`,
  ).join(""),
);

describe("gunzip", () => {
  it.each([
    ["stored", { level: 0 }],
    ["fast", { level: 1 }],
    ["best", { level: 9 }],
    ["fixed codes", { strategy: constants.Z_FIXED }],
    ["Huffman only", { strategy: constants.Z_HUFFMAN_ONLY }],
  ])("undoes gzip: %s", (_, options) => {
    const { bytes, isClean } = unpack(gzipSync(text, options));
    expect(bytes.equals(text)).toBe(true);
    expect(isClean).toBe(true);
  });

  it("undoes gzip of any bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 3_000 }), fc.integer({ min: 0, max: 9 }), (bytes, level) => {
        expect(unpack(gzipSync(bytes, { level }))).toEqual({ bytes: Buffer.from(bytes), isClean: true });
      }),
    );
  });

  it("unpacks several members and passes over padding", () => {
    const packed = Buffer.concat([gzipSync("one "), gzipSync("two"), Buffer.alloc(512)]);
    expect(unpack(packed)).toEqual({ bytes: Buffer.from("one two"), isClean: true });
  });

  it("gives what comes before a cut or damage, and never throws", () => {
    const packed = gzipSync(text);
    fc.assert(
      fc.property(fc.nat(packed.length - 1), fc.nat(255), (at, byte) => {
        const cut = unpack(packed.subarray(0, at));
        expect(cut.isClean).toBe(false);
        expect(cut.bytes.equals(text.subarray(0, cut.bytes.length))).toBe(true);
        const damaged = Buffer.from(packed);
        damaged[at] = byte;
        unpack(damaged);
      }),
      { numRuns: fuzzRuns(60) },
    );
    expect(unpack(packed.subarray(0, packed.length - 4)).bytes.equals(text)).toBe(true);
  });
});
