/** Attributes of a span, an event, a link, a resource: filtered, counted, and honest about what was dropped. */
import type { Attribute } from "../../model/span-detail.ts";
import { useMessages } from "../messages/use-messages.ts";
import { AttributeRow } from "./AttributeRow.tsx";
import { filterAttributes } from "./attribute-text.ts";
import type { Pins } from "./pins.ts";

/** A list this long gets a filter box elsewhere; past it, rows are left out until the filter finds them. */
const MOST_ROWS = 500;

export interface AttributeListProps {
  readonly attributes: readonly Attribute[];
  readonly filter?: string | undefined;
  readonly droppedCount: number;
  /** Said where there are none; undefined = nothing is said. */
  readonly whenNone?: string | undefined;
  /** Given: each row can be pinned. */
  readonly pins?: Pins | undefined;
}

export function AttributeList({ attributes, filter = "", droppedCount, whenNone, pins }: AttributeListProps) {
  const { spanPanel } = useMessages();
  const found = filterAttributes(attributes, filter);
  const none = attributes.length === 0 ? whenNone : found.length === 0 ? spanPanel.noneMatches : undefined;
  return (
    <>
      {none !== undefined && <p className="px-3 py-2 text-table text-quiet">{none}</p>}
      {found.length > 0 && (
        <dl className="py-1">
          {found.slice(0, MOST_ROWS).map((attribute, number) => (
            // A key may come twice.
            // biome-ignore lint/suspicious/noArrayIndexKey: the rows hold no state that would follow a wrong one
            <AttributeRow key={`${attribute.key} ${number}`} attribute={attribute} pins={pins} />
          ))}
        </dl>
      )}
      {found.length > MOST_ROWS && (
        <p className="px-3 py-1 text-table text-quiet">{spanPanel.moreAttributes(found.length - MOST_ROWS)}</p>
      )}
      {droppedCount > 0 && (
        <p className="px-3 py-1 text-table text-lost">{spanPanel.droppedAttributes(droppedCount)}</p>
      )}
    </>
  );
}
