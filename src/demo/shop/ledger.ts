import { type Context, ROOT_CONTEXT, SpanKind } from "@opentelemetry/api";
import { inSpan } from "./in-span.ts";
import type { ShopService, World } from "./world.ts";

/** Books entries in DuckDB over a pool of one connection; every statement is a CLIENT span with db.* attributes. */
export function createLedger(world: World): ShopService {
  const pool = createPool(world);
  let entries = 0;
  return {
    http: [
      {
        method: "POST",
        route: "/entries",
        handle: async (ctx, request) => {
          const { orderId, amount } = request.body as { orderId: string; amount: number };
          await pool(ctx, (inner) =>
            query(world, inner, "INSERT", "INSERT INTO entries VALUES ($1, $2, $3)", [++entries, orderId, amount]),
          );
          world.log(ctx, "INFO", "entry booked", { "shop.order.id": orderId });
          return { status: 201, body: {} };
        },
      },
      {
        method: "GET",
        route: "/accounts/:customer",
        handle: async (ctx) => {
          const rows = await pool(ctx, (inner) =>
            query(
              world,
              inner,
              "SELECT",
              "SELECT count(*)::INTEGER AS entries, sum(amount)::DOUBLE AS balance FROM entries",
              [],
            ),
          );
          return { status: 200, body: rows[0] ?? {} };
        },
      },
    ],
  };
}

function query(world: World, ctx: Context, operation: string, text: string, values: (string | number)[]) {
  const attributes = {
    "db.system.name": "duckdb",
    "db.namespace": "ledger",
    "db.operation.name": operation,
    "db.collection.name": "entries",
    "db.query.text": text,
  };
  return inSpan(world, ctx, `${operation} entries`, { kind: SpanKind.CLIENT, attributes }, async (_inner, span) => {
    if (world.faults.has("uninstrumented-database")) world.truth.mark(span, "uninstrumented-database");
    await world.sleep(6);
    return world.sql(text, values);
  });
}

type Job<T> = (ctx: Context) => Promise<T>;
type Pool = <T>(ctx: Context, job: Job<T>) => Promise<T>;

/**
 * One connection. Whoever finds it free works at once; the others wait in a queue.
 * async-context-lost: the queue holds the job without its context, so only waiting requests lose it.
 */
function createPool(world: World): Pool {
  const waiting: (() => void)[] = [];
  let busy = false;
  const release = () => {
    const next = waiting.shift();
    if (next) next();
    else busy = false;
  };
  return (ctx, job) =>
    new Promise((resolve, reject) => {
      const run = (jobCtx: Context) => job(jobCtx).then(resolve, reject).finally(release);
      if (!busy) {
        busy = true;
        void run(ctx);
        return;
      }
      const kept = world.faults.has("async-context-lost") ? ROOT_CONTEXT : ctx;
      waiting.push(world.truth.carry(() => void run(kept), "async-context-lost"));
    });
}
