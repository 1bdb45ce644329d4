import { type Context, context, ROOT_CONTEXT, trace } from "@opentelemetry/api";
import { callByHand, writeTruncated } from "./hand-client.ts";
import type { Order } from "./order.ts";
import type { HttpRequest, LogAttributes, LogLevel, Reply, ShopService, World } from "./world.ts";

const SLOW_MS = 3500;

/** Charges cards and books each charge in the ledger. The risk check is old code that speaks OpenTracing. */
export function createPayment(world: World): ShopService {
  const log = createLog(world);
  let bookings = 0;
  const countDown = () => {
    if (world.faults.inRun("exit-without-flush") && ++bookings === world.chargesPerLife) world.quit();
  };

  const charge = async (ctx: Context, request: HttpRequest): Promise<Reply> => {
    const order = request.body as Order & { attempt: number };
    await checkRisk(world, ctx);
    if (order.card === "busy" && order.attempt === 1) return { status: 503, body: { error: "busy" } };
    if (order.card === "declined") {
      log(ctx, "ERROR", "card declined", { "shop.order.id": order.id });
      return { status: 402, body: { error: "declined" } };
    }
    if (order.card === "slow" && !(await endure(world, ctx, request)))
      return { status: 504, body: { error: "out of time" } };
    await book(world, ctx, order.id, 42);
    log(ctx, "INFO", "card charged", { "shop.order.id": order.id });
    countDown();
    return { status: 200, body: {} };
  };

  return {
    http: [
      { method: "POST", route: "/charge", handle: charge },
      {
        method: "POST",
        route: "/refund",
        handle: async (ctx, request) => {
          const { id } = request.body as { id: string };
          await book(world, ctx, id, -42);
          log(ctx, "INFO", "refunded", { "shop.order.id": id });
          countDown();
          return { status: 200, body: {} };
        },
      },
    ],
  };
}

/** timeout-keeps-running: the caller's budget stands in a header, and only the intact code reads it. */
async function endure(world: World, ctx: Context, request: HttpRequest): Promise<boolean> {
  const budgetMs = Number(request.headers["x-budget-ms"] ?? SLOW_MS);
  if (world.faults.has("timeout-keeps-running")) {
    world.truth.mark(trace.getSpan(ctx), "timeout-keeps-running");
    await world.sleep(SLOW_MS);
    return true;
  }
  await world.sleep(Math.min(SLOW_MS, budgetMs));
  return budgetMs >= SLOW_MS;
}

async function checkRisk(world: World, ctx: Context): Promise<void> {
  const span = context.with(ctx, () => world.openTracing?.startSpan("check risk", { tags: { component: "risk" } }));
  span?.log({ event: "scored", score: 3 });
  await world.sleep(2);
  span?.finish();
}

/** The hop payment -> ledger. */
function book(world: World, ctx: Context, orderId: string, amount: number): Promise<Reply> {
  const call = { to: "ledger", method: "POST", path: "/entries", body: { orderId, amount } } as const;
  if (world.faults.has("id-truncated")) return callByHand(world, ctx, call, "id-truncated", writeTruncated);
  return world.http(ctx, call);
}

type Log = (ctx: Context, level: LogLevel, body: string, attributes: LogAttributes) => void;

/** log-without-context: lines are collected and written by a timer, which serves no request. */
function createLog(world: World): Log {
  if (!world.faults.has("log-without-context")) return (ctx, ...line) => world.log(ctx, ...line);
  return (ctx, level, body, attributes) => {
    world.truth.mark(trace.getSpan(ctx), "log-without-context");
    world.log(ROOT_CONTEXT, level, body, attributes);
  };
}
