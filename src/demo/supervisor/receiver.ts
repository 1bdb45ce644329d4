import { createWriteStream } from "node:fs";
import http from "node:http";
import type { AddressInfo } from "node:net";

export interface Receiver {
  readonly endpoint: string;
  /** Resolves when everything received is in the file. */
  close(): Promise<void>;
}

/** Takes OTLP/JSON on a free loopback port and writes one export request a line, traces and logs. */
export async function startReceiver(file: string): Promise<Receiver> {
  const out = createWriteStream(file);
  await new Promise<void>((resolve, reject) => {
    out.once("open", () => resolve());
    out.once("error", reject);
  });
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
    close: () =>
      new Promise((closed) => {
        server.close();
        server.closeAllConnections();
        out.end(() => closed());
      }),
  };
}
