/** Why a row hangs where it does, and where it was recorded, in words; "" for a row that is where it was recorded. */
import type { TraceView } from "../../analysis/trace-view.ts";
import { formatDuration } from "../kit/format-time.ts";
import type { Messages } from "../messages/en.ts";

/** Clocks nearer than this are as good as one. */
const WORTH_SAYING_NANO = 1e6;

export function describeBridge({ rows, bridges, traceIds }: TraceView, row: number, words: Messages["repair"]): string {
  const parts: string[] = [];
  const bridge = rows.bridge[row] === 0 ? undefined : bridges.find((each) => each.row === row);
  if (bridge) {
    const { confidence, family, reason, evidence } = bridge;
    const [low, , high] = evidence?.usualRequestNano ?? [];
    const because = [words.becauseId[reason ?? ""] ?? words.because[family]];
    if (evidence && Number.isFinite(evidence.requestNano) && Number.isFinite(low) && Number.isFinite(high)) {
      because.push(
        words.becauseTime(formatDuration(evidence.requestNano), formatDuration(low!), formatDuration(high!)),
      );
      if (Math.abs(evidence.offsetNano) >= WORTH_SAYING_NANO) {
        because.push(words.clocksApart(formatDuration(Math.abs(evidence.offsetNano))));
      }
    }
    parts.push(words.bridged(words.confidence[confidence], because));
  }
  if (rows.originTrace[row] !== 0) parts.push(words.recordedIn(traceIds[rows.originTrace[row]!]!));
  return parts.join(" · ");
}
