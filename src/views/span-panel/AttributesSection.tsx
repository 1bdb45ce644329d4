/** The span's own attributes, under a filter box; what is pinned stands first, the resource's pinned attributes too. */
import { useState } from "react";
import type { SpanDetail } from "../../model/span-detail.ts";
import { SearchBox } from "../kit/SearchBox.tsx";
import { useMessages } from "../messages/use-messages.ts";
import { AttributeList } from "./AttributeList.tsx";
import { type Pins, splitPinned } from "./pins.ts";

export function AttributesSection({ detail, pins }: { detail: SpanDetail; pins: Pins | undefined }) {
  const { spanPanel } = useMessages();
  const [filter, setFilter] = useState("");
  const { pinned, others } = splitPinned(detail, pins?.keys ?? []);
  return (
    <>
      {detail.attributes.length > 0 && (
        <div className="sticky top-0 z-10 bg-surface px-3 py-2">
          <SearchBox label={spanPanel.filter} value={filter} onChange={setFilter} />
        </div>
      )}
      {pinned.length > 0 && (
        <section aria-label={spanPanel.pinned} className="border-b border-line">
          <AttributeList attributes={pinned} filter={filter} droppedCount={0} pins={pins} />
        </section>
      )}
      <AttributeList
        attributes={others}
        filter={filter}
        pins={pins}
        droppedCount={detail.droppedAttributesCount}
        whenNone={pinned.length > 0 ? undefined : spanPanel.noAttributes}
      />
    </>
  );
}
