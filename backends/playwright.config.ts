import { defineConfig } from "@playwright/test";
import { launchOptions } from "../scripts/chromium.mjs";

/** The second half of `npm run test:backends`: the app in Chromium, before real servers. */
export default defineConfig({
  testDir: ".",
  testMatch: "*.drive.ts",
  globalSetup: "../e2e/build-first.ts",
  outputDir: "../test-results/backends",
  timeout: 180_000,
  workers: 1,
  reporter: "list",
  expect: { timeout: 20_000 },
  use: {
    browserName: "chromium",
    actionTimeout: 20_000,
    launchOptions: launchOptions(),
    viewport: { width: 1280, height: 800 },
    locale: "en-GB",
    timezoneId: "UTC",
  },
});
