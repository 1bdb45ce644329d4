import { type ChildProcess, fork } from "node:child_process";
import type { FromProcess, SpanCounts } from "../node/report.ts";
import type { Ports, ProcessConfig, ToProcess } from "../process/config.ts";

export interface MemberOptions {
  readonly program: string;
  /** What a process of this member is told; a new instance id for each. */
  configOf(port: number): ProcessConfig;
  /** Keep a successor ready, for the process asks to be replaced by and by. */
  readonly standsBy: boolean;
  say(line: string): void;
  heard(message: FromProcess): void;
  /** Its ports are others now. */
  moved(): void;
}

/** One service's place in the shop, whichever process holds it. */
export interface Member {
  ports(): Ports;
  pid(): number;
  counts(): SpanCounts;
  tell(message: ToProcess): void;
  flush(): Promise<void>;
  stop(): Promise<void>;
}

const READY_WITHIN_MS = 180_000;
const STOP_WITHIN_MS = 15_000;
const FLUSH_WITHIN_MS = 6000;
/** A process that dies this often at once is left dead. */
const MOST_RESTARTS = 20;
const NO_COUNTS: SpanCounts = { started: 0, ended: 0, open: {}, rssMB: 0, usedMB: 0 };

/**
 * Starts a service and keeps its place held: one that dies is started again on the same port; one that asks to be replaced
 * is, by a successor that stood by on a port of its own, so that nobody finds the door shut.
 */
export async function startMember(options: MemberOptions): Promise<Member> {
  const alive = new Set<ChildProcess>();
  const counted = new Map<ChildProcess, SpanCounts>();
  const over = { started: 0, ended: 0 };
  let ports: Ports = {};
  let holder: ChildProcess | undefined;
  let successor: Promise<Ready> | undefined;
  let restarts = 0;
  let stopping = false;

  const launch = (port: number): Promise<Ready> => {
    const config = options.configOf(port);
    // Side and name only for whoever looks at the list of processes.
    const child = fork(options.program, [config.side, config.service], {
      env: { ...process.env, DEMO_CONFIG: JSON.stringify(config) },
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    alive.add(child);
    return new Promise((resolve, reject) => {
      const name = config.service;
      const late = setTimeout(() => reject(new Error(`${name} did not start`)), READY_WITHIN_MS);
      child.on("message", (message: FromProcess) => {
        if (message.type === "ready") {
          clearTimeout(late);
          resolve({ child, ports: message.ports });
        } else if (message.type === "counts") counted.set(child, message);
        else if (message.type === "replace") void replace(child);
        else options.heard(message);
      });
      child.on("exit", (code, signal) => {
        clearTimeout(late);
        alive.delete(child);
        const end = String(signal ?? `status ${code}`);
        reject(new Error(`${name} ended with ${end}`));
        if (child !== holder) addUp(child);
        else if (!stopping) restart(end);
      });
    });
  };

  /** The last holder's counts stay as they are: what it left open is still to be told. */
  const addUp = (child: ChildProcess) => {
    const { started, ended } = counted.get(child) ?? NO_COUNTS;
    counted.delete(child);
    over.started += started;
    over.ended += ended;
  };

  const hold = (ready: Ready) => {
    const before = holder;
    holder = ready.child;
    if (before !== undefined && !alive.has(before)) addUp(before);
    ports = ready.ports;
    options.moved();
  };

  const restart = (end: string) => {
    const { side, service } = options.configOf(0);
    if (++restarts > MOST_RESTARTS) {
      options.say(`${side}: ${service} ended again (${end}); it stays down, the others go on`);
      return;
    }
    options.say(`${side}: ${service} ended (${end}); starting it again`);
    const [port] = Object.values(ports);
    launch(port ?? 0).then(hold, (error: Error) => options.say(`${side}: ${error.message}`));
  };

  const replace = async (old: ChildProcess) => {
    const next = successor;
    if (next === undefined || old !== holder || stopping) return;
    successor = undefined;
    hold(await next);
    if (old.connected) old.send({ type: "retire" } satisfies ToProcess);
    successor = launch(0);
    successor.catch(() => {});
  };

  hold(await launch(0));
  if (options.standsBy) successor = launch(0);
  await successor;

  return {
    ports: () => ports,
    pid: () => holder?.pid ?? 0,
    counts() {
      const latest = (holder && counted.get(holder)) ?? NO_COUNTS;
      const sum = (key: "started" | "ended") => [...counted.values()].reduce((all, each) => all + each[key], over[key]);
      return { ...latest, started: sum("started"), ended: sum("ended") };
    },
    tell(message) {
      for (const child of alive) if (child.connected) child.send(message);
    },
    flush: async () => void (await Promise.all([...alive].map(flushChild))),
    async stop() {
      stopping = true;
      await Promise.all([...alive].map(stopChild));
    },
  };
}

interface Ready {
  readonly child: ChildProcess;
  readonly ports: Ports;
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
