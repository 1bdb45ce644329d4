// The picture of src/ as an allow-list: a room imports itself and the rooms named after its arrow, types included.
// See docs/adr and ARCHITECTURE.md. scripts/layers.mjs runs it, counts the modules and plants a breach.
const rooms = {
  model: [],
  formats: ["model"],
  analysis: ["model"],
  query: ["model"],
  carriers: ["model"],
  remedies: [],
  hops: ["model", "analysis", "carriers"],
  diagnosis: ["model", "analysis", "carriers", "hops", "remedies"],
  engine: ["model", "formats", "analysis", "query", "hops", "diagnosis"],
  sources: ["model"],
  views: ["model", "engine", "analysis", "carriers", "diagnosis", "remedies", "sources"],
  app: ["model", "formats", "analysis", "query", "diagnosis", "engine", "sources", "views", "demo"],
  embed: ["app"],
  collector: ["model", "formats", "query"],
  cli: ["model", "formats", "analysis", "hops", "diagnosis", "remedies", "collector"],
  demo: [],
};

// Node's own modules may be used only where Node runs.
const nodeRooms = ["collector", "cli", "demo"];

const roomRules = Object.entries(rooms).map(([room, below]) => ({
  name: `${room}-imports-only-downwards`,
  severity: "error",
  comment: `src/${room} may import: ${[room, ...below].join(", ")}`,
  from: { path: `^src/${room}/`, pathNot: "\\.test\\.tsx?$" },
  to: { path: "^src/", pathNot: `^src/(${[room, ...below].join("|")})/` },
}));

module.exports = {
  forbidden: [
    ...roomRules,
    {
      name: "only-the-page-of-the-demo",
      severity: "error",
      comment: "of demo/ the app may import the table, the drawing and the shop in a worker, never what needs Node",
      from: { path: "^src/app/" },
      to: { path: "^src/demo/", pathNot: "^src/demo/(faults/(fault|table)|topology|browser/)" },
    },
    {
      name: "demo-in-a-page-without-node",
      severity: "error",
      comment: "the shop and its faults run in a worker as well",
      from: { path: "^src/demo/(browser|shop|faults|process)/", pathNot: "\\.test\\.ts$" },
      to: { path: "^src/demo/(node|supervisor)/|^node:" },
    },
    {
      name: "no-circular",
      severity: "error",
      comment: "no cycles, types included",
      from: { path: "^src/" },
      to: { circular: true },
    },
    {
      name: "node-only-in-node-rooms",
      severity: "error",
      comment: "pure and DOM rooms run in a browser",
      from: { path: "^src/", pathNot: `^src/(${nodeRooms.join("|")})/|\\.test\\.tsx?$` },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "no-tests-imported",
      severity: "error",
      comment: "a test is nobody's library",
      from: { path: "^(src|bench|e2e)/", pathNot: "\\.test\\.tsx?$" },
      to: { path: "\\.test\\.tsx?$" },
    },
    {
      name: "not-to-unresolvable",
      severity: "error",
      comment: "every import resolves",
      from: { path: "^src/" },
      to: { couldNotResolve: true, pathNot: "\\?(worker|raw|url)" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      extensions: [".ts", ".tsx", ".mjs", ".js", ".json", ".css"],
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default"],
    },
  },
};
