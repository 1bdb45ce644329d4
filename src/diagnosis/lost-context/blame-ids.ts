/** The cause as ids tell it: a trace id that was cut, a header that was forwarded as it came. */

import { countOf, say } from "../../model/sentence.ts";
import type { DiagnosisContext } from "../diagnosis-context.ts";
import type { Blame } from "./blame-types.ts";
import type { BrokenEdge } from "./broken-edge.ts";

export function blameIds(context: DiagnosisContext, { from, to, lost }: BrokenEdge): Blame | undefined {
  const byId = lost.filter((hop) => hop.byId && !hop.misplaced);
  const misplaced = lost.filter((hop) => hop.misplaced);
  const [caller, callee] = [context.nameOf(from), context.nameOf(to)];
  if (2 * byId.length >= lost.length) {
    return {
      cause: "id-truncated",
      party: from,
      confidence: "certain",
      evidence: [
        say`${countOf(byId.length, "span")} of ${callee} name a parent that is in another trace, whose id ends in the same 16 hex digits: the first 16 were cut.`,
        say`The parent is the very call of ${caller} each time, so the two traces can be joined without a doubt.`,
      ],
      alternatives: [say`Something between ${caller} and ${callee} shortens the id, rather than ${caller} itself.`],
      sample: byId[0]!.caller,
    };
  }
  if (2 * misplaced.length < lost.length) return undefined;
  const { spans } = context.dataSet;
  const outer = misplaced.filter(({ callee }) => context.columns.party[spans.parent[callee]!] === from);
  if (2 * outer.length > misplaced.length) {
    return {
      cause: "outer-context-injected",
      party: from,
      confidence: outer.length >= 3 ? "certain" : "possible",
      evidence: [
        say`${countOf(outer.length, "span")} of ${callee} hang on a span of ${caller} that is no call; the call that made them lies around them, and has no child.`,
        say`${caller} writes the header from the span around the call, before or instead of the CLIENT span.`,
      ],
      alternatives: [say`The CLIENT span belongs to another call that ${caller} made at the same time.`],
      sample: outer[0]!.caller,
    };
  }
  return {
    cause: "header-reused",
    party: from,
    confidence: misplaced.length >= 3 ? "certain" : "likely",
    evidence: [
      say`${countOf(misplaced.length, "span")} of ${callee} have the same parent as the span of ${caller} that called them, one level too high.`,
      say`${caller}'s own calls have no child: it sends on the traceparent that it received.`,
    ],
    alternatives: [say`A proxy between ${caller} and ${callee} puts back the header that came with the first request.`],
    sample: misplaced[0]!.caller,
  };
}
