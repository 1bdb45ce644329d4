/** What a card does decides the path: paid, refused, slow beyond the deadline, busy at the first attempt. */
export type Card = "good" | "declined" | "slow" | "busy";

export interface Item {
  readonly sku: string;
  readonly quantity: number;
}

export interface Order {
  readonly id: string;
  readonly customer: string;
  readonly items: readonly Item[];
  readonly card: Card;
}

/** A stock-keeping unit of which nothing is left. */
export const SOLD_OUT = "lantern";
export const SKUS: readonly string[] = ["rope", "anchor", "compass", "sail", "buoy", SOLD_OUT];
