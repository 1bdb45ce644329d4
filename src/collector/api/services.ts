/** Which services and operations there are. */
import { kindName } from "../store/operation-index.ts";
import type { ApiRequest } from "./api-request.ts";

export const listServices = ({ store }: ApiRequest) => ({ services: store.operations.services() });

export function listOperations({ store, query }: ApiRequest) {
  const kind = (query.get("spanKind") ?? query.get("span_kind") ?? "").toLowerCase();
  const operations = store.operations
    .ofService(query.get("service") ?? "")
    .map(({ name, kind: number }) => ({ name, spanKind: kindName(number) }))
    .filter(({ spanKind }) => kind === "" || spanKind === kind);
  return { operations: operations.sort((a, b) => (a.name < b.name ? -1 : 1)) };
}
