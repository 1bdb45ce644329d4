import { defineConfig } from "vitest/config";
import { testsThatTouchTime } from "./scripts/another-day/files.mjs";

/** Once as it is; and what touches time once more on another day, in another zone and locale. */
export default defineConfig({
  test: {
    environment: "node",
    testTimeout: 30_000,
    projects: [
      {
        extends: true,
        test: { name: "today", include: ["src/**/*.test.{ts,tsx}", "bench/**/*.test.ts", "scripts/**/*.test.mjs"] },
      },
      {
        extends: true,
        test: {
          name: "another-day",
          include: testsThatTouchTime(import.meta.dirname, ["src", "bench", "scripts"]),
          setupFiles: ["./scripts/another-day/shift.mjs"],
        },
      },
    ],
  },
});
