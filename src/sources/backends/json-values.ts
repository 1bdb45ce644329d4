/** Reading JSON that a stranger sent: what is not there, or not of its kind, is nothing. */

export type JsonObject = Readonly<Record<string, unknown>>;

export const objectOf = (value: unknown): JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

export const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

/** Texts, each once, in order; empty ones left out. */
export const textsOf = (value: unknown): readonly string[] =>
  [...new Set(listOf(value).map(textOf))].filter((text) => text !== "").sort((a, b) => (a < b ? -1 : 1));

/** A count; 64-bit numbers may come as text. undefined where it is none. */
export function countOf(value: unknown): number | undefined {
  const number = typeof value === "string" && value !== "" ? Number(value) : value;
  return typeof number === "number" && number >= 0 && Number.isFinite(number) ? number : undefined;
}

/** Whole nanoseconds, as text or as a number; 0 where it is none. */
export function nanoOf(value: unknown): bigint {
  if (typeof value === "string") return /^\d{1,20}$/.test(value) ? BigInt(value) : 0n;
  return typeof value === "number" && value > 0 && Number.isFinite(value) ? BigInt(Math.trunc(value)) : 0n;
}

/** Nanoseconds of a count of microseconds. */
export const microsToNano = (value: unknown): bigint =>
  typeof value === "number" && value > 0 && Number.isFinite(value) ? BigInt(Math.round(value)) * 1_000n : 0n;

/** Lower-case hex of full width, out of hex of any width or base64; undefined where it is neither. */
export function idOf(value: unknown, digits: 16 | 32): string | undefined {
  const text = textOf(value);
  if (/^[0-9a-f]+$/i.test(text) && text.length <= digits) return text.toLowerCase().padStart(digits, "0");
  if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(text)) return undefined;
  const bytes = bytesOfBase64(text);
  return bytes.length * 2 === digits ? bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("") : undefined;
}

function bytesOfBase64(text: string): number[] {
  try {
    return Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/").replace(/=+$/, "")), (char) =>
      char.charCodeAt(0),
    );
  } catch {
    return [];
  }
}
