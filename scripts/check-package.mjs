// npm run test:package: packs, installs the package into an empty folder, and uses it there as somebody who has nothing else would:
// collects a span, finds it, runs the demo, checks a file. Needs npm's cache or its registry for the dependencies.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureBuilt, ensureInstalled, root } from "./ensure.mjs";

const isWindows = process.platform === "win32";
const FIND_WITHIN_MS = 60_000;
const folder = mkdtempSync(join(tmpdir(), "causeway-package-"));
const npm = (args, cwd) => execFileSync("npm", args, { cwd, encoding: "utf8", shell: isWindows, stdio: "pipe" });

ensureInstalled();
ensureBuilt(["web", "node", "demo"]);
try {
  const [packed] = JSON.parse(npm(["pack", "--json", "--ignore-scripts", "--pack-destination", folder], root));
  const megabytes = (bytes) => (bytes / 1e6).toFixed(1);
  console.log(
    `${packed.filename}: ${megabytes(packed.size)} MB, unpacked ${megabytes(packed.unpackedSize)} MB in ${packed.files.length} files`,
  );
  const strange = packed.files.filter(
    ({ path }) => !/^(dist\/(web|node|demo)\/|package\.json$|README\.md$|LICENSE$|docs\/[^/]+$)/.test(path),
  );
  assert.deepEqual(strange, [], "files that no user needs");
  writeFileSync(join(folder, "package.json"), "{}");
  if (install(packed.filename)) {
    await checkCollector();
    checkFile();
    console.log("The package works in an empty folder: collector, page, demo, check.");
  } else console.log("Not installed: npm has the dependencies neither in its cache nor within reach.");
} finally {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** @returns false where npm cannot get the dependencies */
function install(file) {
  try {
    npm(["install", "--prefer-offline", "--no-audit", "--no-fund", "--loglevel=error", file], folder);
    return true;
  } catch (failure) {
    if (/ENOTCACHED|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT/.test(failure.stderr)) return false;
    throw failure;
  }
}

async function checkCollector() {
  const ports = ["--port", "0", "--otlp-http-port", "0", "--otlp-grpc-port", "0"];
  // No command: `npx causeway-trace` starts.
  const child = npx(["--no-open", ...ports, "--data", join(folder, "data"), "--demo"]);
  try {
    const { page, otlp } = await addressesOf(child);
    assert.deepEqual(await (await fetch(`${page}/healthz`)).json(), { status: "ok" });
    assert.match(await (await fetch(`${page}/`)).text(), /<script type="module"/);
    const traceId = "c".repeat(32);
    const span = { traceId, spanId: "d".repeat(16), name: "work", startTimeUnixNano: "5", endTimeUnixNano: "6" };
    const sent = await fetch(`${otlp}/v1/traces`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: [span] }] }] }),
    });
    assert.equal(sent.status, 200);
    const found = await fetch(`${page}/api/v3/traces/${traceId}`);
    assert.match(await found.text(), /"name":"work"/);
    assert.ok(existsSync(join(folder, "data", "bodies")));
    await demoComes(page);
  } finally {
    await stop(child);
  }
}

/** Waits until the shop's services are there. */
async function demoComes(page) {
  const until = Date.now() + FIND_WITHIN_MS;
  let services = [];
  while (Date.now() < until && services.length < 4) {
    await new Promise((resolve) => setTimeout(resolve, 250));
    ({ services } = await (await fetch(`${page}/api/v3/services`)).json());
  }
  assert.ok(services.length >= 4, `The demo sent nothing; services: ${services.join(", ")}`);
}

function checkFile() {
  const id = (digit, length) => digit.repeat(length);
  const span = { traceId: id("a", 32), spanId: id("b", 16), parentSpanId: id("e", 16), name: "orphan" };
  const file = join(folder, "trace.json");
  const times = { startTimeUnixNano: "1790000000000000000", endTimeUnixNano: "1790000000001000000" };
  writeFileSync(file, JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: [{ ...span, ...times }] }] }] }));
  const report = JSON.parse(
    npm(["exec", "--offline", "--", "causeway-trace", "check", file, "--format", "json", "--fail-on", "none"], folder),
  );
  assert.deepEqual([report.schema, report.input.spans, report.input.orphans], ["causeway.check/1", 1, 1]);
}

function npx(args) {
  return spawn("npm", ["exec", "--offline", "--", "causeway-trace", ...args], {
    cwd: folder,
    shell: isWindows,
    // A group of its own, so that npm and what it runs can be stopped together.
    detached: !isWindows,
    stdio: ["ignore", "pipe", "pipe"],
  });
}

function addressesOf(child) {
  return new Promise((resolve, reject) => {
    let text = "";
    const read = (data) => {
      text += data;
      const page = /^Causeway: (http:\S+?)\/?$/m.exec(text)?.[1];
      const otlp = /^OTLP\/HTTP: (http:\S+)$/m.exec(text)?.[1];
      if (page && otlp && text.includes("Stop with Ctrl-C")) resolve({ page, otlp });
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.once("exit", () => reject(new Error(`It ended: ${text}`)));
  });
}

async function stop(child) {
  if (child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  if (isWindows) child.kill();
  else process.kill(-child.pid, "SIGTERM");
  await ended;
}
