import { Repair } from "../../model/enums.ts";
import { say } from "../../model/sentence.ts";
import { makeRepairRule } from "./repair-rule.ts";

/** The same span id twice in one trace. */
export const duplicateSpan = makeRepairRule({
  id: "duplicate-span",
  bit: Repair.duplicateId,
  title: "Spans were exported twice",
  signature: "Two spans of one trace have the same id, and are not the client and server half of a Zipkin shared span.",
  lookAlikes: "Zipkin's shared spans: a CLIENT and a SERVER span with one id.",
  sentence: (spans, share) =>
    say`${spans} have an id that another span of their trace has (${share} of this service's spans).`,
  verb: ["have", "has"],
  heading: (service) => say`${service} exports spans twice`,
});
