/** Above the list of traces: the worst break of the data, in one sentence with one action. */
import type { Finding } from "../../diagnosis/report-types.ts";
import { EdgeSketch } from "../findings/EdgeSketch.tsx";
import { Button } from "../kit/Button.tsx";
import type { ServiceColors } from "../kit/service-colors.ts";
import { useMessages } from "../messages/use-messages.ts";
import { BreakStrip } from "./BreakStrip.tsx";

interface ListBreakProps {
  /** Worst first. */
  readonly findings: readonly Finding[];
  readonly colors: ServiceColors;
  onOpen(fingerprint: string): void;
}

export function ListBreak({ findings, colors, onOpen }: ListBreakProps) {
  const { repair: words } = useMessages();
  const worst = findings.find(({ rule, severity, edge }) => rule === "lost-context" && severity !== "info" && edge);
  if (worst?.edge === undefined) return null;
  return (
    <BreakStrip
      actions={
        <Button look="outline" onClick={() => onOpen(worst.fingerprint)}>
          {words.seeWhy}
        </Button>
      }
    >
      <span className="font-semibold">
        {worst.confidence === "possible" ? words.mayFallApart(worst.count) : words.fallApart(worst.count)}
      </span>
      <EdgeSketch edge={worst.edge} colors={colors} />
      <span className="min-w-0 text-quiet">{worst.title}</span>
    </BreakStrip>
  );
}
