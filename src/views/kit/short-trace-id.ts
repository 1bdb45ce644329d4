/** The first eight digits of a trace id that carry something: 64-bit ids are padded with zeros. */
export function shortTraceId(traceId: string): string {
  return `${(/^0{16}/.test(traceId) ? traceId.slice(16) : traceId).slice(0, 8)}…`;
}
