/** What every backend can be asked, whatever its kind. All of it may throw BackendError, or the reason of an abort. */
import type { NamedBytes } from "../named-bytes.ts";
import type { AskOptions } from "./backend-door.ts";
import type { BackendInfo } from "./backend-info.ts";
import type { FoundTraces } from "./found-trace.ts";

export interface BackendQuery {
  readonly service: string | undefined;
  readonly operation: string | undefined;
  readonly attributes: Readonly<Record<string, string>>;
  readonly durationMinNano: number | undefined;
  readonly durationMaxNano: number | undefined;
  readonly startUnixNano: bigint;
  readonly endUnixNano: bigint;
  readonly limit: number;
  /** Handed to Tempo as it is; nothing else of the query but time and limit counts then. Other kinds know none. */
  readonly traceql: string | undefined;
}

export interface TraceReply {
  /** As the backend sent it: the engine decodes it. */
  readonly file: NamedBytes;
  /** The backend says that this is not all of it, in its own words; "" where it gave no reason. */
  readonly partial: string | undefined;
}

export interface BackendClient {
  readonly info: BackendInfo;
  /** Which API it speaks: "v3". */
  readonly api: string;
  /** Its own version, where it tells. */
  readonly version: string | undefined;
  /** Whether a search must name a service. */
  readonly needsService: boolean;
  services(options: AskOptions): Promise<readonly string[]>;
  operations(service: string, options: AskOptions): Promise<readonly string[]>;
  search(query: BackendQuery, options: AskOptions): Promise<FoundTraces>;
  /** @param traceId 32 hex digits */
  trace(traceId: string, options: AskOptions): Promise<TraceReply>;
}

/** For people, and for the list of what is open. */
export const traceFileName = ({ name }: BackendInfo, traceId: string): string => `${name} ${traceId.slice(0, 8)}`;

/** The end of a reply, where the remarks of a backend about it stand. */
export const tailOf = (blob: Blob): Promise<string> => blob.slice(Math.max(0, blob.size - 4_096)).text();
