// npm run cases:go [-- NAME …]: builds examples/go, runs each of its faults and its healthy scenes, and writes cases/go-NAME anew: the
// truth that stands beside the fault, and what the SDK exported, broken side alone. Needs Go 1.26.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { root } from "./ensure.mjs";

const REQUESTS = 80;

const healthy = [
  { name: "healthy-one-at-once", concurrency: 1, what: "The intact shop, one purchase at a time" },
  { name: "healthy-twenty-at-once", concurrency: 20, what: "The intact shop, twenty purchases at once" },
  { name: "healthy-hundred-at-once", concurrency: 100, what: "The intact shop, a hundred purchases at once" },
  {
    name: "healthy-worker-pool",
    concurrency: 20,
    scene: "import",
    what: "A worker pool with a backlog: its spans begin after their parent has ended, each job carries its context",
  },
  {
    name: "healthy-fan-out",
    concurrency: 20,
    scene: "browse",
    what: "Eight calls at once to one service, in an errgroup that has the request's context",
  },
  {
    name: "healthy-streams",
    concurrency: 20,
    scene: "watch",
    what: "gRPC streams that stay open for half a second, read to their end",
  },
];

const wanted = process.argv.slice(2);
const isWanted = ({ name }) => wanted.length === 0 || wanted.includes(name);

if (spawnSync("go", ["version"]).status !== 0) {
  console.error("Go is not installed: the cases stay as they are.");
  process.exit(1);
}
const folder = mkdtempSync(join(tmpdir(), "causeway-go-"));
const program = join(folder, "shop");
try {
  execFileSync("go", ["build", "-o", program, "."], { cwd: join(root, "examples/go"), stdio: "inherit" });
  const faults = JSON.parse(execFileSync(program, ["-list", "-json"], { encoding: "utf8" }));
  for (const fault of faults.filter(isWanted)) {
    const { name, what, isWhole, findings, accepted, concurrency = 20 } = fault;
    const truth = isWhole ? { healthy: true, accepted } : { findings, accepted };
    record(name, what, truth, ["-side", "broken", "-fault", name], concurrency);
  }
  for (const { name, what, concurrency, scene = "checkout" } of healthy.filter(isWanted)) {
    record(name, what, { healthy: true }, ["-side", "intact", "-scene", scene], concurrency);
  }
  execFileSync("npx", ["biome", "format", "--write", "cases"], { cwd: root, stdio: "ignore" });
} finally {
  rmSync(folder, { recursive: true });
}

function record(name, title, truth, args, concurrency) {
  const out = join(folder, "out.jsonl");
  const run = [...args, "-environment", "shop-eu", "-requests", String(REQUESTS), "-concurrency", String(concurrency)];
  execFileSync(program, [...run, "-out", out], { stdio: ["ignore", "inherit", "inherit"] });
  const target = join(root, "cases", `go-${name}`);
  mkdirSync(target, { recursive: true });
  const input = gzipSync(readFileSync(out), { level: 9 });
  writeFileSync(join(target, "input.otlp.jsonl.gz"), input);
  const files = ["input.otlp.jsonl.gz"];
  const about = { title, source: "made by examples/go", stack: "go", sdk: "real", files, truth };
  writeFileSync(join(target, "case.json"), `${JSON.stringify(about, null, 2)}\n`);
  console.log(`cases/go-${name}: ${concurrency} at once, ${Math.round(input.length / 1000)} kB`);
}
