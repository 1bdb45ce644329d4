/** The members of any OTLP object, by Key. */
import { readMembers } from "../json/json-members.ts";
import { keyOf } from "./otlp-keys.ts";

/**
 * Tells of each member of the object at `at`: its Key, where its value begins and ends.
 * @returns the position after the object
 */
export function readObject(
  bytes: Uint8Array,
  at: number,
  tell: (key: number, valueAt: number, end: number) => void,
): number {
  return readMembers(bytes, at, (keyFrom, keyTo, valueAt, end) => tell(keyOf(bytes, keyFrom, keyTo), valueAt, end));
}
