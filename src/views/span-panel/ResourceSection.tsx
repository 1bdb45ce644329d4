/** What made the span: the resource and the instrumentation scope. */
import type { SpanDetail } from "../../model/span-detail.ts";
import { useMessages } from "../messages/use-messages.ts";
import { AttributeList } from "./AttributeList.tsx";
import type { Pins } from "./pins.ts";

export interface ResourceSectionProps {
  readonly detail: SpanDetail;
  readonly pins: Pins | undefined;
}

export function ResourceSection({ detail: { resource, scope }, pins }: ResourceSectionProps) {
  const { spanPanel } = useMessages();
  return (
    <>
      <h3 className="px-3 pt-2 text-label text-quiet">{spanPanel.resource}</h3>
      <AttributeList
        attributes={resource.attributes}
        droppedCount={resource.droppedAttributesCount}
        whenNone={spanPanel.noAttributes}
        pins={pins}
      />
      <h3 className="border-t border-line px-3 pt-2 text-label text-quiet">{spanPanel.scope}</h3>
      {scope === undefined ? (
        <p className="px-3 py-1 text-table text-quiet">{spanPanel.noScope}</p>
      ) : (
        <>
          <p className="px-3 py-1 font-mono text-label [overflow-wrap:anywhere]">
            <bdi>{scope.name}</bdi> <bdi className="text-quiet">{scope.version}</bdi>
          </p>
          <AttributeList attributes={scope.attributes} droppedCount={scope.droppedAttributesCount} />
        </>
      )}
    </>
  );
}
