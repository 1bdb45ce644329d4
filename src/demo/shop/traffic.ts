import { type Card, type Item, type Order, SKUS, SOLD_OUT } from "./order.ts";
import { createRandom } from "./random.ts";

/** One visit to the shop's door. The same seed gives the same visits, so both sides get the same traffic. */
export interface Visit {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly body?: unknown;
}

const CUSTOMERS = 5;
const CARDS: readonly Card[] = ["good", "good", "good", "good", "declined", "slow", "busy"];

/**
 * Visits in rounds of eight kinds, shuffled: so even a short run has an order, a refusal, a timeout, a batch and a fan-out,
 * and a long one has all of them often.
 */
export function planVisits(seed: number, count: number): Visit[] {
  const random = createRandom(seed);
  const visits: Visit[] = [];
  let orders = 0;
  const item = (): Item => ({ sku: random.pick(SKUS.slice(0, -1)), quantity: 1 + random.below(3) });
  const order = (card: Card, items: Item[]): Order => ({
    id: `o${seed}-${++orders}`,
    customer: `c${1 + random.below(CUSTOMERS)}`,
    items,
    card,
  });
  const place = (body: Order): Visit => ({ method: "POST", path: "/orders", body });
  const kinds: (() => Visit)[] = [
    () => place(order("good", [item(), item()])),
    () => place(order("declined", [item()])),
    () => place(order("slow", [item()])),
    () => ({ method: "GET", path: `/home/c${1 + random.below(CUSTOMERS)}` }),
    () => place(order("good", [item(), { sku: SOLD_OUT, quantity: 1 }])),
    () => ({ method: "POST", path: `/orders/o${seed}-${1 + random.below(Math.max(1, orders))}/refund`, body: {} }),
    () => place(order(random.pick(CARDS), [item()])),
    () =>
      random.pick<() => Visit>([
        () => ({ method: "POST", path: "/orders/batch", body: [order("good", [item()]), order("busy", [item()])] }),
        () => ({ method: "GET", path: "/products" }),
        () => ({ method: "GET", path: `/products/${random.pick(SKUS)}` }),
        () => ({ method: "GET", path: `/accounts/c${1 + random.below(CUSTOMERS)}` }),
      ])(),
  ];
  while (visits.length < count) visits.push(...random.shuffle(kinds).map((kind) => kind()));
  return visits.slice(0, count);
}
