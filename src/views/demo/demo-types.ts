/** What the Demo page is given: the shop, its faults and a run of both sides. Plain data; the app fills it from demo/. */

export interface DemoEdge {
  readonly from: string;
  readonly to: string;
  /** "http", "grpc", "messaging"; "in-process" where `from` is `to`. */
  readonly protocol: string;
}

export interface DemoShop {
  readonly services: readonly { readonly name: string; readonly does: string }[];
  readonly edges: readonly DemoEdge[];
}

export interface DemoSnippet {
  readonly go: string;
  readonly typescript: string;
}

export interface DemoFault {
  readonly id: string;
  readonly title: string;
  readonly sentence: string;
  readonly kind: "fault" | "innocent";
  readonly where: string;
  readonly edges: readonly [DemoEdge, ...DemoEdge[]];
  readonly wrong: DemoSnippet;
  readonly right: DemoSnippet;
  readonly why: string;
  /** A cause of lost context or a rule; undefined where nothing is to be reported. */
  readonly cause: string | undefined;
  readonly signature: string;
  readonly variants?: readonly string[];
}

/** A span of a run, whether it was exported or not. Keys are "traceId-spanId", times are milliseconds since the run's start. */
export interface DemoSpan {
  readonly key: string;
  readonly service: string;
  readonly name: string;
  readonly kind: number;
  readonly startMs: number;
  readonly endMs: number | undefined;
  readonly exported: boolean;
  readonly failed: boolean;
  /** As the data say. */
  readonly parent: string | undefined;
  readonly links: readonly string[];
  /** As it was. */
  readonly trueParent: string | undefined;
  readonly visits: readonly number[];
  /** The fault shows here. */
  readonly blamed: boolean;
}

export interface DemoLog {
  readonly service: string;
  readonly body: string;
  readonly severity: string;
  readonly timeMs: number;
  readonly span: string | undefined;
}

export interface DemoSide {
  readonly spans: readonly DemoSpan[];
  readonly logs: readonly DemoLog[];
}

export interface DemoRun {
  readonly visits: readonly { readonly method: string; readonly path: string }[];
  readonly intact: DemoSide;
  readonly broken: DemoSide;
}

/** What the reader may turn. */
export interface DemoSettings {
  readonly seed: number;
  readonly requests: number;
  readonly concurrency: number;
  /** undefined: all in turn. */
  readonly variant: string | undefined;
}
