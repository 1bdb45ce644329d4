/** Reading the attributes that were kept while decoding (model/hot-keys.ts). O(hot attributes of the span). */
import { HOT_KEY_INDEX, type HotKey } from "../model/hot-keys.ts";
import type { SpanIndex } from "../model/index-types.ts";
import type { DataSet } from "../model/tables.ts";

/**
 * The value of the first of the keys that the span has, in the order of the keys: the stable name first, older names after.
 * @returns undefined where the span has none of them
 */
export function hotAttribute(dataSet: DataSet, span: SpanIndex, ...keys: readonly HotKey[]): string | undefined {
  const { spans, hotAttributes, strings } = dataSet;
  const from = spans.hotFirst[span]!;
  const to = spans.hotFirst[span + 1]!;
  if (from === to) return undefined;
  for (const key of keys) {
    const wanted = HOT_KEY_INDEX.get(key)!;
    for (let row = from; row < to; row++) {
      if (hotAttributes.key[row] === wanted) return strings.get(hotAttributes.value[row]!);
    }
  }
  return undefined;
}
