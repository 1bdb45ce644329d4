/**
 * The hop that breaks, drawn as a causeway whose middle is missing:
 *
 *   [● checkout]━━━━  ✕  ━━━━[● payment]
 *                   http
 */
import { Unlink } from "lucide-react";
import type { ReportEdge } from "../../diagnosis/report-types.ts";
import type { ServiceColors } from "../kit/service-colors.ts";
import { useMessages } from "../messages/use-messages.ts";

interface EdgeSketchProps {
  readonly edge: ReportEdge;
  readonly colors: ServiceColors;
}

export function EdgeSketch({ edge, colors }: EdgeSketchProps) {
  const { findings } = useMessages();
  const inside = edge.protocol === "in-process";
  const protocol = inside ? findings.inProcess : edge.protocol || findings.unknownProtocol;
  return (
    <div className="flex min-w-0 items-center text-table">
      <End service={edge.from} colors={colors} />
      {/* The gap stays in the middle whatever the names' lengths. */}
      <span aria-hidden className="h-0.5 w-8 shrink-0 bg-lost" />
      <span className="mx-1.5 flex shrink-0 items-center gap-1 text-lost">
        <Unlink size={14} aria-hidden />
        <span className="text-label">{protocol}</span>
      </span>
      <span aria-hidden className="h-0.5 w-8 shrink-0 bg-lost" />
      <End service={edge.to} colors={colors} />
    </div>
  );
}

function End({ service, colors }: { readonly service: string; readonly colors: ServiceColors }) {
  return (
    <span className="flex min-w-0 items-center gap-1.5 rounded-(--radius) border border-line bg-surface px-2 py-0.5">
      <span aria-hidden className="size-2 shrink-0 rounded-full" style={{ background: colors.bar(service) }} />
      <bdi className="truncate" title={service.slice(0, 2_000)}>
        {service}
      </bdi>
    </span>
  );
}
