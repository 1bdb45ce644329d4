/**
 * Who takes part: a party is (deployment.environment.name, service.namespace, service.name); an instance is one running
 * process of it, as far as the resource tells (service.instance.id, else host). Two environments never share a party, so no
 * edge ever joins them.
 *
 *   resource rows ──► party of resource ──► Party { environment, service, ... }
 *                └──► instance of resource
 */
import type { DataSet } from "../model/tables.ts";

export interface Party {
  readonly index: number;
  readonly environment: string;
  readonly namespace: string;
  readonly service: string;
  /** telemetry.sdk.language and version of its first resource that has them. */
  language: string;
  sdkVersion: string;
}

export interface Parties {
  readonly list: readonly Party[];
  /** One entry a resource; the last serves spans without a resource. */
  readonly ofResource: Int32Array;
  readonly instanceOfResource: Int32Array;
  /** Number of the host in `hostNames`, for its clock; -1 = unknown. Hosts of two environments are two, whatever their names. */
  readonly hostOfResource: Int32Array;
  readonly hostNames: readonly string[];
}

export function listParties({ resources, strings, spans }: DataSet): Parties {
  const list: Party[] = [];
  const known = new Map<string, number>();
  const instances = new Map<string, number>();
  const ofResource = new Int32Array(resources.length + 1);
  const instanceOfResource = new Int32Array(resources.length + 1);
  const hostOfResource = new Int32Array(resources.length + 1).fill(-1);
  const add = (environment: string, namespace: string, service: string) => {
    const key = `${environment}\u0000${namespace}\u0000${service}`;
    let index = known.get(key);
    if (index === undefined) {
      index = list.length;
      list.push({ index, environment, namespace, service, language: "", sdkVersion: "" });
      known.set(key, index);
    }
    return index;
  };
  const hosts = new Map<string, number>();
  const hostNames: string[] = [];
  const hostNumber = (environment: string, name: string) => {
    const key = `${environment}\u0000${name}`;
    const index = hosts.get(key) ?? hostNames.push(name) - 1;
    hosts.set(key, index);
    return index;
  };
  const instance = (key: string) => {
    const index = instances.get(key) ?? instances.size;
    instances.set(key, index);
    return index;
  };
  for (let row = 0; row < resources.length; row++) {
    const text = (column: Int32Array) => strings.get(column[row]!);
    const service = text(resources.service) || "unknown_service";
    const party = add(text(resources.environment), text(resources.serviceNamespace), service);
    ofResource[row] = party;
    const host = text(resources.hostName);
    instanceOfResource[row] = instance(`${party} ${text(resources.serviceInstance) || `host ${host}`}`);
    hostOfResource[row] = host === "" ? -1 : hostNumber(text(resources.environment), host);
    list[party]!.language ||= text(resources.sdkLanguage);
    list[party]!.sdkVersion ||= text(resources.sdkVersion);
  }
  if (spans.resource.includes(-1)) {
    ofResource[resources.length] = add("", "", "unknown_service");
    instanceOfResource[resources.length] = instance("none");
  }
  return { list, ofResource, instanceOfResource, hostOfResource, hostNames };
}

/** What the resource of each span is numbered in `ofResource` (a column of Parties). */
export function spreadToSpans({ spans, resources }: DataSet, ofResource: Int32Array): Int32Array {
  const of = new Int32Array(spans.length);
  for (let row = 0; row < spans.length; row++) {
    const resource = spans.resource[row]!;
    of[row] = ofResource[resource < 0 ? resources.length : resource]!;
  }
  return of;
}
