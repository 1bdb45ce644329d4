/** Causeway's server in front of some backends, for tests. */

import { createGuard } from "../src/collector/http-guard.ts";
import { createBackendProxy } from "../src/collector/proxy/answer-backends.ts";
import { type BackendSketch, buildBackends } from "../src/collector/proxy/backend.ts";
import { startSite } from "../src/collector/static-site.ts";

export interface ServedBackends {
  readonly origin: string;
  close(): Promise<void>;
}

/** @param folder of the built page; undefined: only the backends are served */
export async function serveBackends(
  sketches: readonly Pick<BackendSketch, "name" | "kind" | "url" | "replyLimitMb">[],
  folder = "/nowhere",
  timeoutSeconds = 2,
): Promise<ServedBackends> {
  const backends = buildBackends(sketches.map((sketch) => ({ ...sketch, timeoutSeconds })));
  if (typeof backends === "string") throw new Error(backends);
  const proxy = createBackendProxy(backends, createGuard([], []));
  const site = await startSite({
    folder,
    files: [],
    host: "127.0.0.1",
    port: 0,
    offers: ["backends"],
    answerApi: (_, request, response) => proxy(request, response),
  });
  return { origin: `http://127.0.0.1:${site.port}`, close: site.close };
}
