/** The span's own attributes, under a filter box. */
import { useState } from "react";
import type { SpanDetail } from "../../model/span-detail.ts";
import { SearchBox } from "../kit/SearchBox.tsx";
import { useMessages } from "../messages/use-messages.ts";
import { AttributeList } from "./AttributeList.tsx";

export function AttributesSection({ detail }: { detail: SpanDetail }) {
  const { spanPanel } = useMessages();
  const [filter, setFilter] = useState("");
  return (
    <>
      {detail.attributes.length > 0 && (
        <div className="sticky top-0 z-10 bg-surface px-3 py-2">
          <SearchBox label={spanPanel.filter} value={filter} onChange={setFilter} />
        </div>
      )}
      <AttributeList
        attributes={detail.attributes}
        filter={filter}
        droppedCount={detail.droppedAttributesCount}
        whenNone={spanPanel.noAttributes}
      />
    </>
  );
}
