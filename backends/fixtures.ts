/** Replies of real servers as files under src/sources/fixtures/, with what was asked. `index.json` is what a test reads first. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ask, type Question, type Reply } from "./ask.ts";

export const fixturesFolder = join(import.meta.dirname, "../src/sources/fixtures");

export interface RecordedReply {
  readonly name: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly status: number;
  readonly contentType: string;
  readonly file: string;
}

export interface Recording {
  /** Such as "Jaeger 2.13.0". */
  readonly server: string;
  readonly replies: readonly RecordedReply[];
}

const A_PAGE = "<!doctype html>\n<title>The server's own page stood here</title>\n";

/** Asks a server and keeps what it says, instead of what was there. */
export async function record(
  kind: string,
  server: string,
  url: string,
  loaded: string,
  questions: readonly Question[],
) {
  const folder = join(fixturesFolder, kind);
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) if (name !== "README.md") rmSync(join(folder, name));
  writeFileSync(join(folder, "loaded.jsonl"), `${loaded.trim()}\n`);
  const replies: RecordedReply[] = [];
  for (const { name, path, headers } of questions) {
    const reply = await ask(url, { path, ...(headers && { headers }) });
    const { status, contentType } = reply;
    // A server's page is not ours to keep; that it answered with one is what counts.
    const body = contentType.includes("html") ? new TextEncoder().encode(A_PAGE) : reply.body;
    const file = `${name}.${extensionOf(contentType, body)}`;
    writeFileSync(join(folder, file), body);
    replies.push({ name, path, ...(headers && { headers }), status, contentType, file });
  }
  const recording: Recording = { server, replies };
  writeFileSync(join(folder, "index.json"), `${JSON.stringify(recording, null, 2)}\n`);
}

function extensionOf(contentType: string, body: Uint8Array): string {
  if (contentType.includes("protobuf")) return "pb";
  if (contentType.includes("html")) return "html";
  const [first] = body;
  return first === 0x7b || first === 0x5b ? "json" : "txt";
}

export interface Recorded extends Recording {
  /** OTLP/JSON, as it was sent. */
  readonly loaded: string;
  reply(name: string): Reply & RecordedReply & { readonly text: string };
}

/** What was recorded of a server; undefined where nothing was. */
export function readRecording(kind: string): Recorded | undefined {
  const folder = join(fixturesFolder, kind);
  if (!existsSync(join(folder, "index.json"))) return undefined;
  const recording = JSON.parse(readFileSync(join(folder, "index.json"), "utf8")) as Recording;
  return {
    ...recording,
    loaded: readFileSync(join(folder, "loaded.jsonl"), "utf8"),
    reply: (name) => {
      const found = recording.replies.find((reply) => reply.name === name);
      if (!found) throw new Error(`No reply ${name} was recorded of ${kind}.`);
      const body = readFileSync(join(folder, found.file));
      return { ...found, body, text: body.toString("utf8") };
    },
  };
}
