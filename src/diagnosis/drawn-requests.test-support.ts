/** Drawn requests for the tests of the diagnosis, and what is said of them in short. */
import { spansFromText } from "../model/spans-from-text.ts";
import { diagnose } from "./report.ts";
import type { Finding } from "./report-types.ts";

/** The drawing n times, irregularly apart; {t+5} is five milliseconds after its start, {n} its number, {n:16} as 16 hex digits. */
export function repeat(drawn: string, n: number, every = 97): string {
  const drawing = dedent(drawn);
  return Array.from({ length: n }, (_, i) => {
    const t = i * every + ((i * i * 31) % 53);
    return drawing
      .replaceAll("{n}", String(i))
      .replaceAll("{n:16}", (0xa000 + i).toString(16).padStart(16, "1"))
      .replace(/\{t\+?(\d*)\}/g, (_, plus: string) => String(t + Number(plus)));
  }).join("\n\n");
}

/** Without the indentation of its first line, so that drawings can be put one after the other. */
function dedent(drawing: string): string {
  const lines = drawing.split("\n");
  const first = lines.find((line) => line.trim() !== "") ?? "";
  const indent = first.length - first.trimStart().length;
  return lines.map((line) => line.slice(Math.min(indent, line.length - line.trimStart().length))).join("\n");
}

export const findings = (text: string) => diagnose(spansFromText(text)).findings;
export const say = ({ severity, cause, service, edge, confidence }: Finding) =>
  `${severity} ${cause} at ${service} ${edge ? `${edge.from}>${edge.to} ${edge.protocol}` : ""} ${confidence}`;
export const alarms = (text: string) =>
  findings(text)
    .filter(({ severity }) => severity !== "info")
    .map(say);

/** A whole request of three services over HTTP, and one of two over gRPC. */
export const WHOLE = `
  web: GET /cart | server {t}..{t+80} | http.request.method=GET http.route=/cart
    web: POST | client {t+5}..{t+60} | http.request.method=POST server.address=shop url.path=/items
      shop: POST /items | server {t+7}..{t+58} | http.request.method=POST http.route=/items
        shop: POST | client {t+10}..{t+40} | http.request.method=POST server.address=bank url.path=/pay
          bank: POST /pay | server {t+12}..{t+38} | http.request.method=POST http.route=/pay
    web: Quote | client {t+61}..{t+75} | rpc.system=grpc rpc.service=s.Quotes rpc.method=Get server.address=quotes
      quotes: Quote | server {t+63}..{t+73} | rpc.system=grpc rpc.service=s.Quotes rpc.method=Get`;

/** The same with one child cut off: its line moves to a trace of its own. */
export function cut(...names: string[]): string {
  const lines = WHOLE.split("\n").slice(1);
  const traces: string[][] = [[]];
  const walk = (from: number, depth: number, into: string[]): number => {
    let at = from;
    while (at < lines.length) {
      const own = (lines[at]!.length - lines[at]!.trimStart().length) / 2 - 1;
      if (own < depth) return at;
      const lost = names.some((name) => lines[at]!.trim().startsWith(`${name} | server`));
      const target = lost ? [] : into;
      if (lost) traces.push(target);
      target.push(lines[at]!);
      at = walk(at + 1, own + 1, target);
    }
    return at;
  };
  walk(0, 0, traces[0]!);
  return traces
    .map((trace) => {
      const shallow = (trace[0]!.length - trace[0]!.trimStart().length) / 2 - 1;
      return trace.map((line) => line.slice(2 * shallow)).join("\n");
    })
    .join("\n\n");
}
