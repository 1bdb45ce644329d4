/** Why a request was not taken, as HTTP status, gRPC code and a sentence; whether trying again may help. */
import { BadBodyError } from "../ingest/build-batch.ts";
import { OverloadedError } from "../ingest/ingest.ts";
import { PreparerEndedError } from "../ingest/preparer.ts";
import { DamagedError, TooLargeError } from "../ingest/unpack.ts";
import { NotStoredError } from "../store/span-store.ts";
import { RpcCode } from "./export-answer.ts";

export interface FailureAnswer {
  readonly status: number;
  readonly code: number;
  readonly message: string;
  /** Seconds after which to try again; undefined: it would fail again. */
  readonly retryAfterSeconds: number | undefined;
}

/** Answers 429 and 503 are retried by senders, 400 and 413 are not. */
export function failureAnswer(failure: unknown): FailureAnswer {
  if (failure instanceof OverloadedError) return retry(429, RpcCode.resourceExhausted, failure.message, 1);
  if (failure instanceof NotStoredError || failure instanceof PreparerEndedError)
    return retry(503, RpcCode.unavailable, failure.message, 5);
  if (failure instanceof TooLargeError) {
    return final(413, RpcCode.resourceExhausted, "The request is too large: send smaller batches.");
  }
  if (failure instanceof BadBodyError || failure instanceof DamagedError) {
    return final(400, RpcCode.invalidArgument, failure.message);
  }
  return { status: 500, code: RpcCode.internal, message: "This could not be taken in.", retryAfterSeconds: undefined };
}

const retry = (status: number, code: number, message: string, seconds: number): FailureAnswer => ({
  status,
  code,
  message,
  retryAfterSeconds: seconds,
});

const final = (status: number, code: number, message: string): FailureAnswer => ({
  status,
  code,
  message,
  retryAfterSeconds: undefined,
});
