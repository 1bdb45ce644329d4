import { expect, test } from "vitest";
import { headersFromText } from "./headers-from-text.ts";
import { readHeaders } from "./read-headers.ts";
import { sayConflict, sayNote, sayProblem, sayReceiver } from "./say.ts";
import { englishCarrierTexts } from "./texts-en.ts";

const tp = "00-80f198ee56343ba864fe8b2a57d3eff7-e457b5a2e4d86bd1-01";

test.each([
  [`traceparent: ${tp}`],
  ["traceparent: 00-80F198ee56343ba864fe8b2a57d3eff7-e457b5a2e4d86bd1-01"],
  [`traceparent: ${tp}\ntraceparent: ${tp}`],
  [`trace-parent: ${tp}`],
  ["accept: text/html"],
  [`traceparent: ${tp}\nb3: 64fe8b2a57d3eff7-e457b5a2e4d86bd1-1`],
  ["x-b3-traceid: 80f198ee56343ba8"],
  ["tracestate: Foo=1"],
])("says in English what the reading itself says: %j", (text) => {
  const reading = readHeaders(headersFromText(text));
  expect(sayReceiver(reading, englishCarrierTexts)).toBe(reading.w3c.sentence);
  for (const conflict of reading.conflicts) expect(sayConflict(conflict, englishCarrierTexts)).toBe(conflict.sentence);
  for (const { problems, notes } of reading.readings) {
    for (const problem of problems) expect(sayProblem(problem, englishCarrierTexts)).toBe(problem.sentence);
    for (const note of notes) expect(sayNote(note, englishCarrierTexts)).toBe(note.text);
  }
});
