import { Repair } from "../../model/enums.ts";
import { say } from "../../model/sentence.ts";
import { makeRepairRule } from "./repair-rule.ts";

/** A span that is its own ancestor. */
export const parentCycle = makeRepairRule({
  id: "parent-cycle",
  bit: Repair.selfParent | Repair.cycleCut,
  title: "Spans are their own ancestors",
  signature:
    "A span names itself as its parent, or the parents of several spans form a circle; it was cut at its earliest span.",
  lookAlikes: "None: no healthy program makes one.",
  sentence: (spans, share) => say`${spans} are their own ancestors (${share} of this service's spans).`,
  verb: ["are their own ancestors", "is its own ancestor"],
  heading: (service) => say`Parents in ${service} form a circle`,
});
