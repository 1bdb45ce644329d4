/** The shop of the generated traces: twelve services and whom they call. */

export interface Service {
  readonly name: string;
  readonly language: string;
  readonly calls: readonly (readonly [number, "http" | "grpc" | "queue"])[];
  readonly store: "postgresql" | "redis" | "mongodb" | undefined;
  readonly routes: readonly string[];
}

export const SERVICES: readonly Service[] = [
  service(
    "web-gateway",
    "nodejs",
    [
      [1, "http"],
      [2, "http"],
      [4, "http"],
    ],
    undefined,
    ["/", "/cart", "/checkout", "/product/:id"],
  ),
  service(
    "storefront",
    "nodejs",
    [
      [2, "http"],
      [3, "grpc"],
      [5, "http"],
      [8, "grpc"],
    ],
    "redis",
    ["/api/home", "/api/page/:slug"],
  ),
  service(
    "catalog",
    "java",
    [
      [7, "http"],
      [8, "grpc"],
    ],
    "postgresql",
    ["/api/v2/products", "/api/v2/products/{productId}"],
  ),
  service("cart", "dotnet", [[2, "http"]], "redis", ["/oteldemo.CartService/AddItem", "/oteldemo.CartService/GetCart"]),
  service(
    "checkout",
    "go",
    [
      [3, "grpc"],
      [5, "http"],
      [6, "grpc"],
      [9, "grpc"],
      [10, "queue"],
    ],
    undefined,
    ["/api/orders", "/api/orders/{id}"],
  ),
  service("pricing", "python", [[8, "grpc"]], "redis", ["/prices/quote", "/prices/discounts"]),
  service("payment", "go", [[11, "http"]], "postgresql", ["/payments.Payments/Charge", "/payments.Payments/Refund"]),
  service("search", "java", [], "mongodb", ["/search", "/suggest"]),
  service("flags", "go", [], undefined, ["/flags.Evaluation/ResolveAll"]),
  service("shipping", "rust", [[5, "http"]], "postgresql", [
    "/shipping.Shipping/GetQuote",
    "/shipping.Shipping/ShipOrder",
  ]),
  service("fulfilment", "java", [[9, "grpc"]], "mongodb", ["orders process"]),
  service("fraud-check", "python", [], "postgresql", ["/score"]),
];

function service(
  name: string,
  language: string,
  calls: Service["calls"],
  store: Service["store"],
  routes: readonly string[],
): Service {
  return { name, language, calls, store, routes };
}
