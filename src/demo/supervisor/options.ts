import { parseArgs } from "node:util";
import type { VisitKind } from "../faults/fault.ts";

export interface DemoOptions {
  readonly faults: readonly string[];
  readonly requests: number | undefined;
  readonly concurrency: number;
  readonly rate: number | undefined;
  readonly durationS: number | undefined;
  readonly seed: number;
  readonly endpoint: string;
  readonly out: string | undefined;
  readonly truth: string | undefined;
  /** Exactly these visits instead of the planned mixture; for recordings. */
  readonly kinds?: readonly VisitKind[];
  readonly list: boolean;
  readonly help: boolean;
}

export const USAGE = `Runs a small shop twice, intact and broken, on the OpenTelemetry SDK and sends what it traces.

  npm run demo                                       both sides to http://localhost:4318 until Ctrl-C
  npm run demo -- --list                             the faults and innocents
  npm run demo -- --fault grpc-no-metadata --requests 200 --out shop.jsonl --truth truth.json

  --fault ID[,ID]     what is broken; repeatable; ID:VARIANT for one variant; "mixed" for as many as go together (default)
  --requests N        visits a side; with --out 200, else without end
  --duration S        stop after so many seconds
  --concurrency N     visits under way at once, a side (default 8)
  --rate R            visits a second and side (default 5 without --requests, else as fast as they are answered)
  --seed N            the same traffic again (default 1)
  --endpoint URL      OTLP/HTTP (default http://localhost:4318)
  --out FILE          write OTLP/JSON lines to a file and send nothing anywhere
  --truth FILE        write what truly caused what, beside the telemetry`;

/** @throws Error with a sentence for the user. */
export function parseOptions(args: string[]): DemoOptions {
  const { values } = parseArgs({
    args,
    options: {
      fault: { type: "string", multiple: true },
      requests: { type: "string" },
      concurrency: { type: "string" },
      rate: { type: "string" },
      duration: { type: "string" },
      seed: { type: "string" },
      endpoint: { type: "string" },
      out: { type: "string" },
      truth: { type: "string" },
      list: { type: "boolean" },
      help: { type: "boolean", short: "h" },
    },
  });
  const duration = positive("--duration", values.duration);
  const requests = positive("--requests", values.requests) ?? (values.out && !duration ? 200 : undefined);
  const endpoint = (values.endpoint ?? "http://localhost:4318").replace(/\/+$/, "").replace(/\/v1\/traces$/, "");
  if (!URL.canParse(endpoint)) throw new Error(`--endpoint: "${endpoint}" is not a URL`);
  return {
    faults: (values.fault ?? ["mixed"]).flatMap((list) => list.split(",")).filter((id) => id !== ""),
    requests,
    concurrency: positive("--concurrency", values.concurrency) ?? 8,
    rate: positive("--rate", values.rate) ?? (requests === undefined ? 5 : undefined),
    durationS: duration,
    seed: Number(values.seed ?? 1),
    endpoint,
    out: values.out,
    truth: values.truth,
    list: values.list ?? false,
    help: values.help ?? false,
  };
}

function positive(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!(value > 0)) throw new Error(`${name}: "${text}" is not a number above 0`);
  return value;
}
