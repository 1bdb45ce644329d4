/** Under a trace's header: where the request broke, how much of it lies elsewhere, and the ways to see and to mend it. */
import type { Finding } from "../../diagnosis/report-types.ts";
import { Button } from "../kit/Button.tsx";
import { boundText, MOST_LINE_CHARACTERS } from "../kit/bounded-text.ts";
import type { Messages } from "../messages/en.ts";
import { useMessages } from "../messages/use-messages.ts";
import { BreakStrip } from "./BreakStrip.tsx";
import type { RepairSummary } from "./describe-repair.ts";

interface RepairNoticeProps {
  /** undefined = nothing can be joined, or it is not known yet. */
  readonly found: RepairSummary | undefined;
  /** The diagnosis of this break. */
  readonly finding: Finding | undefined;
  readonly isRepaired: boolean;
  /** Possible bridges that could be shown besides. */
  readonly possible: number;
  readonly showsPossible: boolean;
  onShow(repaired: boolean): void;
  onShowPossible(shown: boolean): void;
  onFix(fingerprint: string): void;
}

export function RepairNotice(props: RepairNoticeProps) {
  const { found, finding, isRepaired, possible, showsPossible, onShow, onShowPossible, onFix } = props;
  const { repair: words } = useMessages();
  // A bridge without a finding is no break to be reported: it is shown when it is asked for.
  if (finding === undefined && !isRepaired) return null;
  const isJoined = isRepaired && found !== undefined;
  return (
    <BreakStrip
      isRepaired={isJoined}
      actions={
        <>
          {isRepaired && possible > 0 && (
            <Button look="outline" aria-pressed={showsPossible} onClick={() => onShowPossible(!showsPossible)}>
              {showsPossible ? words.hidePossible : words.showPossible(possible)}
            </Button>
          )}
          {found !== undefined && (
            <Button look="outline" onClick={() => onShow(!isRepaired)}>
              {isRepaired ? words.showRecorded : words.show}
            </Button>
          )}
          {finding !== undefined && (
            <Button look="outline" onClick={() => onFix(finding.fingerprint)}>
              {words.fix}
            </Button>
          )}
        </>
      }
    >
      <p>
        {isJoined ? words.joined(found.bridges) : isRepaired ? words.nothingToJoin : sentence(found, finding, words)}
      </p>
    </BreakStrip>
  );
}

function sentence(found: RepairSummary | undefined, finding: Finding | undefined, words: Messages["repair"]): string {
  const cause = finding === undefined ? words.lostHere(found?.callee ?? "") : words.asSentence(finding.title);
  const told = boundText(cause, 2 * MOST_LINE_CHARACTERS);
  return found === undefined ? told : words.causeAndExtent(told, extent(found, words));
}

function extent(found: RepairSummary, words: Messages["repair"]): string {
  const { beganElsewhere, otherTraces, otherSpans, bridges } = found;
  if (otherTraces.length === 0) return words.placed(bridges.certain + bridges.likely + bridges.possible);
  return beganElsewhere ? words.beganIn(otherTraces[0]!) : words.inOthers(otherSpans, otherTraces);
}
