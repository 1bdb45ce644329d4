/**
 * What backends answer, through TanStack Query: kept for a while, asked again (a little later each time) where that may help, given up when nobody
 * looks any more. The clients are fetched by those who have a backend.
 */
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { BackendClient, BackendQuery } from "../../sources/backends/backend-client.ts";
import { isPassing, MOST_RETRIES, retryDelayMs } from "../../sources/backends/backend-failure.ts";
import type { BackendInfo } from "../../sources/backends/backend-info.ts";
import { surroundings } from "./backends-options.ts";
import { type SearchFields, toQuery } from "./search-query.ts";

const RETRYING = {
  retry: (failures: number, error: Error) => failures < MOST_RETRIES && isPassing(error),
  retryDelay: retryDelayMs,
} as const;

const MINUTE_MS = 60_000;

/** Which API it speaks: asked once in a while, since a backend may be replaced by a newer one. */
export const clientOptions = (info: BackendInfo) =>
  queryOptions({
    ...RETRYING,
    queryKey: ["backend", info.name, "client"],
    queryFn: async ({ signal }): Promise<BackendClient> => {
      const { connectBackend } = await import("../../sources/backends/connect-backend.ts");
      return connectBackend(info, surroundings(), { signal });
    },
    staleTime: 5 * MINUTE_MS,
  });

export const servicesOptions = (client: BackendClient) =>
  queryOptions({
    ...RETRYING,
    queryKey: ["backend", client.info.name, "services"],
    queryFn: ({ signal }) => client.services({ signal }),
    staleTime: MINUTE_MS,
  });

export const operationsOptions = (client: BackendClient, service: string) =>
  queryOptions({
    ...RETRYING,
    queryKey: ["backend", client.info.name, "operations", service],
    queryFn: ({ signal }) => client.operations(service, { signal }),
    staleTime: MINUTE_MS,
  });

/** "Last hour" is the hour before the question is put. */
export const searchOptions = (client: BackendClient, fields: SearchFields) =>
  queryOptions({
    ...RETRYING,
    queryKey: ["backend", client.info.name, "search", fields],
    queryFn: ({ signal }) => client.search(toQuery(fields, Date.now()) satisfies BackendQuery, { signal }),
    staleTime: MINUTE_MS / 2,
    placeholderData: keepPreviousData,
  });
