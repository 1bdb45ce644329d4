/**
 * Row numbers of the tables, one type each. The brand is optional, so a plain number from a loop or a typed array may be
 * used as any of them, while a SpanIndex given where a TraceIndex is wanted does not compile. -1 stands for "none".
 */
declare const table: unique symbol;

type IndexInto<Table extends string> = number & { readonly [table]?: Table };

export type SpanIndex = IndexInto<"span">;
export type TraceIndex = IndexInto<"trace">;
export type ResourceIndex = IndexInto<"resource">;
export type ScopeIndex = IndexInto<"scope">;
export type StringIndex = IndexInto<"string">;
export type LogIndex = IndexInto<"log">;
export type FileIndex = IndexInto<"file">;
