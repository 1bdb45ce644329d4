/** What there is to try: one for each kind of verdict. The ids are those of the specification's own examples. */
import type { HeaderWords } from "./messages/headers-en.ts";

interface HeaderExample {
  readonly id: keyof HeaderWords["page"]["example"];
  readonly text: string;
}

const TRACE = "0af7651916cd43dd8448eb211c80319c";
const VALID = `traceparent: 00-${TRACE}-b7ad6b7169203331-01`;

export const HEADER_EXAMPLES: readonly HeaderExample[] = [
  { id: "valid", text: VALID },
  { id: "upper", text: VALID.replace("b7ad", "B7AD") },
  { id: "twice", text: `${VALID}\n${VALID}` },
  { id: "misnamed", text: VALID.replace("traceparent", "trace-parent") },
  { id: "b3", text: `${VALID}\nb3: ${TRACE.slice(16)}-b7ad6b7169203331-1` },
  { id: "state", text: `${VALID}\ntracestate: rojo=00f067aa0ba902b7,Congo=t61rcWkgMzE` },
];
