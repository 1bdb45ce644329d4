/** The traces that a search found: each is a link that opens it. A few hundred at most, so all rows exist. */
import { CircleAlert, Unlink } from "lucide-react";
import { memo } from "react";
import type { FoundTrace } from "../../sources/backends/found-trace.ts";
import { boundText } from "../kit/bounded-text.ts";
import { formatCount, formatDateTime, formatDuration } from "../kit/format-time.ts";
import type { ServiceColors } from "../kit/service-colors.ts";
import { useMessages } from "../messages/use-messages.ts";
import { ServiceDot } from "../trace-list/ServiceDot.tsx";

const SHOWN_SERVICES = 5;
const LONGEST_NAME = 200;

interface FoundListProps {
  readonly traces: readonly FoundTrace[];
  readonly colors: ServiceColors;
  readonly hrefOf: (traceId: string) => string;
}

const CELL = "h-6 px-2 py-0 font-normal";
const NUMBER = `${CELL} text-right max-md:hidden`;

export const FoundList = memo(function FoundList({ traces, colors, hrefOf }: FoundListProps) {
  const { search } = useMessages().backends;
  const { columns } = search;
  const longest = traces.reduce((most, { durationNano }) => Math.max(most, durationNano), 0);
  return (
    <table className="w-full table-fixed border-collapse text-table">
      <caption className="sr-only">{search.results}</caption>
      <thead className="sticky top-0 z-10 bg-raised text-label text-quiet">
        <tr className="border-b border-line text-left">
          <th className={`${CELL} w-48 max-md:hidden`}>{columns.start}</th>
          <th className={CELL}>{columns.trace}</th>
          <th className={`${CELL} w-32 max-xl:hidden`}>{columns.services}</th>
          <th className={`${NUMBER} w-16`}>{columns.spans}</th>
          <th className={`${NUMBER} w-16`}>{columns.errors}</th>
          <th className={`${CELL} w-48 text-right max-xl:w-24`}>{columns.duration}</th>
        </tr>
      </thead>
      <tbody>
        {traces.map((trace) => (
          <FoundRow
            key={trace.traceId}
            trace={trace}
            share={longest === 0 ? 0 : trace.durationNano / longest}
            colors={colors}
            href={hrefOf(trace.traceId)}
          />
        ))}
      </tbody>
    </table>
  );
});

interface FoundRowProps {
  readonly trace: FoundTrace;
  /** Of the longest duration. */
  readonly share: number;
  readonly colors: ServiceColors;
  readonly href: string;
}

function FoundRow({ trace, share, colors, href }: FoundRowProps) {
  const { search } = useMessages().backends;
  const { service, name, errors, spans } = trace;
  const title = [service, name].filter((part) => part !== "").join(" ");
  return (
    <tr className="relative border-b border-line/50 hover:bg-sunken">
      <td className={`${CELL} truncate text-quiet max-md:hidden`}>
        {trace.startUnixNano === 0n ? "–" : formatDateTime(trace.startUnixNano, 0)}
      </td>
      <td className={`${CELL} truncate`}>
        {/* The link covers its row. */}
        <a href={href} title={boundText(title, 2_000)} className="after:absolute after:inset-0">
          <bdi className="font-semibold">{boundText(service, LONGEST_NAME) || search.unnamed}</bdi>{" "}
          <bdi>{boundText(name, LONGEST_NAME)}</bdi>
        </a>
        <Break trace={trace} />
      </td>
      <td className={`${CELL} max-xl:hidden`}>
        <Services services={trace.services} colors={colors} />
      </td>
      <td className={NUMBER}>{spans === undefined ? "–" : formatCount(spans)}</td>
      <td className={NUMBER}>
        {errors === undefined ? (
          "–"
        ) : errors > 0 ? (
          <span className="inline-flex items-center gap-1 text-error">
            <CircleAlert size={12} aria-hidden />
            {formatCount(errors)}
          </span>
        ) : null}
      </td>
      <td className={`${CELL} text-right`}>
        <span className="flex items-center gap-2">
          <span aria-hidden className="h-1.5 min-w-0 flex-1 max-xl:hidden">
            <span
              className="block h-full rounded-[1px]"
              style={{ minWidth: 1, width: `${share * 100}%`, background: colors.bar(service) }}
            />
          </span>
          <span className="ml-auto w-[68px] shrink-0 whitespace-nowrap">{formatDuration(trace.durationNano)}</span>
        </span>
      </td>
    </tr>
  );
}

/** What the backend itself knows of a break. */
function Break({ trace: { orphans = 0, isRootMissing } }: { readonly trace: FoundTrace }) {
  const { search } = useMessages().backends;
  if (orphans === 0 && !isRootMissing) return null;
  return (
    <span
      className="ml-2 inline-flex items-center gap-1 text-lost"
      title={isRootMissing ? search.noRootNote : search.orphans(orphans)}
    >
      <Unlink size={12} aria-hidden />
      {isRootMissing ? search.noRoot : search.orphans(orphans)}
    </span>
  );
}

function Services({ services, colors }: { readonly services: readonly string[]; readonly colors: ServiceColors }) {
  const { traces } = useMessages();
  const names = services.slice(0, 50).map((name) => boundText(name, 100));
  const shown = names.length <= SHOWN_SERVICES + 1 ? names.length : SHOWN_SERVICES;
  if (names.length === 0) return <span className="text-quiet">–</span>;
  const told = traces.servicesOf(names);
  return (
    <span className="flex items-center gap-1" title={told}>
      <span className="sr-only">{told}</span>
      {names.slice(0, shown).map((name) => (
        <ServiceDot key={name} color={colors.bar(name)} />
      ))}
      {services.length > shown && (
        <span aria-hidden className="text-label text-quiet">
          {traces.moreServices(services.length - shown)}
        </span>
      )}
    </span>
  );
}
