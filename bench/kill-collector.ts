/**
 * Kills a collector with SIGKILL in the middle of taking requests, again and again over one data folder, and counts what was acknowledged
 * and is not there afterwards.
 */
import { type ChildProcess, spawn } from "node:child_process";

export interface KillOptions {
  /** The built command line. */
  readonly program: string;
  readonly folder: string;
  readonly rounds: number;
}

export interface KillResult {
  readonly acknowledged: number;
  /** Acknowledged requests of which a span is missing. */
  readonly lost: number;
  /** Requests whose answer the kill cut off, but which are there: allowed. */
  readonly extra: number;
}

interface Started {
  readonly child: ChildProcess;
  readonly page: string;
  readonly otlp: string;
}

const SPANS_A_REQUEST = 20;
const SENDERS = 8;

export async function killAgainAndAgain({ program, folder, rounds }: KillOptions): Promise<KillResult> {
  const acknowledged = new Set<string>();
  let nextTrace = 1;
  for (let round = 0; round < rounds; round++) {
    const { child, otlp } = await startProgram(program, folder);
    let isOver = false;
    const send = async () => {
      while (!isOver) {
        const traceId = (nextTrace++).toString(16).padStart(32, "0");
        const sent = fetch(`${otlp}/v1/traces`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: requestBody(traceId),
        });
        const status = await sent.then((response) => response.status).catch(() => 0);
        if (status === 200) acknowledged.add(traceId);
        else isOver = true;
      }
    };
    const senders = Array.from({ length: SENDERS }, send);
    await new Promise((resolve) => setTimeout(resolve, 100 + Math.random() * 400));
    await kill(child);
    await Promise.all(senders);
  }
  const { child, page } = await startProgram(program, folder);
  const spans = await countSpans(page);
  await kill(child);
  let lost = 0;
  for (const traceId of acknowledged) if (spans.get(traceId) !== SPANS_A_REQUEST) lost++;
  return { acknowledged: acknowledged.size, lost, extra: spans.size - (acknowledged.size - lost) };
}

/** Resolves when it says where it listens. */
export function startProgram(program: string, folder: string, ...flags: readonly string[]): Promise<Started> {
  const ports = ["--port", "0", "--otlp-http-port", "0", "--otlp-grpc-port", "0"];
  const child = spawn(process.execPath, [program, "start", "--no-open", ...ports, "--data", folder, ...flags], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  return new Promise((resolve, reject) => {
    let text = "";
    const read = (data: Buffer) => {
      text += data;
      const page = /^Causeway: (http:\S+?)\/?$/m.exec(text)?.[1];
      const otlp = /^OTLP\/HTTP: (http:\S+)$/m.exec(text)?.[1];
      if (page && otlp && text.includes("Stop with Ctrl-C")) resolve({ child, page, otlp });
    };
    child.stdout!.on("data", read);
    child.stderr!.on("data", read);
    child.once("exit", () => reject(new Error(`The collector ended: ${text}`)));
  });
}

export async function kill(child: ChildProcess, signal: NodeJS.Signals = "SIGKILL"): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill(signal);
  await ended;
}

/** Spans of each trace, through the time window. */
async function countSpans(page: string): Promise<Map<string, number>> {
  const text = await (await fetch(`${page}/api/window?start=1&end=9000000000000000000`)).text();
  const counts = new Map<string, number>();
  for (const [, traceId] of text.matchAll(/"traceId":"(\w+)"/g)) counts.set(traceId!, (counts.get(traceId!) ?? 0) + 1);
  return counts;
}

function requestBody(traceId: string): string {
  const spans = Array.from({ length: SPANS_A_REQUEST }, (_, index) => ({
    traceId,
    spanId: (index + 1).toString(16).padStart(16, "0"),
    name: `step ${index}`,
    kind: 2,
    startTimeUnixNano: "1790000000000000000",
    endTimeUnixNano: "1790000000001000000",
  }));
  const attributes = [{ key: "service.name", value: { stringValue: "killed" } }];
  return JSON.stringify({ resourceSpans: [{ resource: { attributes }, scopeSpans: [{ spans }] }] });
}
