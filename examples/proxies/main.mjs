// node main.mjs [--fault NAME] [--proxy nginx|small|small-with-spans] [--requests N] [--concurrency N] [--list]
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { nginxConf } from "./nginx-conf.mjs";

const here = import.meta.dirname;
const faults = JSON.parse(readFileSync(join(here, "faults.json"), "utf8"));
const { values } = parseArgs({
  options: {
    fault: { type: "string", default: "" },
    proxy: { type: "string" },
    requests: { type: "string", default: "80" },
    concurrency: { type: "string", default: "20" },
    list: { type: "boolean" },
  },
});
if (values.list) {
  for (const { name, what } of faults) console.log(`${name}: ${what}`);
  process.exit(0);
}
const { fault } = values;
if (fault && !faults.some(({ name }) => name === fault)) throw new Error(`no such fault: ${fault}`);
const small = fault === "allow-list-with-spans" ? "small-with-spans" : "small";
const proxy = values.proxy ?? (fault.startsWith("allow-list") ? small : "nginx");

const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
const listens = (port) =>
  new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => resolve(true));
    socket.on("error", () => resolve(false)).on("connect", () => socket.destroy());
  });
async function waitFor(port) {
  for (let i = 0; i < 200; i++) {
    if (await listens(port)) return;
    await sleep(50);
  }
  throw new Error(`nothing listens on port ${port}`);
}

const [front, http, grpc, backHttp, backGrpc] = await Promise.all(Array.from({ length: 5 }, freePort));
const folder = mkdtempSync(join(tmpdir(), "proxies-"));
const children = [];
const start = (program, args, env = {}) => {
  const child = spawn(program, args, { env: { ...process.env, ...env }, stdio: ["ignore", "inherit", "inherit"] });
  children.push({ child, ended: new Promise((resolve) => child.on("exit", resolve)) });
};
const node = (file, env) => start("node", [join(here, file)], env);

try {
  node("back.cjs", { SERVICE_NAME: "back", HTTP_PORT: backHttp, GRPC_PORT: backGrpc });
  if (proxy === "nginx") {
    const conf = join(folder, "nginx.conf");
    writeFileSync(conf, nginxConf({ folder, http, grpc, backHttp, backGrpc, fault }));
    start("nginx", ["-c", conf, "-e", join(folder, "error.log")]);
  } else {
    const own = proxy === "small-with-spans" ? { SERVICE_NAME: "proxy" } : {};
    node("small-proxy.cjs", { ...own, FAULT: fault, HTTP_PORT: http, BACK_PORT: backHttp });
  }
  const overGrpc = proxy === "nginx" ? { PROXY_GRPC: `127.0.0.1:${grpc}` } : {};
  node("front.cjs", { SERVICE_NAME: "front", HTTP_PORT: front, PROXY_URL: `http://127.0.0.1:${http}`, ...overGrpc });
  for (const port of [backHttp, backGrpc, http, front]) await waitFor(port);
  let left = Number(values.requests);
  const sender = async () => {
    while (left-- > 0) {
      const answer = await fetch(`http://127.0.0.1:${front}/products`);
      await answer.text();
      if (!answer.ok) throw new Error(`front answered ${answer.status}`);
    }
  };
  await Promise.all(Array.from({ length: Number(values.concurrency) }, sender));
  await sleep(1000); // every batch leaves
} finally {
  for (const { child } of children) child.kill("SIGTERM");
  await Promise.all(children.map(({ ended }) => ended));
  rmSync(folder, { recursive: true, force: true });
}
