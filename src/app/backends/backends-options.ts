/** Which backends the server has, for all of the page; what they answer is in backend-queries.ts, for those who ask them. */
import { queryOptions } from "@tanstack/react-query";
import { listBackends } from "../../sources/backends/backend-info.ts";
import { serverOffers } from "./server-offers.ts";

export const surroundings = () => ({ base: document.baseURI });

export const backendsOptions = () =>
  queryOptions({
    queryKey: ["backends"],
    queryFn: ({ signal }) => listBackends(surroundings(), signal),
    enabled: serverOffers("backends"),
  });
