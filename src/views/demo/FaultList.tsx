/** A switch per mistake, grouped by the kind of hop it strikes. One run has one mistake: turning one on turns the other off. */
import { X } from "lucide-react";
import { Button } from "../kit/Button.tsx";
import { useMessages } from "../messages/use-messages.ts";
import type { DemoFault } from "./demo-types.ts";
import { groupFaults, strikes } from "./fault-groups.ts";

interface FaultListProps {
  readonly faults: readonly DemoFault[];
  readonly chosen: DemoFault | undefined;
  readonly onChoose: (id: string | undefined) => void;
  /** The pointer or the focus is on this one. */
  readonly onPoint: (fault: DemoFault | undefined) => void;
  /** Only mistakes of this edge. */
  readonly edge: { readonly id: string; readonly name: string } | undefined;
  readonly onShowAll: () => void;
}

export function FaultList({ faults, chosen, onChoose, onPoint, edge, onShowAll }: FaultListProps) {
  const { demo } = useMessages();
  const shown = edge === undefined ? faults : faults.filter((fault) => strikes(fault, edge.id));
  return (
    <section
      aria-label={demo.faults}
      className="flex min-h-0 flex-col overflow-y-auto border-r border-line bg-raised max-[1079px]:max-h-80 max-[1079px]:border-r-0 max-[1079px]:border-b"
      onPointerLeave={() => onPoint(undefined)}
    >
      {edge !== undefined && (
        <div className="flex items-center justify-between gap-2 border-b border-line px-3 py-1 text-table">
          <bdi className="min-w-0 truncate text-quiet">{edge.name}</bdi>
          <Button icon={<X size={14} aria-hidden />} onClick={onShowAll} className="text-table">
            {demo.showAll}
          </Button>
        </div>
      )}
      {shown.length === 0 && <p className="p-3 text-table text-quiet">{demo.noneHere}</p>}
      {groupFaults(shown)
        .filter((group) => group.faults.length > 0)
        .map((group) => (
          <fieldset key={group.id} className="border-b border-line py-1.5 last:border-b-0">
            <legend className="float-left w-full px-3 pb-1 text-label text-faint">{demo.groups[group.id]}</legend>
            {group.faults.map((fault) => (
              <FaultSwitch
                key={fault.id}
                fault={fault}
                on={fault === chosen}
                onTurn={(on) => onChoose(on ? fault.id : undefined)}
                onPoint={onPoint}
              />
            ))}
          </fieldset>
        ))}
    </section>
  );
}

interface FaultSwitchProps {
  readonly fault: DemoFault;
  readonly on: boolean;
  readonly onTurn: (on: boolean) => void;
  readonly onPoint: (fault: DemoFault | undefined) => void;
}

function FaultSwitch({ fault, on, onTurn, onPoint }: FaultSwitchProps) {
  const ground = fault.kind === "innocent" ? "bg-accent" : "bg-lost";
  return (
    <button
      type="button"
      role="switch"
      aria-checked={on}
      title={fault.sentence}
      data-fault={fault.id}
      onClick={() => onTurn(!on)}
      onPointerEnter={() => onPoint(fault)}
      onFocus={() => onPoint(fault)}
      onBlur={() => onPoint(undefined)}
      className="clear-both flex w-full items-start gap-2 px-3 py-1 text-left text-table text-quiet hover:bg-sunken hover:text-ink aria-checked:text-ink"
    >
      <span
        aria-hidden
        className={`mt-0.5 flex h-3 w-5 shrink-0 items-center rounded-full p-px ${on ? `${ground} justify-end` : "bg-faint/60"}`}
      >
        <span className="size-2.5 rounded-full bg-surface" />
      </span>
      <span className={`text-pretty ${on ? "font-medium" : ""}`}>{fault.title}</span>
    </button>
  );
}
