/** The sign of a severity: shape and colour, never colour alone. Lost context has the broken link. */
import { CircleAlert, Info, TriangleAlert, Unlink } from "lucide-react";
import type { Finding } from "../../diagnosis/report-types.ts";
import { useMessages } from "../messages/use-messages.ts";

export function SeverityMark({ finding }: { readonly finding: Pick<Finding, "severity" | "rule"> }) {
  const { findings } = useMessages();
  const { severity, rule } = finding;
  const lost = rule === "lost-context" && severity !== "info";
  const Icon = lost ? Unlink : { error: CircleAlert, warning: TriangleAlert, info: Info }[severity];
  const color = lost ? "text-lost" : { error: "text-error", warning: "text-lost", info: "text-faint" }[severity];
  return (
    <span className={`mt-0.5 shrink-0 ${color}`} title={findings.severity[severity]}>
      <Icon size={16} aria-hidden />
      <span className="sr-only">{findings.severity[severity]}</span>
    </span>
  );
}
