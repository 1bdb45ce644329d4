/** What to look for in a backend. Nothing is asked before "Search"; what was asked for stands in the link. */
import { Search } from "lucide-react";
import { type FormEvent, type ReactNode, useId, useState } from "react";
import { Button } from "../kit/Button.tsx";
import { parseDurationText } from "../kit/duration-text.ts";
import { useMessages } from "../messages/use-messages.ts";
import { parseAttributeText } from "./attribute-text.ts";
import {
  DEFAULT_RANGE,
  fromLocalField,
  LIMITS,
  RANGES,
  type RangeName,
  type SearchFields,
  toLocalField,
} from "./search-fields.ts";

export interface SearchFormProps {
  readonly fields: SearchFields;
  readonly needsService: boolean;
  readonly takesTraceql: boolean;
  readonly services: readonly string[];
  readonly operations: readonly string[];
  /** Said under the service where its list could not be had. */
  readonly servicesProblem: string | undefined;
  /** Another service was typed or chosen: its operations are wanted. */
  readonly onService: (service: string) => void;
  readonly onSubmit: (fields: SearchFields) => void;
  /** A trace whose id is known. */
  readonly onOpenTrace: (traceId: string) => void;
  /** Above the fields: which backend. */
  readonly children?: ReactNode;
}

const FIELD =
  "h-7 w-full min-w-0 rounded-(--radius) border border-line bg-surface px-2 text-table text-ink placeholder:text-faint aria-invalid:border-error disabled:opacity-50";

const TRACEQL_EXAMPLE = '{ resource.service.name = "payment" && status = error }';
const ATTRIBUTES_EXAMPLE = "http.route=/cart error=true";

export function SearchForm(props: SearchFormProps) {
  const { needsService, takesTraceql, services, operations, servicesProblem, onService, onSubmit, children } = props;
  const { search } = useMessages().backends;
  const id = useId();
  const [fields, setFields] = useState(props.fields);
  const [known, setKnown] = useState(props.fields);
  // Back, forward or a pasted link: what it says wins over what was being typed.
  if (known !== props.fields) {
    setKnown(props.fields);
    setFields(props.fields);
  }
  const edit = (change: Partial<SearchFields>) => setFields((present) => ({ ...present, ...change }));
  const { traceql = "", attributes = "", since, until } = fields;
  const isBetween = since !== undefined || until !== undefined;
  const hasTraceql = takesTraceql && traceql.trim() !== "";
  const isBad = {
    attributes: parseAttributeText(attributes) === undefined,
    min: isBadDuration(fields.min),
    max: isBadDuration(fields.max),
    range: isBetween && !(Date.parse(since ?? "") < Date.parse(until ?? "")),
  };
  const canGo = !Object.values(isBad).includes(true) && !(needsService && !fields.service);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (canGo) onSubmit(fields);
  };
  const chooseRange = (range: RangeName | "between") => {
    if (range !== "between") return edit({ last: range, since: undefined, until: undefined });
    const now = new Date();
    const anHourAgo = new Date(now.getTime() - 3_600_000);
    edit({ last: undefined, since: fromLocalField(anHourAgo.toISOString()), until: fromLocalField(now.toISOString()) });
  };

  return (
    <>
      <form aria-label={search.form} onSubmit={submit} className="flex flex-col gap-3 p-3">
        {children}
        {takesTraceql && (
          <Labelled label={search.traceql} note={search.traceqlNote} id={`${id}-traceql`}>
            <textarea
              id={`${id}-traceql`}
              rows={3}
              value={traceql}
              spellCheck={false}
              placeholder={TRACEQL_EXAMPLE}
              aria-describedby={`${id}-traceql-note`}
              onChange={(event) => edit({ traceql: event.target.value || undefined })}
              onKeyDown={(event) => event.key === "Enter" && (event.ctrlKey || event.metaKey) && submit(event)}
              className={`${FIELD} h-auto py-1 font-mono`}
            />
          </Labelled>
        )}
        <Labelled label={search.service} note={servicesProblem} id={`${id}-service`}>
          <Suggested
            id={`${id}-service`}
            value={fields.service}
            choices={services}
            placeholder={needsService ? search.chooseService : search.anyService}
            disabled={hasTraceql}
            onChange={(service) => {
              edit({ service, operation: undefined });
              onService(service ?? "");
            }}
          />
        </Labelled>
        <Labelled label={search.operation} id={`${id}-operation`}>
          <Suggested
            id={`${id}-operation`}
            value={fields.operation}
            choices={operations}
            placeholder={search.anyOperation}
            disabled={hasTraceql}
            onChange={(operation) => edit({ operation })}
          />
        </Labelled>
        <Labelled
          label={search.attributes}
          note={isBad.attributes ? search.attributesProblem : undefined}
          id={`${id}-attributes`}
        >
          <input
            id={`${id}-attributes`}
            value={attributes}
            spellCheck={false}
            autoComplete="off"
            placeholder={ATTRIBUTES_EXAMPLE}
            disabled={hasTraceql}
            aria-invalid={isBad.attributes}
            onChange={(event) => edit({ attributes: event.target.value || undefined })}
            className={`${FIELD} font-mono`}
          />
        </Labelled>
        <div className="grid grid-cols-2 gap-3">
          {(["min", "max"] as const).map((end) => (
            <Labelled
              key={end}
              label={end === "min" ? search.shortest : search.longest}
              note={isBad[end] ? search.durationProblem : undefined}
              id={`${id}-${end}`}
            >
              <input
                id={`${id}-${end}`}
                value={fields[end] ?? ""}
                spellCheck={false}
                autoComplete="off"
                placeholder={search.durationExample}
                disabled={hasTraceql}
                aria-invalid={isBad[end]}
                onChange={(event) => edit({ [end]: event.target.value || undefined })}
                className={FIELD}
              />
            </Labelled>
          ))}
          <Labelled label={search.range} id={`${id}-range`}>
            <select
              id={`${id}-range`}
              value={isBetween ? "between" : (fields.last ?? DEFAULT_RANGE)}
              onChange={(event) => chooseRange(event.target.value as RangeName | "between")}
              className={FIELD}
            >
              {[...RANGES, "between" as const].map((range) => (
                <option key={range} value={range}>
                  {search.ranges[range]}
                </option>
              ))}
            </select>
          </Labelled>
          <Labelled label={search.limit} id={`${id}-limit`}>
            <select
              id={`${id}-limit`}
              value={fields.limit ?? LIMITS[0]}
              onChange={(event) => edit({ limit: Number(event.target.value) })}
              className={FIELD}
            >
              {LIMITS.map((limit) => (
                <option key={limit}>{limit}</option>
              ))}
            </select>
          </Labelled>
        </div>
        {isBetween &&
          (["since", "until"] as const).map((end) => (
            <Labelled
              key={end}
              label={search[end]}
              note={end === "until" && isBad.range ? search.rangeProblem : undefined}
              id={`${id}-${end}`}
            >
              <input
                id={`${id}-${end}`}
                type="datetime-local"
                step={1}
                value={toLocalField(fields[end])}
                aria-invalid={isBad.range}
                onChange={(event) => edit({ [end]: fromLocalField(event.target.value) })}
                className={FIELD}
              />
            </Labelled>
          ))}
        <Button
          look="primary"
          type="submit"
          disabled={!canGo}
          icon={<Search size={16} aria-hidden />}
          className="justify-center"
        >
          {search.go}
        </Button>
      </form>
      <TraceById onOpenTrace={props.onOpenTrace} />
    </>
  );
}

