/**
 * What could have lost these hops: each claim is one cause at one place, and covers the groups that it would have lost.
 *
 *   sender    A's client library, a line of A's code, an instance of A     covers what A sends by it, to whomever
 *   receiver  B's server library, a route of B, an instance of B           covers what B gets by it, from whomever
 *   both      A has no propagator                                          covers what A sends and what A gets
 *   between   an address, a pair of services                               covers what goes that way, whoever sends it
 *
 * `cost` is in nats: how rare the cause is, and what it takes to single out its place (the logarithm of the places it was chosen from).
 * What recorded headers and library scopes rule out is not proposed, or costs RULED_OUT. O(lost groups x groups).
 */
import type { HopGroup } from "./hop-groups.ts";

export type Side = "sender" | "receiver" | "both" | "between";

export interface Claim {
  readonly side: Side;
  readonly cause:
    | "no-inject"
    | "no-extract"
    | "no-propagator"
    | "grpc-metadata"
    | "queue-not-carried"
    | "gateway-strips";
  /** The party to be changed; of a claim "between" the one whose calls go that way. */
  readonly party: number;
  /** What singles the place out. */
  readonly by: "uninstrumented" | "library" | "line" | "route" | "instance" | "pair" | "address" | "all";
  readonly cost: number;
  covers(group: HopGroup): boolean;
}

/**
 * Costs in nats. Their order is that of how often each is met in public reports of lost context; their distances only matter where two
 * claims explain the very same hops, and then DECISIVE (choose-claims.ts) says whether one of them may be named alone.
 */
const COST = {
  uninstrumented: 1,
  ownCode: 1.5,
  propagator: 2.5,
  /** A published library that runs, and does not do what it is made for. */
  library: 4.5,
  address: 5,
  sharedAddress: 1.5,
  /** A proxy that the ports show to be there. */
  seenProxy: 2,
  pair: 6.5,
  queue: 2,
  stripped: 0,
  /** A CLIENT span that code of the service's own makes, and that injects as well: most of them only measure. */
  injectsByHand: 2,
} as const;
/** The same library keeps the context of other calls: it is not the one that forgets. */
const RULED_OUT = 12;

export function proposeClaims(groups: readonly HopGroup[]): Claim[] {
  const claims = new Map<string, Claim>();
  const add = (key: string, claim: Claim) => {
    if (!claims.has(key)) claims.set(key, claim);
  };
  for (const group of groups) {
    if (group.lost.length === 0) continue;
    if (group.protocol === "messaging") proposeMessaging(group, add);
    else {
      if (group.header !== "valid" && group.header !== "stripped") proposeSender(group, groups, add);
      if (group.header !== "absent" && group.header !== "stripped" && group.hasCall)
        proposeReceiver(group, groups, add);
      if (group.header !== "valid" && group.hasCall) proposeBetween(group, groups, add);
    }
    if (group.protocol !== "messaging" && group.hasCall && group.header !== "stripped")
      proposePropagators(group, groups, add);
  }
  return [...claims.values()].map((claim) => ({ ...claim, cost: claim.cost + costOfHandMade(claim, groups) }));
}

/** Whoever blames anything but the sender supposes that the sender did inject. */
function costOfHandMade({ side, covers }: Claim, groups: readonly HopGroup[]): number {
  if (side === "sender") return 0;
  const byHand = groups.filter((group) => group.lost.length > 0 && isHandMade(group) && covers(group));
  const senders = new Set(byHand.filter(({ header }) => header !== "valid").map(({ from }) => from));
  return COST.injectsByHand * senders.size;
}

const isHandMade = ({ hasCall, callerScope, isCallerLibrary, protocol }: HopGroup) =>
  hasCall && callerScope !== "" && !isCallerLibrary && protocol !== "messaging";

type Add = (key: string, claim: Claim) => void;

const distinct = (groups: readonly HopGroup[], of: (group: HopGroup) => string): number =>
  Math.log(new Set(groups.map(of)).size);

function proposeSender(lost: HopGroup, groups: readonly HopGroup[], add: Add): void {
  const { from, to, protocol, callerScope, line, callerInstance, isCallerLibrary } = lost;
  const cause = protocol === "grpc" ? "grpc-metadata" : "no-inject";
  if (!lost.hasCall) {
    add(`uninstrumented ${from}`, {
      side: "sender",
      cause: "no-inject",
      party: from,
      by: "uninstrumented",
      cost: COST.uninstrumented,
      covers: (group) => group.from === from && !group.hasCall,
    });
    return;
  }
  const same = (group: HopGroup) =>
    group.from === from && group.protocol === protocol && group.hasCall && group.callerScope === callerScope;
  const own = groups.filter(same);
  const worksElsewhere = isCallerLibrary && own.some(({ kept }) => kept > 0);
  const base = isCallerLibrary ? (cause === "grpc-metadata" ? COST.propagator : COST.library) : COST.ownCode;
  const narrow = base + (worksElsewhere ? RULED_OUT : 0);
  const claim = { side: "sender", cause, party: from } as const;
  const key = `${from} ${protocol} ${callerScope}`;
  add(`sender ${key}`, { ...claim, by: "library", cost: base, covers: same });
  add(`line ${key} ${line}`, {
    ...claim,
    by: "line",
    cost: narrow + distinct(own, (group) => group.line),
    covers: (group) => same(group) && group.line === line,
  });
  add(`instance ${key} ${callerInstance}`, {
    ...claim,
    by: "instance",
    cost: base + distinct(own, (group) => group.callerInstance),
    covers: (group) => same(group) && group.callerInstance === callerInstance,
  });
  add(`pair ${key} ${to}`, {
    ...claim,
    by: "pair",
    cost: narrow + distinct(own, (group) => String(group.to)),
    covers: (group) => same(group) && group.to === to,
  });
}

