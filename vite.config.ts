import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig, type UserConfig } from "vite";

/** The SPA and its panel door. `base: "./"` keeps the build relocatable: any path, a static host, an iframe. */
const web: UserConfig = {
  base: "./",
  plugins: [react(), tailwindcss()],
  worker: { format: "es" },
  build: {
    outDir: "dist/web",
    target: "es2023",
    rolldownOptions: { input: { index: "index.html", embed: "embed.html" } },
  },
};

/** The command line: one file for Node, dependencies left outside. */
const node: UserConfig = {
  build: {
    ssr: "src/cli/main.ts",
    outDir: "dist/node",
    target: "node20",
    rolldownOptions: { output: { entryFileNames: "causeway.js" } },
  },
};

export default defineConfig(({ mode }) => (mode === "node" ? node : web));
