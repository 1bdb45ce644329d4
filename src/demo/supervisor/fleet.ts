import { type ChildProcess, fork } from "node:child_process";
import { randomUUID } from "node:crypto";
import type { ServiceName } from "../faults/fault.ts";
import type { FromProcess, SpanCounts } from "../node/report.ts";
import { clockOffsetMs } from "../process/clock-offset.ts";
import type { Ports, ProcessConfig, Side, ToProcess } from "../process/config.ts";
import type { SpanBatch } from "../process/truth.ts";
import { SERVICES } from "../topology.ts";

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
  /** Started, ended and open spans of each service, its restarts added up. */
  counts(): { service: ProcessName; started: number; ended: number; open: Record<string, number> }[];
  /** When everything finished so far has been sent and reported. */
  flush(): Promise<void>;
  stop(): Promise<void>;
}

const READY_WITHIN_MS = 180_000;
const STOP_WITHIN_MS = 15_000;
const FLUSH_WITHIN_MS = 6000;
/** A process that dies this often at once is left dead. */
const MOST_RESTARTS = 20;

interface Member {
  readonly name: ProcessName;
  child: ChildProcess;
  ports: Ports;
  restarts: number;
  latest: SpanCounts;
  before: { started: number; ended: number };
}

const NO_COUNTS: SpanCounts = { started: 0, ended: 0, open: {}, rssMB: 0, usedMB: 0 };

/** Starts one side of the shop, a process a service, and keeps it running: a service that dies is started again. */
export async function startFleet(options: FleetOptions): Promise<Fleet> {
  const members: Member[] = [];
  let stopping = false;

  const allPorts = (): Ports => Object.assign({}, ...members.map((member) => member.ports));
  const tell = (message: ToProcess) => {
    for (const { child } of members) if (child.connected) child.send(message);
  };
  const tellPeers = () => tell({ type: "peers", ports: allPorts() });

  const configOf = (name: ProcessName, port: number): ProcessConfig => {
    const host = SERVICES.find((service) => service.name === name)?.host ?? "host-a";
    return {
      service: name,
      side: options.side,
      host,
      instance: randomUUID(),
      faults: options.faults,
      endpoint: options.endpoint,
      port,
      clockOffsetMs: clockOffsetMs(host, options.side, options.faults),
      truth: options.truth,
      capturedHeaders: options.capturedHeaders,
      exportDelayMs: options.exportDelayMs,
      chargesPerLife: options.chargesPerLife,
    };
  };

  const launch = (name: ProcessName, port: number) =>
    // Side and name only for whoever looks at the list of processes.
    fork(options.program, [options.side, name], {
      env: { ...process.env, DEMO_CONFIG: JSON.stringify(configOf(name, port)) },
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });

  const watch = (member: Member): Promise<void> =>
    new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`${member.name} did not start`)), READY_WITHIN_MS);
      member.child.on("message", (message: FromProcess) => {
        if (message.type === "ready") {
          member.ports = message.ports;
          clearTimeout(late);
          tellPeers();
          resolve();
        } else if (message.type === "counts") member.latest = message;
        else if (message.type === "endpoint") options.onEndpoint(message.error);
        else if (message.type === "flushed") return;
        else if (member.name !== "gateway") options.onSpans(member.name, message);
      });
      member.child.on("exit", (code, signal) => {
        clearTimeout(late);
        reject(new Error(`${member.name} ended with ${signal ?? code}`));
        if (stopping) return;
        const end = signal ?? `status ${code}`;
        if (++member.restarts > MOST_RESTARTS) {
          options.say(`${options.side}: ${member.name} ended again (${end}); it stays down, the others go on`);
          return;
        }
        options.say(`${options.side}: ${member.name} ended (${end}); starting it again`);
        const { started, ended } = member.latest;
        member.before = { started: member.before.started + started, ended: member.before.ended + ended };
        member.latest = NO_COUNTS;
        const [port] = Object.values(member.ports);
        member.child = launch(member.name, port ?? 0);
        watch(member).catch((error: Error) => options.say(`${options.side}: ${error.message}`));
      });
    });

  const names: ProcessName[] = [...SERVICES.map((service) => service.name), "gateway"];
  for (const name of names) {
    const member = {
      name,
      child: launch(name, 0),
      ports: {},
      restarts: 0,
      latest: NO_COUNTS,
      before: { started: 0, ended: 0 },
    };
    members.push(member);
  }
  await Promise.all(members.map(watch));

  return {
    side: options.side,
    door: () => allPorts().storefront ?? 0,
    processes: () =>
      members.map(({ name, child, latest: { rssMB, usedMB } }) => ({ name, pid: child.pid ?? 0, rssMB, usedMB })),
    measure: () => tell({ type: "measure" }),
    counts: () =>
      members
        .filter(({ name }) => name !== "gateway")
        .map(({ name, before, latest }) => ({
          service: name,
          started: before.started + latest.started,
          ended: before.ended + latest.ended,
          open: latest.open,
        })),
    async flush() {
      await Promise.all(members.map(({ child }) => flushChild(child)));
    },
    async stop() {
      stopping = true;
      // The door first, so that nothing new comes in while the rest finishes.
      await Promise.all(members.map(({ child }) => stopChild(child)));
    },
  };
}

function flushChild(child: ChildProcess): Promise<void> {
  if (!child.connected) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(late);
      child.off("message", heard);
      child.off("exit", done);
      resolve();
    };
    const heard = (message: FromProcess) => {
      if (message.type === "flushed") done();
    };
    const late = setTimeout(done, FLUSH_WITHIN_MS);
    child.on("message", heard);
    child.once("exit", done);
    child.send({ type: "flush" } satisfies ToProcess);
  });
}

/** Asks a process to end, and ends it when it does not listen. */
function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    const late = setTimeout(() => child.kill("SIGKILL"), STOP_WITHIN_MS);
    child.once("exit", () => {
      clearTimeout(late);
      resolve();
    });
    if (child.connected) child.send({ type: "stop" } satisfies ToProcess);
    else child.kill("SIGKILL");
  });
}
