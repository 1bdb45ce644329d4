/** What is broken, why we say so, and the way back. */
const number = (count: number) => count.toLocaleString("en");
const counted = (count: number, one: string, many: string) => `${number(count)} ${count === 1 ? one : many}`;

export const findings = {
  title: "Findings",
  rail: "Findings",
  railCount: "to look at",
  severity: { error: "Error", warning: "Warning", info: "Note" },
  confidence: {
    certain: "certain: ids or headers prove it",
    likely: "likely: the whole population shows it",
    possible: "possible: suspected, the evidence allows another reading",
  },
  confidenceWord: { certain: "certain", likely: "likely", possible: "possible" },
  looking: "Looking at every hop …",
  lookedAt: (spans: number) => `${counted(spans, "span", "spans")} looked at`,
  none: "Nothing is broken.",
  noneOf: (hops: number) =>
    hops === 0
      ? "There is no hop between services in this data, so there is nothing to check."
      : `All ${counted(hops, "hop carries", "hops carry")} its trace context.`,
  continuity: (intact: number, hops: number) => `${number(intact)} of ${counted(hops, "hop", "hops")} intact`,
  list: "Findings, worst first",
  headline: (severity: string, confidence: string, cases: string) => `${severity}, ${confidence}. ${cases}.`,
  cases: (count: number) => counted(count, "case", "cases"),
  edgeIntact: (intact: number, hops: number) => `${number(intact)} of ${number(hops)} hops intact`,
  unknownProtocol: "call",
  inProcess: "inside the service",
  why: "Why we say so",
  otherwise: "What else it could be",
  fix: "The fix",
  wrong: "What is often there",
  right: "What it should be",
  verify: "How to verify",
  examples: "Where to see it",
  examplesShown: (shown: number, total: number) =>
    `Where to see it (${shown < total ? `the first ${number(shown)} of ${number(total)}` : number(total)})`,
  otherEdges: "The same cause also strikes",
  openTrace: (traceId: string) => `Open trace ${traceId}`,
  whyAndFix: "Why, and the fix",
  showEdge: "Show on the map",
  showTraces: "Show traces",
  copyMarkdown: "the finding as Markdown",
  copyFingerprint: "the line for a baseline",
  copyCode: "the code",
  seen: (first: string, last: string) => (first === last ? `seen at ${first}` : `seen from ${first} to ${last}`),
  choose: "Choose a finding to see why, and how to mend it.",
  notBroken: "Looks broken, but is not",
  verdict: {
    "restart-by-link": "Restart by link",
    "batch-with-links": "Batch with links",
    "sampled-upstream": "Sampled upstream",
    "external-caller": "External caller",
    "database-leaf": "Database or queue",
    "uninstrumented-callee": "Callee sends no spans",
    "partial-file": "The file is a part",
    "still-arriving": "Still arriving",
    "lost-in-transit": "Lost in transit",
    "filtered-out": "Filtered out",
    "unseen-hop": "A hop that sends no spans here",
  },
  environment: (name: string) => `in ${name}`,
};
