// Type-checks the three worlds (pure, DOM, Node) and then everything, tests included.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";

const hasSources = (project) => {
  const { include } = JSON.parse(readFileSync(project, "utf8"));
  return include.some(
    (folder) => existsSync(folder) && readdirSync(folder, { recursive: true }).some((file) => /\.tsx?$/.test(file)),
  );
};

let failed = false;
for (const project of ["tsconfig.pure.json", "tsconfig.dom.json", "tsconfig.node.json", "tsconfig.json"]) {
  if (!hasSources(project)) continue;
  const { status } = spawnSync("node_modules/.bin/tsc", ["-p", project], { stdio: "inherit" });
  console.log(`${status === 0 ? "ok" : "FAILED"}  ${project}`);
  failed ||= status !== 0;
}
process.exit(failed ? 1 : 0);
