/**
 * Finds the service of this data that a caller's peer name means.
 *
 *   checkout                               the name itself, in any case
 *   checkout:8080                          without the port
 *   checkout.shop.svc.cluster.local        cluster DNS: the first label, or "checkout.shop" where that is the name
 *   checkout.shop                          where checkout's service.namespace is shop
 *   reviews                                where one service alone is called reviews.something
 *
 * A public host is never shortened: api.example.com is not the service "api".
 */
import type { DataSet } from "../model/tables.ts";

const INTERNAL_SUFFIX = /^(svc|([^.]+\.)?svc\.cluster\.local|([^.]+\.)?svc|local|internal|lan|consul|docker)$/;
const IP_ADDRESS = /^\d{1,3}(\.\d{1,3}){3}$|:/;

export class ServiceNames {
  /** StringIndex of the service; by lower-case name. */
  readonly #exact = new Map<string, number>();
  /** By first label of dotted names; undefined = more than one. */
  readonly #byFirstLabel = new Map<string, number | undefined>();
  readonly #namespaces = new Map<number, string>();
  readonly #known = new Map<string, number | undefined>();

  constructor({ resources, strings }: DataSet) {
    for (let row = 0; row < resources.length; row++) {
      const service = resources.service[row]!;
      const name = strings.get(service).toLowerCase();
      if (name === "" || this.#exact.get(name) === service) continue;
      this.#exact.set(name, service);
      this.#namespaces.set(service, strings.get(resources.serviceNamespace[row]!).toLowerCase());
      const label = name.split(".", 1)[0]!;
      if (label !== name) this.#byFirstLabel.set(label, this.#byFirstLabel.has(label) ? undefined : service);
    }
  }

  /** @returns StringIndex of the service, undefined = none of this data */
  find(peer: string): number | undefined {
    if (this.#known.has(peer)) return this.#known.get(peer);
    const found = this.#search(peer.toLowerCase());
    this.#known.set(peer, found);
    return found;
  }

  #search(peer: string): number | undefined {
    const host = peer.replace(/:\d+$/, "").replace(/\.$/, "");
    const exact = this.#exact.get(host);
    if (exact !== undefined || IP_ADDRESS.test(host)) return exact;
    const dot = host.indexOf(".");
    if (dot === -1) return this.#byFirstLabel.get(host);
    const service = this.#exact.get(host.slice(0, dot));
    const suffix = host.slice(dot + 1);
    if (!INTERNAL_SUFFIX.test(suffix)) {
      return service !== undefined && this.#namespaces.get(service) === suffix ? service : undefined;
    }
    return this.#exact.get(host.replace(/\.svc(\.cluster\.local)?$/, "")) ?? service;
  }
}
