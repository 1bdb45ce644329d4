import { defineConfig } from "@playwright/test";
import { launchOptions } from "./scripts/chromium.mjs";

export default defineConfig({
  testDir: "e2e",
  globalSetup: "./e2e/build-first.ts",
  outputDir: "test-results",
  // Each test waits on the app's idle signal; a whole journey is a few seconds even on a busy machine.
  timeout: 60_000,
  workers: process.env.CI ? 1 : 2,
  forbidOnly: Boolean(process.env.CI),
  reporter: "list",
  use: {
    browserName: "chromium",
    actionTimeout: 15_000,
    launchOptions: launchOptions(),
    viewport: { width: 1280, height: 800 },
    locale: "en-GB",
    timezoneId: "UTC",
    trace: "retain-on-failure",
  },
});
