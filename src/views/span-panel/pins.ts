/** Attribute keys that the reader pinned: they stand first in every span's panel. The app remembers them. */
import type { SpanDetail } from "../../model/span-detail.ts";

export interface Pins {
  readonly keys: readonly string[];
  readonly onChange: (keys: readonly string[]) => void;
}

/** Nobody pins longer keys; they would fill what the browser keeps. */
export const MOST_PIN_CHARACTERS = 300;

/** The keys with this one pinned, or no longer. */
export function togglePin(keys: readonly string[], key: string): readonly string[] {
  return keys.includes(key) ? keys.filter((pinned) => pinned !== key) : [...keys, key];
}

/** The span's attributes and its resource's that are pinned, in the order of the pins; and the span's others. */
export function splitPinned({ attributes, resource }: SpanDetail, keys: readonly string[]) {
  const all = [...attributes, ...resource.attributes];
  return {
    pinned: keys.flatMap((key) => all.filter((attribute) => attribute.key === key)),
    others: attributes.filter(({ key }) => !keys.includes(key)),
  };
}
