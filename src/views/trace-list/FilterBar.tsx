/** The filters above the trace list. Each changes the query; what came from elsewhere (a brush, an edge) is a chip to take away. */
import { CircleAlert, Unlink, Waypoints, X } from "lucide-react";
import { memo, type Ref, useId, useMemo } from "react";
import type { TraceListView, TraceQuery } from "../../analysis/trace-list.ts";
import type { DataSetSummary } from "../../engine/engine-api.ts";
import { boundText } from "../kit/bounded-text.ts";
import { CheckboxMenu } from "../kit/CheckboxMenu.tsx";
import { DurationField } from "../kit/DurationField.tsx";
import { formatClock, formatCount } from "../kit/format-time.ts";
import { SearchBox } from "../kit/SearchBox.tsx";
import type { ServiceColors } from "../kit/service-colors.ts";
import { useDraft } from "../kit/use-draft.ts";
import { useMessages } from "../messages/use-messages.ts";
import { clearFilters, editQuery, hasFilters } from "./query-edits.ts";
import { ServiceDot } from "./ServiceDot.tsx";

/** Names offered for the span name: those of the listed traces. */
const OFFERED_NAMES = 100;

export interface FilterBarProps {
  readonly view: TraceListView | undefined;
  readonly summary: DataSetSummary;
  readonly query: TraceQuery;
  readonly onQueryChange: (query: TraceQuery) => void;
  readonly colors: ServiceColors;
  readonly searchRef: Ref<HTMLInputElement>;
  /** Escape in the empty search field. */
  readonly onLeaveSearch: () => void;
}

export const FilterBar = memo(function FilterBar(props: FilterBarProps) {
  const { view, summary, query, onQueryChange, colors, searchRef, onLeaveSearch } = props;
  const { traces } = useMessages();
  const { filter } = traces;
  const edit = (change: Partial<TraceQuery>) => onQueryChange(editQuery(query, change));
  const [text, setText, settleText] = useDraft(query.text ?? "", (typed) => edit({ text: typed }));
  const chosen = query.services ?? [];
  return (
    <search
      aria-label={filter.label}
      className="flex shrink-0 flex-wrap items-center gap-2 border-b border-line px-3 py-2"
    >
      <CheckboxMenu
        label={chosen.length === 0 ? filter.services : filter.servicesChosen(chosen.length)}
        options={summary.services.map(({ name, spans }) => ({
          value: name,
          note: formatCount(spans),
          sign: <ServiceDot color={colors.bar(name)} />,
        }))}
        selected={chosen}
        onChange={(services) => edit({ services })}
        searchLabel={filter.findService}
        emptyText={filter.noService}
        clearText={filter.clearServices}
        moreText={filter.moreServices}
      />
      {summary.environments.length > 1 && (
        <EnvironmentField
          names={summary.environments}
          value={query.environment}
          onChange={(environment) => edit({ environment })}
        />
      )}
      <SpanNameField view={view} value={query.spanName ?? ""} onChange={(spanName) => edit({ spanName })} />
      <fieldset className="flex items-center gap-1 text-table text-quiet">
        <legend className="float-left mr-1">{filter.duration}</legend>
        <DurationField
          label={filter.minDuration}
          placeholder={filter.min}
          value={query.minDurationNano}
          onChange={(minDurationNano) => edit({ minDurationNano })}
          problem={filter.badDuration}
        />
        –
        <DurationField
          label={filter.maxDuration}
          placeholder={filter.max}
          value={query.maxDurationNano}
          onChange={(maxDurationNano) => edit({ maxDurationNano })}
          problem={filter.badDuration}
        />
      </fieldset>
      <div className="flex gap-2">
        <Switch
          icon={<CircleAlert size={14} aria-hidden className="text-error" />}
          text={filter.errorsOnly}
          hint={filter.errorsOnlyHint}
          on={query.errorsOnly === true}
          onToggle={(errorsOnly) => edit({ errorsOnly })}
        />
        <Switch
          icon={<Unlink size={14} aria-hidden className="text-lost" />}
          text={filter.incompleteOnly}
          hint={filter.incompleteOnlyHint}
          on={query.incompleteOnly === true}
          onToggle={(incompleteOnly) => edit({ incompleteOnly })}
        />
        {summary.traces > 1 && (
          <Switch
            icon={<Waypoints size={14} aria-hidden className="text-bridge" />}
            text={filter.grouped}
            hint={filter.groupedHint}
            on={query.grouped === true}
            onToggle={(grouped) => edit({ grouped })}
          />
        )}
      </div>
      <SearchBox
        value={text}
        onChange={setText}
        label={filter.text}
        placeholder={filter.textHint}
        onNext={settleText}
        onLeave={onLeaveSearch}
        inputRef={searchRef}
        className="min-w-[160px] max-w-[360px] flex-1"
      />
      <RangeChips query={query} onQueryChange={onQueryChange} epochUnixNano={summary.epochUnixNano} />
      <span role="status" className="ml-auto shrink-0 text-table text-quiet">
        {view?.requests
          ? traces.listedRequests(view.length, view.requests.traces)
          : view && traces.listed(view.length, view.total)}
      </span>
      {hasFilters(query) && (
        <button
          type="button"
          onClick={() => onQueryChange(clearFilters(query))}
          className="h-6 shrink-0 rounded px-1.5 text-table text-accent hover:bg-sunken"
        >
          {traces.clearFilters}
        </button>
      )}
    </search>
  );
});

