import type { VisitKind } from "../faults/fault.ts";
import { type Card, type Item, type Order, SKUS, SOLD_OUT } from "./order.ts";
import { createRandom, type Random } from "./random.ts";

/** One visit to the shop's door. The same seed gives the same visits, so both sides get the same traffic. */
export interface Visit {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly body?: unknown;
}

/** Few customers, so that two visits of one customer meet. */
const CUSTOMERS = 3;

/** A round: even a short run has an order, a refusal, a timeout, a retry, a batch and a fan-out. */
const ROUND: readonly VisitKind[] = [
  "order",
  "two-items",
  "declined",
  "slow",
  "busy",
  "sold-out",
  "batch",
  "home",
  "refund",
  "products",
  "product",
  "account",
];

/** The visits of a recording, where a fault names none of its own. */
export const FEW_VISITS: readonly VisitKind[] = ["order", "declined", "sold-out", "refund", "home", "account"];

/** `count` visits in shuffled rounds, or exactly the kinds asked for, in their order. */
export function planVisits(seed: number, count: number, kinds?: readonly VisitKind[]): Visit[] {
  const random = createRandom(seed);
  const chosen: VisitKind[] = [...(kinds ?? [])];
  while (!kinds && chosen.length < count) chosen.push(...random.shuffle(ROUND));
  let orders = 0;
  return chosen.slice(0, count).map((kind) => VISITS[kind](random, () => `o${seed}-${++orders}`));
}

type NextId = () => string;

const item = (random: Random): Item => ({ sku: random.pick(SKUS.slice(0, -1)), quantity: 1 + random.below(3) });
const customer = (random: Random) => `c${1 + random.below(CUSTOMERS)}`;
const order = (random: Random, nextId: NextId, card: Card, items: readonly Item[]): Order => ({
  id: nextId(),
  customer: customer(random),
  items,
  card,
});
const placed =
  (card: Card, itemsOf: (random: Random) => readonly Item[] = (random) => [item(random)]) =>
  (random: Random, nextId: NextId): Visit => ({
    method: "POST",
    path: "/orders",
    body: order(random, nextId, card, itemsOf(random)),
  });

const VISITS: Readonly<Record<VisitKind, (random: Random, nextId: NextId) => Visit>> = {
  order: placed("good"),
  "two-items": placed("good", (random) => [item(random), item(random)]),
  declined: placed("declined"),
  slow: placed("slow"),
  busy: placed("busy"),
  "sold-out": placed("good", () => [{ sku: SOLD_OUT, quantity: 1 }]),
  batch: (random, nextId) => ({
    method: "POST",
    path: "/orders/batch",
    body: [order(random, nextId, "good", [item(random)]), order(random, nextId, "busy", [item(random)])],
  }),
  home: (random) => ({ method: "GET", path: `/home/${customer(random)}` }),
  refund: (_random, nextId) => ({ method: "POST", path: `/orders/${nextId()}/refund`, body: {} }),
  products: () => ({ method: "GET", path: "/products" }),
  product: (random) => ({ method: "GET", path: `/products/${random.pick(SKUS)}` }),
  account: (random) => ({ method: "GET", path: `/accounts/${customer(random)}` }),
};
