import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { fileAddress, type Site, startSite } from "./static-site.ts";

let site: Site;
const base = mkdtempSync(join(tmpdir(), "causeway-site-"));
const folder = join(base, "web");
const traces = join(base, "shop traces#1.json");

beforeAll(async () => {
  mkdirSync(join(folder, "assets"), { recursive: true });
  writeFileSync(join(folder, "index.html"), "<p>page");
  writeFileSync(join(folder, "assets/a.js"), "1");
  writeFileSync(join(base, "secret.txt"), "secret");
  writeFileSync(traces, "{}");
  site = await startSite({ folder, files: [traces], host: "127.0.0.1", port: 0 });
});
afterAll(() => site.close());

/** A raw request: fetch would tidy up the path and the Host header. */
function get(path: string, headers: Record<string, string> = {}, method = "GET") {
  return new Promise<{ status: number; body: string; type: string }>((resolve, reject) => {
    request({ host: "127.0.0.1", port: site.port, path, headers, method }, (response) => {
      let body = "";
      response.on("data", (data) => {
        body += data;
      });
      const { statusCode: status = 0, headers: answered } = response;
      response.on("end", () => resolve({ status, body, type: answered["content-type"] ?? "" }));
    })
      .on("error", reject)
      .end();
  });
}

it("serves the page and its assets", async () => {
  expect(await get("/")).toEqual({ status: 200, body: "<p>page", type: "text/html; charset=utf-8" });
  expect((await get("/assets/a.js")).type).toContain("javascript");
  expect((await get("/", {}, "HEAD")).body).toBe("");
});

it("serves the named files and no other", async () => {
  const type = "application/octet-stream";
  expect(await get(`/${fileAddress(traces, 0)}`)).toEqual({ status: 200, body: "{}", type });
  expect((await get("/files/1/x.json")).status).toBe(404);
});

const outside = [
  "/../secret.txt",
  "/..%2fsecret.txt",
  "/%2e%2e/secret.txt",
  "/assets/../../secret.txt",
  "/%ff",
  "/assets",
];
it.each(outside)("keeps %s inside the folder", async (path) => {
  const { status, body } = await get(path);
  expect([status, body.includes("secret")]).toEqual([404, false]);
});

it("refuses other names for this machine and other methods", async () => {
  expect((await get("/", { host: "evil.example:80" })).status).toBe(403);
  expect((await get("/", { host: `localhost:${site.port}` })).status).toBe(200);
  expect((await get("/", {}, "POST")).status).toBe(405);
});
