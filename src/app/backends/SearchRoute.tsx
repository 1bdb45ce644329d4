/** "/search": traces of a backend. What is asked for stands in the link. */
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Plug } from "lucide-react";
import { useMemo, useState } from "react";
import { stringifyBackendAddress } from "../../sources/backends/backend-address.ts";
import type { BackendClient } from "../../sources/backends/backend-client.ts";
import type { BackendInfo } from "../../sources/backends/backend-info.ts";
import { SearchForm } from "../../views/backends/SearchForm.tsx";
import type { SearchFields } from "../../views/backends/search-fields.ts";
import { Button } from "../../views/kit/Button.tsx";
import { Notice } from "../../views/kit/Notice.tsx";
import { useMessages } from "../../views/messages/use-messages.ts";
import { useApp } from "../app-context.ts";
import { useAppActions } from "../frame/app-actions.ts";
import { usePageTitle } from "../frame/use-page-title.ts";
import { validateBackendSearch } from "../url/view-search.ts";
import { clientOptions, operationsOptions, searchOptions, servicesOptions } from "./backend-queries.ts";
import { backendsOptions } from "./backends-options.ts";
import { SearchResults } from "./SearchResults.tsx";
import { serverOffers } from "./server-offers.ts";

export function SearchRoute() {
  const { backends: words } = useMessages();
  const { connect } = useAppActions();
  const { backend: wanted } = useSearch({ from: "/search" });
  const { data: backends, error } = useQuery(backendsOptions());
  const info = wanted === undefined ? backends?.[0] : backends?.find(({ name }) => name === wanted);
  usePageTitle(info ? words.search.titleOf(info.name) : words.search.title);
  if (info && backends) return <SearchOf key={info.name} info={info} backends={backends} />;
  if (!backends && !error && serverOffers("backends")) return null;
  const failure = error ? ({ cause: "no-server" } as const) : ({ cause: "no-backend" } as const);
  const isMissing = wanted !== undefined && serverOffers("backends");
  return (
    <Notice
      title={isMissing ? words.failedTitle(wanted, 0) : words.connect.none}
      actions={
        <Button look="primary" icon={<Plug size={16} aria-hidden />} onClick={connect}>
          {words.connect.open}
        </Button>
      }
    >
      <p>{isMissing || error ? words.failure(wanted ?? "", failure) : words.connect.how}</p>
    </Notice>
  );
}

interface SearchOfProps {
  readonly info: BackendInfo;
  readonly backends: readonly BackendInfo[];
}

function SearchOf({ info, backends }: SearchOfProps) {
  const { search: words } = useMessages().backends;
  const { opener } = useApp();
  const navigate = useNavigate();
  const search = useSearch({ from: "/search" });
  const fields = useMemo((): SearchFields => {
    const { backend: _, q: traceql, ...others } = validateBackendSearch({ ...search });
    return { ...others, ...(traceql !== undefined && { traceql }) };
  }, [search]);
  const [typedService, setTypedService] = useState<string | undefined>();
  const connecting = useQuery(clientOptions(info));
  const client = connecting.data;
  const services = useQuery({ ...servicesOptions(client ?? NO_CLIENT), enabled: client !== undefined });
  const service = typedService ?? fields.service ?? "";
  // Only of services that are known: not of every letter that is typed.
  const isKnown = services.data?.includes(service) ?? false;
  const operations = useQuery({
    ...operationsOptions(client ?? NO_CLIENT, service),
    enabled: client !== undefined && isKnown,
  });
  const needsService = info.kind === "jaeger";
  const isAsked = !needsService || fields.service !== undefined;
  const found = useQuery({
    ...searchOptions(client ?? NO_CLIENT, fields),
    enabled: client !== undefined && isAsked,
  });
  const submit = (next: SearchFields) => {
    const { traceql: q, ...others } = next;
    if (sameFields(next, fields)) void found.refetch();
    else void navigate({ to: "/search", search: { ...others, q, backend: info.name } });
  };
  return (
    <div className="flex h-full min-h-0 flex-col md:flex-row">
      <h1 className="sr-only">{words.titleOf(info.name)}</h1>
      <div className="w-full shrink-0 overflow-y-auto border-line max-md:max-h-[50%] max-md:border-b md:w-76 md:border-r">
        <SearchForm
          fields={fields}
          needsService={needsService}
          takesTraceql={info.kind === "tempo"}
          services={services.data ?? NOTHING}
          operations={operations.data ?? NOTHING}
          servicesProblem={services.error ? words.servicesFailed : undefined}
          onService={setTypedService}
          onSubmit={submit}
          onOpenTrace={(traceId) =>
            void opener.openLinks([
              stringifyBackendAddress({ backend: info.name, traceIds: [traceId], aroundSeconds: undefined }),
            ])
          }
        >
          {backends.length > 1 && (
            <label className="flex flex-col gap-1 text-label text-quiet">
              {words.backend}
              <select
                value={info.name}
                onChange={(event) => void navigate({ to: "/search", search: { backend: event.target.value } })}
                className="h-7 rounded-(--radius) border border-line bg-surface px-2 text-table text-ink"
              >
                {backends.map(({ name, kind }) => (
                  <option key={name} value={name}>
                    {name === kind ? name : `${name} (${kind})`}
                  </option>
                ))}
              </select>
            </label>
          )}
        </SearchForm>
      </div>
      <SearchResults name={info.name} isAsked={isAsked} found={found} connecting={connecting} />
    </div>
  );
}

const NOTHING: readonly string[] = [];

/** Stands in while nothing is asked. */
const NO_CLIENT = { info: { name: "" } } as BackendClient;

function sameFields(a: SearchFields, b: SearchFields): boolean {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]) as Set<keyof SearchFields>;
  return [...keys].every((key) => a[key] === b[key]);
}
