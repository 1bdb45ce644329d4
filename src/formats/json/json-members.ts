/** Visits the members of an object and the elements of a list, checking them against the grammar on the way. */
import { findStringEnd, skipColon, skipSpace, skipValue, stop } from "./json-scan.ts";

/** @param bytes [keyFrom, keyTo) is the key without quotes, [valueAt, valueEnd) the value */
type OnMember = (keyFrom: number, keyTo: number, valueAt: number, valueEnd: number) => void;

/** @returns the position after the object that begins at `at`; another value is passed over */
export function readMembers(bytes: Uint8Array, at: number, onMember: OnMember): number {
  if (bytes[at] !== 0x7b) return skipValue(bytes, at, 0);
  at = skipSpace(bytes, at + 1);
  if (bytes[at] === 0x7d) return at + 1;
  for (;;) {
    if (bytes[at] !== 0x22) stop(at, "a key in quotes");
    const keyFrom = at + 1;
    const keyTo = findStringEnd(bytes, keyFrom);
    const valueAt = skipColon(bytes, keyTo + 1);
    const valueEnd = skipValue(bytes, valueAt, 0);
    onMember(keyFrom, keyTo, valueAt, valueEnd);
    at = skipSpace(bytes, valueEnd);
    if (bytes[at] === 0x7d) return at + 1;
    if (bytes[at] !== 0x2c) stop(at, '"," or "}"');
    at = skipSpace(bytes, at + 1);
  }
}

/** @returns the position after the list that begins at `at`; another value is passed over */
export function readElements(bytes: Uint8Array, at: number, onElement: (at: number, end: number) => void): number {
  if (bytes[at] !== 0x5b) return skipValue(bytes, at, 0);
  at = skipSpace(bytes, at + 1);
  if (bytes[at] === 0x5d) return at + 1;
  for (;;) {
    const end = skipValue(bytes, at, 0);
    onElement(at, end);
    at = skipSpace(bytes, end);
    if (bytes[at] === 0x5d) return at + 1;
    if (bytes[at] !== 0x2c) stop(at, '"," or "]"');
    at = skipSpace(bytes, at + 1);
  }
}