function TraceById({ onOpenTrace }: Pick<SearchFormProps, "onOpenTrace">) {
  const { search } = useMessages().backends;
  const id = useId();
  const [text, setText] = useState("");
  const traceId = text.trim().toLowerCase();
  const isBad = traceId !== "" && !/^[0-9a-f]{1,32}$/.test(traceId);
  return (
    <form
      aria-label={search.byId}
      className="border-t border-line p-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (traceId !== "" && !isBad) onOpenTrace(traceId.padStart(32, "0"));
      }}
    >
      <Labelled label={search.byId} note={isBad ? search.byIdProblem : undefined} id={id}>
        <span className="flex gap-2">
          <input
            id={id}
            value={text}
            spellCheck={false}
            autoComplete="off"
            aria-invalid={isBad}
            onChange={(event) => setText(event.target.value)}
            className={`${FIELD} font-mono`}
          />
          <Button look="outline" type="submit" disabled={traceId === "" || isBad}>
            {search.openTrace}
          </Button>
        </span>
      </Labelled>
    </form>
  );
}

const isBadDuration = (text = "") => text.trim() !== "" && parseDurationText(text) === undefined;

interface LabelledProps {
  readonly label: string;
  readonly id: string;
  readonly note?: string | undefined;
  readonly children: ReactNode;
}

function Labelled({ label, id, note, children }: LabelledProps) {
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <label htmlFor={id} className="text-label text-quiet">
        {label}
      </label>
      {children}
      {note !== undefined && (
        <p id={`${id}-note`} className="text-label text-quiet">
          {note}
        </p>
      )}
    </div>
  );
}

interface SuggestedProps {
  readonly id: string;
  readonly value: string | undefined;
  readonly choices: readonly string[];
  readonly placeholder: string;
  readonly disabled: boolean;
  readonly onChange: (value: string | undefined) => void;
}

/** More than this makes a list that no one scrolls, and a slow page. */
const MOST_CHOICES = 2_000;

/** A field that offers what there is, and takes what is typed. */
function Suggested({ id, value = "", choices, placeholder, disabled, onChange }: SuggestedProps) {
  return (
    <>
      <input
        id={id}
        list={`${id}-list`}
        value={value}
        spellCheck={false}
        autoComplete="off"
        placeholder={placeholder}
        disabled={disabled}
        onChange={(event) => onChange(event.target.value || undefined)}
        className={FIELD}
      />
      <datalist id={`${id}-list`}>
        {choices.slice(0, MOST_CHOICES).map((choice) => (
          <option key={choice} value={choice} />
        ))}
      </datalist>
    </>
  );
}
