import type { Context } from "@opentelemetry/api";
import { callByHand, writeNothing } from "./hand-client.ts";
import type { HttpCall, Reply, ShopService, World } from "./world.ts";

/** The public door: product pages from inventory (gRPC), orders to checkout, accounts from ledger (fetch). */
export function createStorefront(world: World): ShopService {
  const account = (ctx: Context, customer: string) =>
    call(world, ctx, { to: "ledger", method: "GET", path: `/accounts/${customer}`, client: "fetch" });
  const toCheckout = (ctx: Context, path: string, body: unknown) =>
    call(world, ctx, { to: "checkout", method: "POST", path, body });

  return {
    http: [
      {
        method: "GET",
        route: "/products",
        handle: async (ctx) => ({ status: 200, body: await world.grpc(ctx, "ListStock", {}) }),
      },
      {
        method: "GET",
        route: "/products/:sku",
        handle: async (ctx, { params }) => {
          const [stock] = await world.grpc(ctx, "GetStock", { sku: params.sku ?? "" });
          return { status: 200, body: stock };
        },
      },
      {
        method: "GET",
        route: "/home/:customer",
        handle: async (ctx, { params }) => {
          const [stock, quote, balance] = await Promise.all([
            world.grpc(ctx, "ListStock", {}),
            call(world, ctx, { to: "checkout", method: "GET", path: "/quote" }),
            account(ctx, params.customer ?? ""),
          ]);
          return { status: 200, body: { stock: stock.length, quote: quote.body, balance: balance.body } };
        },
      },
      {
        method: "GET",
        route: "/accounts/:customer",
        handle: (ctx, { params }) => account(ctx, params.customer ?? ""),
      },
      {
        method: "POST",
        route: "/orders",
        handle: async (ctx, { body }) => {
          world.log(ctx, "INFO", "order received");
          return toCheckout(ctx, "/orders", body);
        },
      },
      { method: "POST", route: "/orders/batch", handle: (ctx, { body }) => toCheckout(ctx, "/orders/batch", body) },
      {
        method: "POST",
        route: "/orders/:id/refund",
        handle: (ctx, { params }) => toCheckout(ctx, `/orders/${params.id}/refund`, {}),
      },
      {
        method: "POST",
        route: "/webhooks/delivery",
        handle: async (ctx) => {
          world.log(ctx, "INFO", "delivery announced");
          return { status: 202, body: {} };
        },
      },
    ],
  };
}

/** http-no-inject: storefront's own client wrapper, which every call of it goes through. */
function call(world: World, ctx: Context, request: HttpCall): Promise<Reply> {
  if (world.faults.has("http-no-inject")) return callByHand(world, ctx, request, "http-no-inject", writeNothing);
  return world.http(ctx, request);
}
