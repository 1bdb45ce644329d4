/** How much of what happened around the open trace is open too: from the backend that the trace came from. */
import { Telescope } from "lucide-react";
import { parseBackendAddress, stringifyBackendAddress } from "../../sources/backends/backend-address.ts";
import { Button } from "../../views/kit/Button.tsx";
import { useMessages } from "../../views/messages/use-messages.ts";
import { useApp } from "../app-context.ts";

const AROUND_SECONDS = [10, 30, 120, 600] as const;
const FIRST_SECONDS = 30;

interface ContextChoiceProps {
  readonly traceId: string;
  /** Of the open data. */
  readonly addresses: readonly string[];
}

export function ContextChoice({ traceId, addresses }: ContextChoiceProps) {
  const { context } = useMessages().backends;
  const { opener } = useApp();
  const given = addresses.map(parseBackendAddress).find((address) => address !== undefined);
  if (!given) return null;
  const open = (aroundSeconds: number | undefined) =>
    void opener.openLinks([stringifyBackendAddress({ backend: given.backend, traceIds: [traceId], aroundSeconds })]);
  if (given.aroundSeconds === undefined) {
    return (
      <Button
        look="outline"
        className="mr-2 h-6 text-table"
        icon={<Telescope size={14} aria-hidden />}
        title={context.openNote}
        onClick={() => open(FIRST_SECONDS)}
      >
        {context.open}
      </Button>
    );
  }
  const offered = [...new Set([...AROUND_SECONDS, given.aroundSeconds])].sort((a, b) => a - b);
  return (
    <select
      aria-label={context.label}
      title={context.label}
      value={given.aroundSeconds}
      onChange={(event) => open(event.target.value === "" ? undefined : Number(event.target.value))}
      className="mr-2 h-6 rounded-(--radius) border border-line bg-surface px-1 text-table text-ink"
    >
      <option value="">{context.alone}</option>
      {offered.map((seconds) => (
        <option key={seconds} value={seconds}>
          {context.around(seconds)}
        </option>
      ))}
    </select>
  );
}
