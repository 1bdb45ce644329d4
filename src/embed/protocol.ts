/**
 * What a panel and its host say to each other by postMessage. Version 1: messages and fields are added, never renamed.
 *
 *   panel ── causeway:ready ──────────────► host      the panel listens now
 *   panel ◄───────────── causeway:open ──── host      data to show, in place of what is shown
 *   panel ── causeway:opened | error ─────► host
 *   panel ── causeway:span-selected ──────► host
 *   panel ◄───────────── causeway:theme ─── host
 */

export const PROTOCOL_VERSION = 1;

/** From the host. */
export type HostMessage =
  | {
      readonly type: "causeway:open";
      readonly name: string;
      readonly data: string | ArrayBuffer | Blob;
      /** Hex ids: where to go in the data. */
      readonly trace?: string | undefined;
      readonly span?: string | undefined;
    }
  | { readonly type: "causeway:theme"; readonly theme: "light" | "dark" };

/** To the host. */
export type PanelMessage =
  | { readonly type: "causeway:ready"; readonly version: number }
  | {
      readonly type: "causeway:opened";
      readonly spans: number;
      readonly traces: number;
      /** Remarks about what could not be read, or was mended. */
      readonly warnings: readonly string[];
    }
  | { readonly type: "causeway:error"; readonly message: string }
  | { readonly type: "causeway:span-selected"; readonly traceId: string; readonly spanId: string };

/** A message from outside, checked field by field; undefined where it is none of ours. */
export function parseHostMessage(message: unknown): HostMessage | undefined {
  if (typeof message !== "object" || message === null) return undefined;
  const { type, name, data, trace, span, theme } = message as Record<string, unknown>;
  if (type === "causeway:theme") return theme === "light" || theme === "dark" ? { type, theme } : undefined;
  if (type !== "causeway:open") return undefined;
  const bytes = ArrayBuffer.isView(data) ? data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength) : data;
  if (typeof bytes !== "string" && !(bytes instanceof ArrayBuffer) && !(bytes instanceof Blob)) return undefined;
  return { type, name: typeof name === "string" ? name : "", data: bytes, trace: hexId(trace), span: hexId(span) };
}

function hexId(value: unknown): string | undefined {
  return typeof value === "string" && /^[0-9a-f]{1,32}$/i.test(value) ? value.toLowerCase() : undefined;
}

/** `origin=` as an origin, where it is one of http or https. */
export function parseHostOrigin(text: string | null): string | undefined {
  try {
    const { origin, protocol } = new URL(text ?? "");
    return protocol === "http:" || protocol === "https:" ? origin : undefined;
  } catch {
    return undefined;
  }
}
