/** Finds out which API a backend speaks, newest first, and gives the client for it. */
import type { BackendClient } from "./backend-client.ts";
import { type AskOptions, BackendDoor, type Parameters } from "./backend-door.ts";
import type { BackendInfo, Surroundings } from "./backend-info.ts";
import { JaegerClient } from "./jaeger-client.ts";
import { JaegerV1Client } from "./jaeger-v1-client.ts";
import { type JsonObject, objectOf, textOf } from "./json-values.ts";
import { TempoClient } from "./tempo-client.ts";
import { ZipkinClient } from "./zipkin-client.ts";

/** @throws BackendError where it speaks none of them, or does not answer at all */
export async function connectBackend(
  info: BackendInfo,
  surroundings: Surroundings,
  options: AskOptions,
): Promise<BackendClient> {
  const door = new BackendDoor(info, surroundings);
  switch (info.kind) {
    case "causeway":
    case "jaeger":
      return connectJaeger(door, options);
    case "tempo":
      return connectTempo(door, options);
    case "zipkin":
      return connectZipkin(door, options);
  }
}

async function connectJaeger(door: BackendDoor, options: AskOptions): Promise<BackendClient> {
  const v3 = await probe(door, "/api/v3/services", {}, options);
  // A reply without a single service leaves the list out.
  if (isObject(v3) && (Array.isArray(v3.services) || Object.keys(v3).length === 0)) return new JaegerClient(door);
  const v1 = await probe(door, "/api/services", {}, options);
  if (isObject(v1) && (Array.isArray(v1.data) || v1.data === null)) return new JaegerV1Client(door);
  throw door.error({ cause: v1 === "html" ? "html" : "other-api" });
}

async function connectTempo(door: BackendDoor, options: AskOptions): Promise<BackendClient> {
  const v2 = await probe(door, "/api/v2/search/tag/resource.service.name/values", {}, options);
  const isV2 = isObject(v2) && (Array.isArray(v2.tagValues) || isObject(v2.metrics) || Object.keys(v2).length === 0);
  const v1 = isV2 ? undefined : await probe(door, "/api/search/tag/service.name/values", {}, options);
  if (!isV2 && !(isObject(v1) && (Array.isArray(v1.tagValues) || Object.keys(v1).length === 0))) {
    throw door.error({ cause: v1 === "html" ? "html" : "other-api" });
  }
  const version = await told(
    door,
    "/api/status/buildinfo",
    options,
    (reply) => reply.version ?? objectOf(reply.data).version,
  );
  return new TempoClient(door, { api: isV2 ? "v2" : "v1", version });
}

async function connectZipkin(door: BackendDoor, options: AskOptions): Promise<BackendClient> {
  const services = await probe(door, "/api/v2/services", {}, options);
  if (!Array.isArray(services)) throw door.error({ cause: services === "html" ? "html" : "other-api" });
  const version = await told(door, "/info", options, (reply) => objectOf(reply.zipkin).version);
  return new ZipkinClient(door, version);
}

/** The server's own version; nothing depends on it, so a server that does not tell is as good. */
async function told(
  door: BackendDoor,
  path: string,
  options: AskOptions,
  pick: (reply: JsonObject) => unknown,
): Promise<string | undefined> {
  try {
    const version = textOf(pick(objectOf(await door.json(path, {}, options))));
    return version === "" ? undefined : version.slice(0, 40);
  } catch {
    options.signal.throwIfAborted();
    return undefined;
  }
}

const isObject = (reply: unknown): reply is Record<string, unknown> =>
  typeof reply === "object" && reply !== null && !Array.isArray(reply);

/** A reply parsed; "html" for a web page, "none" where there is no such address. */
async function probe(door: BackendDoor, path: string, parameters: Parameters, options: AskOptions): Promise<unknown> {
  const { status, blob } = await door.ask(path, parameters, options);
  if (!blob) return "html";
  return status === 404 ? "none" : door.parse(blob);
}
