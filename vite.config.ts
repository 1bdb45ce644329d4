import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin, type UserConfig } from "vite";

/** The development server works with inline scripts and styles, which the page's own policy forbids. */
const looseInDevelopment: Plugin = {
  name: "causeway:loose-in-development",
  apply: "serve",
  transformIndexHtml: (html) => html.replace(/<meta\s+http-equiv="Content-Security-Policy"[^>]*>/, ""),
};

/** The SPA and its panel door. `base: "./"` keeps the build relocatable: any path, a static host, an iframe. */
const web: UserConfig = {
  base: "./",
  plugins: [react(), tailwindcss(), looseInDevelopment],
  worker: { format: "es" },
  build: {
    outDir: "dist/web",
    target: "es2023",
    // scripts/test.mjs holds the budget of every chunk (.size-limit.json), compressed, which is what counts.
    chunkSizeWarningLimit: 1000,
    rolldownOptions: { checks: { pluginTimings: false }, input: { index: "index.html", embed: "embed.html" } },
  },
};

/** The command line and its worker thread, dependencies left outside. */
const node: UserConfig = {
  publicDir: false,
  build: {
    ssr: true,
    outDir: "dist/node",
    target: "node20",
    rolldownOptions: {
      input: { causeway: "src/cli/main.ts", "ingest-worker": "src/collector/ingest/ingest-worker.ts" },
      output: { entryFileNames: "[name].js", chunkFileNames: "[name]-[hash].js" },
    },
  },
};

/** The demo's programs: the supervisor, one service, the load, the recorder, runs in series, the soak. */
const demo: UserConfig = {
  publicDir: false,
  build: {
    ssr: true,
    outDir: "dist/demo",
    target: "node20",
    rolldownOptions: {
      input: {
        demo: "src/demo/supervisor/main.ts",
        service: "src/demo/node/service-main.ts",
        load: "src/demo/node/load-main.ts",
        record: "src/demo/supervisor/record.ts",
        series: "src/demo/supervisor/series.ts",
        soak: "src/demo/supervisor/soak.ts",
      },
      output: { entryFileNames: "[name].js" },
    },
  },
};

const configs: Readonly<Record<string, UserConfig>> = { node, demo };

export default defineConfig(({ mode }) => configs[mode] ?? web);
