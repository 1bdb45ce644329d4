// Installs the locked dependencies and says how far it is: a line that counts on a terminal, a line a tenth elsewhere.
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
const wanted = Object.keys(packages).filter((path) => path !== "" && !packages[path].optional && !packages[path].peer);
const isTerminal = process.stderr.isTTY === true;
let told = 0;

function tell() {
  const present = wanted.filter((path) => existsSync(join(root, path, "package.json"))).length;
  const least = isTerminal ? told + 1 : told + wanted.length / 10;
  if (present < least) return;
  told = present;
  const line = `  ${present} of ${wanted.length} packages`;
  process.stderr.write(isTerminal ? `\r${line}` : `${line}\n`);
}

// Not `npm ci`: it refuses a lock file that lacks the native packages of other platforms. The versions are the lock's.
const quiet = ["--no-save", "--no-audit", "--no-fund", "--no-progress", "--loglevel=error"];
const child = spawn("npm", ["install", ...quiet], {
  cwd: root,
  stdio: ["ignore", "ignore", "inherit"],
  shell: process.platform === "win32",
});
const timer = setInterval(tell, 500);
child.on("error", (error) => console.error(`npm could not be started: ${error.message}`));
child.on("close", (status) => {
  clearInterval(timer);
  if (status === 0) tell();
  if (isTerminal) process.stderr.write("\n");
  process.exitCode = status ?? 1;
});
