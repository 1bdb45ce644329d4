/** The start page and the drop overlay. */
export const start = {
  title: "See where your traces break.",
  intro: "Drop trace files anywhere on this page. OTLP, Jaeger and Zipkin, plain or gzip. Nothing leaves your browser.",
  openFile: "Open file",
  paste: "Paste",
  connect: "Connect",
  samples: "Or look at an example",
  allSamples: (number: number) => `Show all ${number.toLocaleString("en")}`,
  sampleFacts: (spans: number, traces: number, lost: number | undefined) =>
    [
      spans === 1 ? "1 span" : `${spans.toLocaleString("en")} spans`,
      traces === 1 ? "1 trace" : `${traces.toLocaleString("en")} traces`,
      ...(lost === undefined || lost === 0
        ? []
        : [lost === 1 ? "1 lost hop" : `${lost.toLocaleString("en")} lost hops`]),
    ].join(", "),
  backTo: (name: string) => `Back to ${name}`,
  dropToOpen: "Drop to open",
  dropToReplace: "Open instead",
  dropToAdd: "Add to what is open",
  pastedName: "pasted text",
};
