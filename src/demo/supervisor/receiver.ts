import { createWriteStream, type WriteStream } from "node:fs";
import http from "node:http";
import type { AddressInfo } from "node:net";

export interface Receiver {
  readonly endpoint: string;
  /** From now on into this file; resolves when everything received before is in the old one. */
  turnTo(file: string): Promise<void>;
  /** Resolves when everything received is in the file. */
  close(): Promise<void>;
}

/** Takes OTLP/JSON on a free loopback port and writes one export request a line, traces and logs. */
export async function startReceiver(file: string): Promise<Receiver> {
  let out = await open(file);
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      if (request.url === "/v1/traces" || request.url === "/v1/logs") {
        chunks.push(Buffer.from("\n"));
        out.write(Buffer.concat(chunks));
      }
      response.writeHead(200, { "content-type": "application/json" });
      response.end("{}");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async turnTo(next) {
      const before = out;
      out = await open(next);
      await end(before);
    },
    async close() {
      server.close();
      server.closeAllConnections();
      await end(out);
    },
  };
}

function open(file: string): Promise<WriteStream> {
  const out = createWriteStream(file);
  return new Promise((resolve, reject) => {
    out.once("open", () => resolve(out));
    out.once("error", reject);
  });
}

const end = (out: WriteStream) => new Promise<void>((resolve) => out.end(() => resolve()));
