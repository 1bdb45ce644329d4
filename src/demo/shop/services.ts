import type { ServiceName } from "../faults/fault.ts";
import { createCheckout } from "./checkout.ts";
import { handServed } from "./hand-server.ts";
import { createInventory } from "./inventory.ts";
import { createLedger } from "./ledger.ts";
import { createNotifier } from "./notifier.ts";
import { createPayment } from "./payment.ts";
import { createStorefront } from "./storefront.ts";
import type { ShopService, World } from "./world.ts";

const CREATE: Readonly<Record<ServiceName, (world: World) => ShopService>> = {
  storefront: createStorefront,
  checkout: createCheckout,
  inventory: createInventory,
  payment: createPayment,
  ledger: createLedger,
  notifier: createNotifier,
};

/** The service of this world, its routes served as its faults want. */
export function createService(world: World): ShopService {
  const service = CREATE[world.service](world);
  return service.http ? { ...service, http: handServed(world, service.http) } : service;
}
