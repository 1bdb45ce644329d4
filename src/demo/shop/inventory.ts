import type { Context } from "@opentelemetry/api";
import { inSpan, recordError, runInside } from "./in-span.ts";
import { type Item, SKUS, SOLD_OUT } from "./order.ts";
import type { ShopService, World } from "./world.ts";

class OutOfStock extends Error {
  override name = "OutOfStock";
}

/** Stock over gRPC: two unary methods and a stream. */
export function createInventory(world: World): ShopService {
  const readShelf = (ctx: Context, sku: string) =>
    inSpan(world, ctx, "read shelf", { attributes: { "shop.sku": sku } }, async () => {
      await world.sleep(2);
      return sku === SOLD_OUT ? 0 : 100;
    });

  const listStock = async (ctx: Context) => {
    const stock: unknown[] = [];
    await inSpan(world, ctx, "walk shelves", {}, async () => {
      for (const sku of SKUS) {
        await world.sleep(1);
        stock.push({ sku, left: sku === SOLD_OUT ? 0 : 100 });
      }
    });
    return stock;
  };

  return {
    grpc: {
      Reserve: async (ctx, request) => {
        const { sku, quantity } = request as Item;
        const span = world.tracer.startSpan("reserve stock", { attributes: { "shop.sku": sku } }, ctx);
        // exception-skips-end: the end stands below a line that throws, and there is no finally.
        const leaks = sku === SOLD_OUT && world.faults.has("exception-skips-end");
        try {
          await runInside(
            world,
            ctx,
            span,
            async (inner) => {
              if ((await readShelf(inner, sku)) < quantity) throw new OutOfStock(`${sku}: none left`);
            },
            leaks ? "exception-skips-end!" : undefined,
          );
        } catch (error) {
          recordError(span, error);
          throw error;
        } finally {
          if (!leaks) span.end();
        }
        world.log(ctx, "INFO", "stock reserved", { "shop.sku": sku, "shop.quantity": quantity });
        return [{ sku, reserved: quantity }];
      },
      GetStock: async (ctx, request) => {
        const { sku } = request as { sku: string };
        return [{ sku, left: await readShelf(ctx, sku) }];
      },
      ListStock: listStock,
    },
  };
}
