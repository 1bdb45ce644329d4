/**
 * The catalogue: every sentence the screen shows, in English. Another language is another object of this type.
 * One section a view; a section's file stays small. Parameters are typed; plurals are chosen here.
 */
import { trace } from "./en/trace.ts";

export const en = { trace };

/** What a language must provide. */
export type Messages = typeof en;
