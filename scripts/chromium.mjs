// Finds a Chromium for the end-to-end tests: CHROMIUM_PATH, Playwright's own, one on PATH; else tries to get one.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "@playwright/test";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge"];
const USUAL_PLACES = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** The path of a browser that is there, or undefined. */
export function findChromium() {
  const own = chromium.executablePath();
  const onPath = (process.env.PATH ?? "").split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [process.env.CHROMIUM_PATH, own, ...onPath, ...USUAL_PLACES].find((path) => path && existsSync(path));
}

/** A browser's path; installs one where none is: Playwright's download first, then Debian's package when root. */
export function ensureChromium() {
  const found = findChromium();
  if (found) return found;
  console.log("Installing a Chromium …");
  spawnSync(process.execPath, ["node_modules/@playwright/test/cli.js", "install", "chromium"], {
    stdio: "ignore",
    timeout: 300_000,
  });
  if (!findChromium() && process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    spawnSync("apt-get", ["update", "-qq"], { stdio: "ignore", timeout: 300_000 });
    spawnSync("apt-get", ["install", "-y", "-qq", "chromium"], { stdio: "ignore", timeout: 600_000 });
  }
  const path = findChromium();
  if (path) return path;
  console.error("No Chromium was found and none could be installed. Install Chromium or Chrome, or set CHROMIUM_PATH.");
  return process.exit(1);
}

/** Launch options that Playwright configurations and scripts share. */
export const launchOptions = () => ({
  executablePath: findChromium(),
  chromiumSandbox: process.getuid?.() !== 0,
  args: [
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--force-color-profile=srgb",
    "--font-render-hinting=none",
  ],
});
