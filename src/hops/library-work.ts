/**
 * What a client library does on its own behalf: it dials, pings and shakes hands when its pool needs a connection, in a context of its
 * own. Requests set it off, so it lies in them beyond chance; no code of the service could give it their context, and none lacks it.
 */
import { isInstrumentationScope } from "./instrumentation-scopes.ts";
import type { Operation } from "./operations.ts";

const OWN_WORK =
  /(?:^|[ ._/-])(?:dial|connect|reconnect|ping|handshake|hello|auth|authenticate|pool|acquire|checkout|dns|lookup|tls|resolve)(?:$|[ ._/-])/i;

/** @param scopeName of the operation */
export const isLibraryWork = (operation: Operation, scopeName: string): boolean =>
  isInstrumentationScope(scopeName) && operation.method === "" && operation.rpc === "" && OWN_WORK.test(operation.name);
