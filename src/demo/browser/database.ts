import type { World } from "../shop/world.ts";

/** The ledger's table in a page: two statements are all that the shop asks. DuckDB does it in the real demo. */
export function openPageDatabase(): World["sql"] {
  const amounts: number[] = [];
  return async (text, values) => {
    if (text.startsWith("INSERT")) {
      amounts.push(Number(values[2]));
      return [];
    }
    return [{ entries: amounts.length, balance: amounts.reduce((sum, amount) => sum + amount, 0) }];
  };
}
