/** Which of some spans hold given attributes: decided from their bytes, since attributes are no columns. */
import { decodeSpanDetail } from "../../formats/span-detail.ts";
import { StatusCode } from "../../model/enums.ts";
import type { AttributeValue, SpanDetail } from "../../model/span-detail.ts";
import { eachBodyGroup, inMemory, type Places } from "./read-records.ts";
import type { SpanStore } from "./span-store.ts";

/** Text by attribute key, as a query gives it; all must hold. */
export type WantedAttributes = Readonly<Record<string, string>>;

/** @returns the places of those that match */
export async function matchSpans(
  store: SpanStore,
  places: Places,
  matches: (span: SpanDetail) => boolean,
): Promise<Places> {
  const found = new Map<bigint, Set<number>>();
  for await (const { dataSet, bodies, ids } of eachBodyGroup(store, [...places.keys()])) {
    const retained = inMemory(bodies);
    const { sourceFile, sourceOffset, length } = dataSet.spans;
    for (let row = 0; row < length; row++) {
      const batch = ids[sourceFile[row]!]!;
      if (!places.get(batch)!.has(sourceOffset[row]!)) continue;
      if (!matches(await decodeSpanDetail(dataSet, retained, row))) continue;
      const positions = found.get(batch) ?? new Set();
      found.set(batch, positions.add(sourceOffset[row]!));
    }
  }
  return found;
}

/** Looks in the span's own, its resource's and its events' attributes. `error=true` also means the status. */
export function holdsAttributes(span: SpanDetail, wanted: WantedAttributes): boolean {
  return Object.entries(wanted).every(([key, text]) => {
    if (key === "error" && text === "true" && span.statusCode === StatusCode.error) return true;
    const owners = [span, span.resource, ...span.events];
    return owners.some(({ attributes }) =>
      attributes.some((attribute) => attribute.key === key && textOf(attribute.value) === text),
    );
  });
}

function textOf(value: AttributeValue): string | undefined {
  if (value.type === "array") return `[${value.value.map((element) => textOf(element) ?? "").join(",")}]`;
  if (value.type === "string" || value.type === "bool" || value.type === "int" || value.type === "double") {
    return String(value.value);
  }
  return undefined;
}
