import { randomUUID } from "node:crypto";
import type { ServiceName } from "../faults/fault.ts";
import { clockOffsetMs } from "../process/clock-offset.ts";
import type { Side, ToProcess } from "../process/config.ts";
import type { SpanBatch } from "../process/truth.ts";
import { SERVICES } from "../topology.ts";
import { type Member, startMember } from "./member.ts";

export type ProcessName = ServiceName | "gateway";

export interface FleetOptions {
  readonly side: Side;
  readonly faults: readonly string[];
  readonly endpoint: string;
  readonly truth: boolean;
  readonly capturedHeaders: readonly string[];
  readonly exportDelayMs: number;
  readonly chargesPerLife: number;
  readonly program: string;
  say(line: string): void;
  onSpans(service: ServiceName, batch: SpanBatch): void;
  onEndpoint(error: string | undefined): void;
}

export interface Fleet {
  readonly side: Side;
  /** The storefront's port. */
  door(): number;
  processes(): { name: ProcessName; pid: number; rssMB: number; usedMB: number }[];
  /** Has every process measure its memory without garbage; processes() tells it a moment later. */
  measure(): void;
  /** Started, ended and open spans of each service, its former processes added up. */
  counts(): { service: ProcessName; started: number; ended: number; open: Record<string, number> }[];
  /** When everything finished so far has been sent and reported. */
  flush(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts one side of the shop, a process a service, and keeps it running. */
export async function startFleet(options: FleetOptions): Promise<Fleet> {
  const members = new Map<ProcessName, Member>();
  const tell = (message: ToProcess) => {
    for (const member of members.values()) member.tell(message);
  };
  const tellPeers = () =>
    tell({ type: "peers", ports: Object.assign({}, ...[...members.values()].map((member) => member.ports())) });

  const start = (name: ProcessName): Promise<Member> => {
    const host = SERVICES.find((service) => service.name === name)?.host ?? "host-a";
    const { side, faults, endpoint, truth, capturedHeaders, exportDelayMs, chargesPerLife } = options;
    return startMember({
      program: options.program,
      configOf: (port) => ({
        ...{ service: name, side, host, instance: randomUUID(), faults, endpoint, port },
        ...{ clockOffsetMs: clockOffsetMs(host, side, faults), truth, capturedHeaders, exportDelayMs, chargesPerLife },
      }),
      // The run about that replaces payment again and again.
      standsBy: name === "payment" && faults.includes("exit-without-flush"),
      say: options.say,
      heard(message) {
        if (message.type === "endpoint") options.onEndpoint(message.error);
        else if (message.type === "spans" && name !== "gateway") options.onSpans(name, message);
      },
      moved: tellPeers,
    });
  };
  const names: ProcessName[] = [...SERVICES.map((service) => service.name), "gateway"];
  await Promise.all(names.map(async (name) => members.set(name, await start(name))));
  tellPeers();

  const all = [...members];
  return {
    side: options.side,
    door: () => members.get("storefront")?.ports().storefront ?? 0,
    processes: () =>
      all.map(([name, member]) => {
        const { rssMB, usedMB } = member.counts();
        return { name, pid: member.pid(), rssMB, usedMB };
      }),
    measure: () => tell({ type: "measure" }),
    counts: () =>
      all
        .filter(([name]) => name !== "gateway")
        .map(([service, member]) => {
          const { started, ended, open } = member.counts();
          return { service, started, ended, open };
        }),
    flush: async () => void (await Promise.all(all.map(([, member]) => member.flush()))),
    stop: async () => void (await Promise.all(all.map(([, member]) => member.stop()))),
  };
}
