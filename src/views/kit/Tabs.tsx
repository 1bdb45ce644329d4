/** Tabs over one area. Radix does the keys and the roles. */
import { Tabs as Radix } from "radix-ui";
import type { ReactNode } from "react";

export interface Tab {
  readonly id: string;
  readonly title: string;
  /** Shown beside the title; left out at 0 or undefined. */
  readonly count?: number | undefined;
  readonly content: ReactNode;
}

export interface TabsProps {
  readonly label: string;
  readonly tabs: readonly Tab[];
  readonly selected: string;
  readonly onSelect: (id: string) => void;
}

export function Tabs({ label, tabs, selected, onSelect }: TabsProps) {
  return (
    <Radix.Root value={selected} onValueChange={onSelect} className="flex min-h-0 flex-1 flex-col">
      <Radix.List
        aria-label={label}
        className="flex shrink-0 gap-x-2.5 overflow-x-auto border-b border-line px-3 [scrollbar-width:none]"
      >
        {tabs.map(({ id, title, count }) => (
          <Radix.Trigger
            key={id}
            value={id}
            className="-mb-px shrink-0 border-b-2 border-transparent py-1.5 text-table text-quiet hover:text-ink
              data-[state=active]:border-accent data-[state=active]:text-ink"
          >
            {title}
            {count !== undefined && count > 0 && <span className="ml-1 text-faint">{count}</span>}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map(({ id, content }) => (
        <Radix.Content key={id} value={id} className="min-h-0 flex-1 overflow-y-auto">
          {content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}
