// npm run cases:stacks [-- STACK | NAME …]: runs examples/python, examples/java and examples/proxies, broken alone and intact alone, and
// writes cases/STACK-NAME anew: the truth that stands beside the fault, and what the SDKs exported. What is not installed is said and skipped.

import { execFileSync, spawn, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { root } from "./ensure.mjs";
import { openSink } from "./otlp-sink.mjs";

const REQUESTS = 80;
const has = (program, ...args) => !spawnSync(program, args, { stdio: "ignore" }).error;
const healthy = [1, 20, 100].map((concurrency) => ({
  name: `healthy-${concurrency}-at-once`,
  what: `The intact twin, ${concurrency} at once`,
  concurrency,
}));

const stacks = [
  { stack: "python", folder: "python", command: preparePython },
  { stack: "java", folder: "java", command: prepareJava },
  { stack: "proxy", folder: "proxies", command: prepareProxies },
];

const wanted = process.argv.slice(2);
for (const { stack, folder, command } of stacks) {
  const path = join(root, "examples", folder);
  const faults = JSON.parse(readFileSync(join(path, "faults.json"), "utf8"));
  const runs = [...faults, ...healthy].filter(
    ({ name }) => wanted.length === 0 || wanted.includes(stack) || wanted.includes(`${stack}-${name}`),
  );
  if (runs.length === 0) continue;
  const start = command(path);
  if (!start) continue;
  for (const run of runs) await record(stack, folder, run, start);
}
execFileSync("npx", ["biome", "format", "--write", "cases"], { cwd: root, stdio: "ignore" });

function preparePython(path) {
  if (!has("python3", "--version") || !has("redis-server", "--version")) {
    return skip("python", "Python 3 and redis-server");
  }
  const python = join(path, ".venv/bin/python");
  if (!has(python, "--version")) {
    execFileSync("python3", ["-m", "venv", ".venv"], { cwd: path });
    execFileSync(python, ["-m", "pip", "install", "-q", "-r", "requirements.txt"], { cwd: path, stdio: "inherit" });
  }
  return [python, join(path, "main.py")];
}

function prepareJava(path) {
  if (!has("javac", "-version") || !has("mvn", "-version")) return skip("java", "a JDK and Maven");
  execFileSync("sh", [join(path, "prepare.sh")], { cwd: path, stdio: "inherit" });
  return ["node", join(path, "main.mjs")];
}

function prepareProxies(path) {
  if (!has("nginx", "-v")) return skip("proxy", "nginx");
  return ["node", join(path, "main.mjs")];
}

function skip(stack, what) {
  console.error(`${stack}: skipped, ${what} would be needed; its cases stay as they are.`);
}

async function record(stack, folder, { name, what, findings, accepted, concurrency = 20 }, [program, ...args]) {
  const sink = await openSink();
  const options = ["--requests", String(REQUESTS), "--concurrency", String(concurrency)];
  if (findings) options.push("--fault", name);
  const child = spawn(program, [...args, ...options], {
    env: { ...process.env, OTEL_EXPORTER_OTLP_ENDPOINT: sink.endpoint },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const status = await new Promise((resolve) => child.on("exit", resolve));
  await sink.close();
  if (status !== 0 || sink.lines.length === 0) {
    console.error(
      `cases/${stack}-${name}: not written, the run ended with ${status} and ${sink.lines.length} exports.`,
    );
    process.exitCode = 1;
    return;
  }
  const target = join(root, "cases", `${stack}-${name}`);
  mkdirSync(target, { recursive: true });
  const input = gzipSync(`${sink.lines.join("\n")}\n`, { level: 9 });
  writeFileSync(join(target, "input.otlp.jsonl.gz"), input);
  const truth = findings ? { findings, accepted } : { healthy: true };
  const source = `made by examples/${folder}`;
  const about = { title: what, source, stack, sdk: "real", files: ["input.otlp.jsonl.gz"], truth };
  writeFileSync(join(target, "case.json"), `${JSON.stringify(about, null, 2)}\n`);
  console.log(`cases/${stack}-${name}: ${concurrency} at once, ${Math.round(input.length / 1000)} kB`);
}
