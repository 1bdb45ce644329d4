import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { type LinkProgress, readLink } from "./read-link.ts";

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** A real server on a free port. */
async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const read = (address: string, signal = new AbortController().signal, onProgress?: (p: LinkProgress) => void) =>
  readLink(address, { base: "http://page.example/", signal, ...(onProgress && { onProgress }) });

describe("readLink", () => {
  it("reads the bytes and tells how many of how many", async () => {
    const body = JSON.stringify({ resourceSpans: [], padding: "x".repeat(100_000) });
    const origin = await serve((_, response) => response.setHeader("content-length", body.length).end(body));
    const steps: LinkProgress[] = [];
    const result = await read(`${origin}/a/shop.json`, undefined, (step) => steps.push(step));
    expect(result).toMatchObject({ ok: true, file: { name: "shop.json" } });
    if (result.ok) expect(await result.file.blob.text()).toBe(body);
    expect(steps.at(-1)).toEqual({ name: "shop.json", bytesRead: body.length, bytesTotal: body.length });
  });

  it("names the status of a refusal", async () => {
    const origin = await serve((_, response) => response.writeHead(404).end("no"));
    expect(await read(`${origin}/x.json`)).toMatchObject({ ok: false, failure: { cause: "status", status: 404 } });
  });

  it("knows a web page from data", async () => {
    const origin = await serve((_, response) => response.end("\n <!doctype html><title>Sign in</title>"));
    expect(await read(origin)).toMatchObject({ ok: false, failure: { cause: "html" } });
  });

  it("says that an answer was empty", async () => {
    const origin = await serve((_, response) => response.end());
    expect(await read(origin)).toMatchObject({ ok: false, failure: { cause: "empty" } });
  });

  it("says that a connection broke off, and after how many bytes", async () => {
    const origin = await serve((_, response) => {
      response.setHeader("content-length", 1_000);
      response.write('{"resourceSpans":[');
      setImmediate(() => response.destroy());
    });
    expect(await read(origin)).toMatchObject({ ok: false, failure: { cause: "cut" } });
  });

  it("tells a server that is not there from one that forbids reading", async () => {
    expect(await read("http://127.0.0.1:9/x.json")).toMatchObject({ failure: { cause: "network" } });
    const forbidding: typeof fetch = (_, init) =>
      init?.mode === "no-cors" ? Promise.resolve(new Response()) : Promise.reject(new TypeError("Failed to fetch"));
    const result = await readLink("http://store.example/x.json", {
      base: "http://page.example/",
      signal: new AbortController().signal,
      fetch: forbidding,
    });
    expect(result).toEqual({ ok: false, failure: { cause: "cors", host: "store.example" } });
  });

  it("rejects with the reason of an abort", async () => {
    const origin = await serve((_, response) => void response.write("{"));
    const controller = new AbortController();
    const reading = read(origin, controller.signal, () => controller.abort());
    await expect(reading).rejects.toThrow(/abort/i);
  });
});
