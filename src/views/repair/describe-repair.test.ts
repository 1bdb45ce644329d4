import { expect, it } from "vitest";
import { buildRepairedView } from "../../analysis/build-repaired-view.ts";
import { spansFromText } from "../../model/spans-from-text.ts";
import { describeRepair } from "./describe-repair.ts";

const dataSet = spansFromText(`
  shop: checkout | server 0..100
    shop: POST | client 10..90

  pay: charge | server 20..80
    pay: INSERT | client 30..70
`);
const joins = [{ child: 2, parent: 1, confidence: "likely", family: "wire" }] as const;

it("says where the request broke and how much of it lies elsewhere, from either side", () => {
  const numbers = { caller: "shop", callee: "pay", otherSpans: 2, bridges: { certain: 0, likely: 1, possible: 0 } };
  const [begin, end] = [buildRepairedView(dataSet, 0, joins), buildRepairedView(dataSet, 1, joins)];
  expect(describeRepair(begin)).toEqual({ ...numbers, beganElsewhere: false, otherTraces: [end.traceId] });
  expect(describeRepair(end)).toEqual({ ...numbers, beganElsewhere: true, otherTraces: [begin.traceId] });
  expect(describeRepair(buildRepairedView(dataSet, 0, []))).toBeUndefined();
});
