/** What a search found, is finding, or could not find. Results that are there stay while others are looked for. */
import type { UseQueryResult } from "@tanstack/react-query";
import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { CircleAlert, FolderOpen, RotateCw } from "lucide-react";
import { useCallback, useContext, useMemo } from "react";
import { stringifyBackendAddress } from "../../sources/backends/backend-address.ts";
import type { FoundTraces } from "../../sources/backends/found-trace.ts";
import { FoundList } from "../../views/backends/FoundList.tsx";
import { Button } from "../../views/kit/Button.tsx";
import { formatClock } from "../../views/kit/format-time.ts";
import { Notice } from "../../views/kit/Notice.tsx";
import { assignServiceColors } from "../../views/kit/service-colors.ts";
import { useMessages } from "../../views/messages/use-messages.ts";
import { useApp } from "../app-context.ts";
import { ThemeContext } from "../use-service-colors.ts";
import { describeFailure } from "./describe-failure.ts";

interface SearchResultsProps {
  readonly name: string;
  /** Enough is chosen for a question. */
  readonly isAsked: boolean;
  readonly found: UseQueryResult<FoundTraces>;
  /** Finding out which API the backend speaks. */
  readonly connecting: Pick<UseQueryResult, "data" | "error" | "isFetching" | "failureCount" | "refetch">;
}

export function SearchResults({ name, isAsked, found, connecting }: SearchResultsProps) {
  const messages = useMessages();
  const { search: words, tryAgain } = messages.backends;
  const under = connecting.isFetching ? connecting : found;
  const error = connecting.error ?? found.error;
  if (connecting.isFetching || found.isFetching) {
    return (
      <Results name={name} found={found.data} isOld>
        <Asking name={name} isAgain={under.failureCount > 0} />
      </Results>
    );
  }
  if (error) {
    const retry = () => void (connecting.error ? connecting.refetch() : found.refetch());
    return (
      <Notice
        role="alert"
        icon={<CircleAlert size={20} className="text-error" aria-hidden />}
        title={describeFailure(error, name, messages)}
        actions={
          <Button look="primary" icon={<RotateCw size={16} aria-hidden />} onClick={retry}>
            {tryAgain}
          </Button>
        }
      />
    );
  }
  if (!isAsked) {
    return (
      <Notice title={words.needsService}>
        <p>{words.needsServiceNote(name)}</p>
      </Notice>
    );
  }
  const ask = () => void (connecting.data === undefined ? connecting.refetch() : found.refetch());
  if (!found.data) {
    return (
      <Notice
        role="status"
        title={words.stopped}
        actions={
          <Button look="primary" icon={<RotateCw size={16} aria-hidden />} onClick={ask}>
            {tryAgain}
          </Button>
        }
      />
    );
  }
  if (found.data.traces.length === 0) {
    return (
      <Notice role="status" title={words.nothing}>
        <p>{found.data.partial === undefined ? words.nothingNote : words.foundPart(name, found.data.partial)}</p>
      </Notice>
    );
  }
  return <Results name={name} found={found.data} isOld={false} updatedAtMs={found.dataUpdatedAt} />;
}

interface ResultsProps {
  readonly name: string;
  readonly found: FoundTraces | undefined;
  /** Of the question before. */
  readonly isOld: boolean;
  readonly updatedAtMs?: number;
  readonly children?: React.ReactNode;
}

function Results({ name, found, isOld, updatedAtMs = Number.NaN, children }: ResultsProps) {
  const { search: words } = useMessages().backends;
  const { opener } = useApp();
  const router = useRouter();
  const theme = useContext(ThemeContext);
  const colors = useMemo(() => {
    const services = found?.traces.flatMap(({ service, services }) => [service, ...services]) ?? [];
    return assignServiceColors([...new Set(services)], theme);
  }, [found, theme]);
  const hrefOf = useCallback(
    (traceId: string) => {
      // What is live now goes on elsewhere, or stops: the link is of this trace.
      const search = { src: [addressOf(name, [traceId])], live: undefined };
      return router.history.createHref(
        router.buildLocation({ to: "/trace/$traceId", params: { traceId }, search }).href,
      );
    },
    [router, name],
  );
  const traces = found?.traces ?? [];
  return (
    <section aria-label={words.results} className="flex min-h-0 min-w-0 flex-1 flex-col" aria-busy={isOld}>
      <div className="flex min-h-9 shrink-0 items-center gap-3 border-b border-line px-3 py-1 text-table">
        {children ?? (
          <>
            <p role="status" className="min-w-0 flex-1">
              {found?.isLimitReached ? words.foundMore(traces.length) : words.found(traces.length)}
              {!Number.isNaN(updatedAtMs) && (
                <span className="text-faint"> {words.asOf(formatClock(0n, updatedAtMs * 1e6).slice(0, 8))}</span>
              )}
              {found?.partial !== undefined && (
                <span className="text-lost"> {words.foundPart(name, found.partial)}</span>
              )}
            </p>
            <Button
              look="outline"
              icon={<FolderOpen size={16} aria-hidden />}
              title={words.openAllNote}
              onClick={() =>
                void opener.openLinks([
                  addressOf(
                    name,
                    traces.map(({ traceId }) => traceId),
                  ),
                ])
              }
            >
              {words.openAll}
            </Button>
          </>
        )}
      </div>
      <div className={`min-h-0 flex-1 overflow-auto ${isOld ? "opacity-50" : ""}`}>
        {traces.length > 0 && <FoundList traces={traces} colors={colors} hrefOf={hrefOf} />}
      </div>
    </section>
  );
}

const addressOf = (backend: string, traceIds: readonly string[]) =>
  stringifyBackendAddress({ backend, traceIds, aroundSeconds: undefined });

function Asking({ name, isAgain }: { readonly name: string; readonly isAgain: boolean }) {
  const { search: words } = useMessages().backends;
  const queryClient = useQueryClient();
  return (
    <>
      <p role="status" className="min-w-0 flex-1 text-quiet">
        {isAgain ? words.tryingAgain(name) : words.searching(name)}
      </p>
      <Button
        look="outline"
        className="h-6"
        onClick={() => void queryClient.cancelQueries({ queryKey: ["backend", name] })}
      >
        {words.cancel}
      </Button>
    </>
  );
}
