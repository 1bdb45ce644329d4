// Makes sure that what a command needs is there: dependencies, the build, a Chromium. Each is quick where nothing is missing.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const windows = process.platform === "win32";

/** Runs a command in the project's folder with its output shown; exits with its status where it fails. */
export function run(command, args, options = {}) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: "inherit", shell: windows, ...options });
  if (status === 0) return;
  if (error) console.error(`${command} could not be started: ${error.message}`);
  process.exit(status ?? 1);
}

/** Installs the locked dependencies unless every one of them is there in its locked version. */
export function ensureInstalled() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    console.error(`Causeway needs Node 20.19 or newer; this is ${process.versions.node}.`);
    process.exit(1);
  }
  if (isInstalled()) return;
  console.error("Installing dependencies …");
  run(process.execPath, [join(root, "scripts/install.mjs")]);
}

function isInstalled() {
  const present = join(root, "node_modules", ".package-lock.json");
  if (!existsSync(present)) return false;
  const locked = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages;
  const installed = JSON.parse(readFileSync(present, "utf8")).packages;
  return Object.entries(locked).every(
    ([path, entry]) => path === "" || entry.optional || entry.peer || installed[path]?.version === entry.version,
  );
}

/**
 * Builds what is out of date: "web" (the SPA), "node" (the command line), or another mode of vite.config.ts.
 * A stamp of the sources' content in dist/ tells.
 */
export function ensureBuilt(modes = ["web", "node"]) {
  const stamp = sourceStamp();
  for (const mode of modes) {
    const file = join(root, "dist", `.${mode}-stamp`);
    if (existsSync(file) && readFileSync(file, "utf8") === stamp) continue;
    console.error(`Building ${mode} …`);
    run(process.execPath, [
      join(root, "node_modules/vite/bin/vite.js"),
      "build",
      "--logLevel=warn",
      ...modeArguments(mode),
    ]);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, stamp);
  }
}

const modeArguments = (mode) => (mode === "web" ? [] : ["--mode", mode]);

function sourceStamp() {
  const hash = createHash("sha256");
  const files = ["index.html", "embed.html", "vite.config.ts", "package-lock.json", "package.json"];
  for (const folder of ["src", "public", "bench"]) {
    if (!existsSync(join(root, folder))) continue;
    for (const name of readdirSync(join(root, folder), { recursive: true })) files.push(join(folder, name));
  }
  for (const name of files.sort()) {
    const path = join(root, name);
    if (existsSync(path) && statSync(path).isFile()) hash.update(`${name}\0`).update(readFileSync(path));
  }
  return hash.digest("hex");
}