function proposeReceiver(lost: HopGroup, groups: readonly HopGroup[], add: Add): void {
  const { to, protocol, calleeScope, route, calleeInstance, isCalleeLibrary, hasEntry } = lost;
  const same = (group: HopGroup) =>
    group.to === to && group.protocol === protocol && group.hasCall && group.calleeScope === calleeScope;
  const own = groups.filter(same);
  const worksElsewhere = isCalleeLibrary && own.some(({ kept }) => kept > 0);
  const base = isCalleeLibrary ? COST.library : hasEntry ? COST.ownCode : COST.uninstrumented;
  const narrow = base + (worksElsewhere ? RULED_OUT : 0);
  const claim = { side: "receiver", cause: "no-extract", party: to } as const;
  const key = `${to} ${protocol} ${calleeScope}`;
  add(`receiver ${key}`, { ...claim, by: hasEntry ? "library" : "uninstrumented", cost: base, covers: same });
  add(`route ${key} ${route}`, {
    ...claim,
    by: "route",
    cost: narrow + distinct(own, (group) => group.route),
    covers: (group) => same(group) && group.route === route,
  });
  add(`entry ${key} ${calleeInstance}`, {
    ...claim,
    by: "instance",
    cost: base + distinct(own, (group) => group.calleeInstance),
    covers: (group) => same(group) && group.calleeInstance === calleeInstance,
  });
}

function proposePropagators(lost: HopGroup, groups: readonly HopGroup[], add: Add): void {
  for (const party of [lost.from, lost.to]) {
    const own = groups.filter((group) => group.hasCall && (group.from === party || group.to === party));
    // Without a library that would have used the propagator, nothing shows that it is the propagator that is missing.
    const bothWays = own.some(({ from }) => from === party) && own.some(({ to }) => to === party);
    const isLibrary = own.some((group) => (group.from === party ? group.isCallerLibrary : group.isCalleeLibrary));
    add(`propagator ${party}`, {
      side: "both",
      cause: "no-propagator",
      party,
      by: "all",
      cost: isLibrary || bothWays ? COST.propagator : COST.library,
      covers: (group) => group.hasCall && (group.from === party || group.to === party),
    });
  }
}

function proposeBetween(lost: HopGroup, groups: readonly HopGroup[], add: Add): void {
  const { from, to, protocol, address } = lost;
  const isStripped = lost.header === "stripped";
  const claim = { side: "between", cause: "gateway-strips", party: from } as const;
  const through = (group: HopGroup) => group.address === address && group.protocol === protocol && group.hasCall;
  if (address !== "") {
    const behind = new Set(groups.filter((group) => through(group) && group.lost.length > 0).map((group) => group.to));
    const cost = isStripped
      ? COST.stripped
      : behind.size > 1
        ? COST.sharedAddress
        : lost.isRewritten
          ? COST.seenProxy
          : COST.address;
    add(`address ${protocol} ${address}`, { ...claim, by: "address", cost, covers: through });
  }
  if (lost.isRewritten) {
    add(`proxy ${from} ${to}`, {
      ...claim,
      by: "pair",
      cost: COST.seenProxy,
      covers: (group) => group.from === from && group.to === to && group.hasCall && group.protocol !== "messaging",
    });
  }
  add(`between ${from} ${to} ${protocol}`, {
    ...claim,
    by: "pair",
    cost: isStripped ? COST.stripped + 0.5 : COST.pair,
    covers: (group) => group.from === from && group.to === to && group.protocol === protocol && group.hasCall,
  });
}

function proposeMessaging(lost: HopGroup, add: Add): void {
  const { from, to, address } = lost;
  if (!lost.hasEntry) {
    add(`worker ${to}`, {
      cause: "no-extract",
      side: "receiver",
      party: to,
      by: "uninstrumented",
      cost: COST.uninstrumented,
      covers: (group) => group.protocol === "messaging" && group.to === to && !group.hasEntry,
    });
    return;
  }
  const claim = { cause: "queue-not-carried" } as const;
  const destination = (group: HopGroup) => group.protocol === "messaging" && group.address === address;
  add(`publish ${from} ${address}`, {
    ...claim,
    side: "sender",
    party: from,
    by: "library",
    cost: COST.queue,
    covers: (group) => destination(group) && group.from === from,
  });
  add(`consume ${to}`, {
    ...claim,
    side: "receiver",
    party: to,
    by: "library",
    cost: COST.queue + 0.5,
    covers: (group) => group.protocol === "messaging" && group.to === to,
  });
  add(`consume ${to} ${address}`, {
    ...claim,
    side: "receiver",
    party: to,
    by: "route",
    cost: COST.queue + 1,
    covers: (group) => destination(group) && group.to === to,
  });
}
