/** What was pasted: files, an address, or the text of a trace. */
import type { NamedBytes } from "./named-bytes.ts";

export type Pasted =
  | { readonly kind: "link"; readonly address: string }
  | { readonly kind: "files"; readonly files: readonly NamedBytes[] }
  | { readonly kind: "nothing" };

/** One line that is an http address is a link to fetch; any other text is data. */
export function readPastedText(text: string, name: string): Pasted {
  const trimmed = text.trim();
  if (trimmed === "") return { kind: "nothing" };
  if (/^https?:\/\/\S+$/i.test(trimmed)) return { kind: "link", address: trimmed };
  return { kind: "files", files: [{ name, blob: new Blob([text]) }] };
}
