/** The page's words say the same things in each language, and every verdict can be said in Chinese. */
import { expect, test } from "vitest";
import { headersFromText } from "../../../carriers/headers-from-text.ts";
import { readHeaders } from "../../../carriers/read-headers.ts";
import { sayConflict, sayNote, sayProblem, sayReceiver } from "../../../carriers/say.ts";
import { headerWords as en } from "./headers-en.ts";
import { headerWords as zh } from "./headers-zh-cn.ts";

const keysOf = (value: object, path = ""): string[] =>
  Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === "object" ? keysOf(inner, `${path}${key}.`) : [`${path}${key}`],
  );

test("the same words in each language", () => {
  expect(keysOf(zh).toSorted()).toEqual(keysOf(en).toSorted());
});

const T = "4bf92f3577b34da6a3ce929d0e0e4736";
const S = "00f067aa0ba902b7";

test.each([
  `traceparent: 00-${T}-${S}-01`,
  `traceparent: 00-${T}-${S.toUpperCase()}-01`,
  `traceparent: 00-${T}-${S}`,
  `traceparent: 00-${T.slice(4)}-${S}-01`,
  `traceparent: 00-${"0".repeat(32)}-${S}-01`,
  `traceparent: ff-${T}-${S}-01`,
  `traceparent: 00-${T}-${S}-01-more`,
  `traceparent: 00-${T}-${S}-01, 00-${T}-${S}-01`,
  `traceparent: 00-${T}-${S}-01\ntraceparent: 00-${T}-${S}-01`,
  `traceparent: `,
  `trace-parent: 00-${T}-${S}-01`,
  `traceparent: 00-${T}-${S}-00\ntracestate: a=1,B=2`,
  `traceparent: 00-${T}-${S}-01\nb3: ${T.slice(16)}-${S}-1`,
  `b3: ${T}-${S}-x`,
  `x-b3-traceid: ${T}`,
  `uber-trace-id: ${T}:${S}:0`,
  `x-amzn-trace-id: Root=2-5759e988-bd862e3fe1be46a994272793`,
  `x-datadog-trace-id: 99999999999999999999\nx-datadog-parent-id: 1`,
  `x-cloud-trace-context: ${T}/x`,
  `grpc-trace-bin: AAAA`,
  `sentry-trace: ${T}-${S}-2`,
])("%j is judged in Chinese", (text) => {
  const reading = readHeaders(headersFromText(text));
  const sentences = [
    sayReceiver(reading, zh.carriers),
    ...reading.conflicts.map((conflict) => sayConflict(conflict, zh.carriers)),
    ...reading.readings.flatMap(({ problems, notes }) => [
      ...problems.map((problem) => sayProblem(problem, zh.carriers)),
      ...notes.map((note) => sayNote(note, zh.carriers)),
    ]),
  ];
  for (const sentence of sentences) {
    expect(sentence).toMatch(/\p{Script=Han}/u);
    expect(sentence).not.toMatch(/undefined|\bmust\b|\bthe\b|\p{Script=Han}\s*[,;:?!]/u);
  }
});
