import { defineConfig } from "vitest/config";

/** `npm run test:backends`: real servers, one after the other. */
export default defineConfig({
  test: {
    include: ["backends/**/*.backend.ts"],
    environment: "node",
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 1_800_000,
    disableConsoleIntercept: true,
  },
});
