// A file sink for OTLP/HTTP: takes protobuf or JSON on a port of its own and keeps OTLP/JSON lines, ids as hex. It decodes only what a
// trace needs; a field that it does not know is stepped over. Exists so that recording a case needs no collector beside it.
import { createServer } from "node:http";
import { gunzipSync } from "node:zlib";

const text = (bytes) => bytes.toString("utf8");
const hex = (bytes) => bytes.toString("hex");
const varint = (value) => Number(BigInt.asIntN(64, value));
const int64 = (value) => String(BigInt.asIntN(64, value));
const fixed64 = (bytes) => String(bytes.readBigUInt64LE());
const fixed32 = (bytes) => bytes.readUInt32LE();
const double = (bytes) => bytes.readDoubleLE();
const bool = (value) => value !== 0n;

/** Field number -> [name, how to read it, many?]; a function that returns a table is a message. */
const anyValue = () => ({
  1: ["stringValue", text],
  2: ["boolValue", bool],
  3: ["intValue", int64],
  4: ["doubleValue", double],
  5: ["arrayValue", () => ({ 1: ["values", anyValue, true] })],
  6: ["kvlistValue", () => ({ 1: ["values", keyValue, true] })],
});
const keyValue = () => ({ 1: ["key", text], 2: ["value", anyValue] });
const event = () => ({ 1: ["timeUnixNano", fixed64], 2: ["name", text], 3: ["attributes", keyValue, true] });
const link = () => ({
  1: ["traceId", hex],
  2: ["spanId", hex],
  3: ["traceState", text],
  4: ["attributes", keyValue, true],
  6: ["flags", fixed32],
});
const status = () => ({ 2: ["message", text], 3: ["code", varint] });
const span = () => ({
  1: ["traceId", hex],
  2: ["spanId", hex],
  3: ["traceState", text],
  4: ["parentSpanId", hex],
  5: ["name", text],
  6: ["kind", varint],
  7: ["startTimeUnixNano", fixed64],
  8: ["endTimeUnixNano", fixed64],
  9: ["attributes", keyValue, true],
  11: ["events", event, true],
  13: ["links", link, true],
  15: ["status", status],
  16: ["flags", fixed32],
});
const scope = () => ({ 1: ["name", text], 2: ["version", text] });
const scopeSpans = () => ({ 1: ["scope", scope], 2: ["spans", span, true] });
const resource = () => ({ 1: ["attributes", keyValue, true] });
const resourceSpans = () => ({ 1: ["resource", resource], 2: ["scopeSpans", scopeSpans, true] });
const request = () => ({ 1: ["resourceSpans", resourceSpans, true] });
const messages = new Set([anyValue, keyValue, event, link, status, span, scope, scopeSpans, resource, resourceSpans]);

function decode(bytes, table) {
  const out = {};
  let at = 0;
  const readVarint = () => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = bytes[at++];
      if (byte === undefined) throw new Error("the message ends within a number");
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) return value;
    }
  };
  while (at < bytes.length) {
    const tag = Number(readVarint());
    let raw;
    if ((tag & 7) === 0) raw = readVarint();
    else {
      const length = (tag & 7) === 1 ? 8 : (tag & 7) === 5 ? 4 : Number(readVarint());
      raw = bytes.subarray(at, at + length);
      at += length;
    }
    const field = table[tag >> 3];
    if (!field) continue;
    const [name, read, many] = field;
    const isMessage = messages.has(read) || name === "arrayValue" || name === "kvlistValue";
    const value = isMessage ? decode(raw, read()) : read(raw);
    if (!many) out[name] = value;
    else if (out[name]) out[name].push(value);
    else out[name] = [value];
  }
  return out;
}

/** `lines` grows as exports arrive; `close` resolves when the port is free. */
export async function openSink() {
  const lines = [];
  const server = createServer((incoming, answer) => {
    const chunks = [];
    incoming.on("data", (chunk) => chunks.push(chunk));
    incoming.on("end", () => {
      const sent = Buffer.concat(chunks);
      const bytes = incoming.headers["content-encoding"] === "gzip" ? gunzipSync(sent) : sent;
      const isJson = incoming.headers["content-type"]?.includes("json");
      if (incoming.url === "/v1/traces") {
        lines.push(isJson ? bytes.toString("utf8") : JSON.stringify(decode(bytes, request())));
      }
      answer.writeHead(200, { "content-type": isJson ? "application/json" : "application/x-protobuf" });
      answer.end(isJson ? "{}" : "");
    });
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    endpoint: `http://127.0.0.1:${server.address().port}`,
    lines,
    close: () => new Promise((resolve) => server.close(resolve)).finally(() => server.closeAllConnections()),
  };
}