interface EnvironmentFieldProps {
  readonly names: readonly string[];
  readonly value: string | undefined;
  readonly onChange: (name: string | undefined) => void;
}

/** Shown where there is a choice. One that the link names and the data does not hold is still shown: it is why nothing is listed. */
function EnvironmentField({ names, value = "", onChange }: EnvironmentFieldProps) {
  const { filter } = useMessages().traces;
  return (
    <select
      aria-label={filter.environment}
      title={filter.environment}
      value={value}
      onChange={({ target }) => onChange(target.value === "" ? undefined : target.value)}
      className="h-6 max-w-[160px] rounded border border-line bg-surface px-1 text-table text-ink"
    >
      <option value="">{filter.allEnvironments}</option>
      {(value === "" || names.includes(value) ? names : [value, ...names]).map((name) => (
        <option key={name} value={name}>
          {boundText(name, 80)}
        </option>
      ))}
    </select>
  );
}

interface SpanNameFieldProps {
  readonly view: TraceListView | undefined;
  readonly value: string;
  readonly onChange: (name: string) => void;
}

function SpanNameField({ view, value, onChange }: SpanNameFieldProps) {
  const { filter } = useMessages().traces;
  const names = useId();
  const [draft, setDraft, settle] = useDraft(value, onChange);
  const offered = useMemo(() => (view ? topNames(view) : []), [view]);
  return (
    <>
      <input
        aria-label={filter.spanName}
        title={filter.spanNameHint}
        placeholder={filter.spanName}
        value={draft}
        list={names}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => setDraft(event.target.value)}
        onBlur={settle}
        onKeyDown={(event) => event.key === "Enter" && settle()}
        className="h-6 w-[168px] rounded border border-line bg-surface px-1.5 text-table text-ink placeholder:text-faint
          focus:border-accent focus-visible:outline-none"
      />
      <datalist id={names}>
        {offered.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </>
  );
}

/** The first distinct names in the list. */
function topNames({ length, topName, strings }: TraceListView): string[] {
  const seen = new Set<number>();
  for (let row = 0; row < length && row < 10_000 && seen.size < OFFERED_NAMES; row++) seen.add(topName[row]!);
  return Array.from(seen, (name) => strings[name]!).filter((name) => name !== "" && name.length <= 300);
}

interface SwitchProps {
  readonly icon: React.ReactNode;
  readonly text: string;
  readonly hint: string;
  readonly on: boolean;
  readonly onToggle: (on: boolean) => void;
}

function Switch({ icon, text, hint, on, onToggle }: SwitchProps) {
  return (
    <button
      type="button"
      aria-pressed={on}
      title={hint}
      onClick={() => onToggle(!on)}
      className={`flex h-6 shrink-0 items-center gap-1 rounded border px-1.5 text-table hover:bg-sunken
        ${on ? "border-accent bg-accent-soft text-accent" : "border-line text-ink"}`}
    >
      {icon}
      {text}
    </button>
  );
}

interface RangeChipsProps {
  readonly query: TraceQuery;
  readonly onQueryChange: (query: TraceQuery) => void;
  readonly epochUnixNano: bigint;
}

function RangeChips({ query, onQueryChange, epochUnixNano }: RangeChipsProps) {
  const { filter } = useMessages().traces;
  const { startFromNano, startToNano, edge } = query;
  const clock = (nano: number | undefined) => (nano === undefined ? "" : formatClock(epochUnixNano, nano));
  return (
    <>
      {(startFromNano !== undefined || startToNano !== undefined) && (
        <Chip
          text={filter.started(clock(startFromNano), clock(startToNano))}
          onRemove={() => onQueryChange(editQuery(query, { startFromNano: undefined, startToNano: undefined }))}
        />
      )}
      {edge && (
        <Chip
          text={filter.call(boundText(edge.from, 80), boundText(edge.to, 80))}
          onRemove={() => onQueryChange(editQuery(query, { edge: undefined }))}
        />
      )}
    </>
  );
}

function Chip({ text, onRemove }: { readonly text: string; readonly onRemove: () => void }) {
  const { filter } = useMessages().traces;
  return (
    <button
      type="button"
      aria-label={filter.remove(text)}
      title={filter.remove(text)}
      onClick={onRemove}
      className="flex h-6 max-w-[320px] shrink-0 items-center gap-1 rounded border border-accent bg-accent-soft px-1.5
        text-table text-accent"
    >
      <bdi className="truncate">{text}</bdi>
      <X size={14} aria-hidden className="shrink-0" />
    </button>
  );
}
