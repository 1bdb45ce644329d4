/** Opens data for the reader: reads it, then goes where it is best looked at, and keeps the link true. */

import type { EngineApi } from "../../engine/engine-api.ts";
import { traceIdToHex } from "../../model/ids.ts";
import type { NamedBytes } from "../../sources/named-bytes.ts";
import { type Pasted, readPastedText } from "../../sources/read-clipboard.ts";
import type { DataSetController } from "./data-set-controller.ts";
import type { OpenData } from "./data-set-state.ts";
import { chooseLanding, type Place } from "./landing.ts";

/** The part of the router that is needed here. */
export interface Places {
  readonly pathname: () => string;
  /** @param addresses the new `src=`; empty takes it away */
  readonly go: (place: Place, addresses: readonly string[], how: { replace: boolean }) => Promise<void>;
}

export class Opener {
  readonly #engine: Pick<EngineApi, "findTrace" | "listTraces">;
  readonly #controller: DataSetController;
  readonly #places: Places;
  /** Addresses being opened, or last tried: a link is followed once. */
  #followed = "";
  #busy = 0;

  constructor(engine: Pick<EngineApi, "findTrace" | "listTraces">, controller: DataSetController, places: Places) {
    this.#engine = engine;
    this.#controller = controller;
    this.#places = places;
  }

  /** Something is being read or a place is being looked for. */
  get busy(): boolean {
    return this.#busy > 0;
  }

  openFiles(files: readonly NamedBytes[], { add = false } = {}): Promise<void> {
    if (files.length === 0) return Promise.resolve();
    // Whoever opens data from a page that shows none wants to see it.
    const placeShowsNone = this.#places.pathname().startsWith("/demo");
    const placeWasAskedFor = add || (this.#controller.getState().open === undefined && !placeShowsNone);
    return this.#whileBusy(async () => {
      const open = await this.#controller.openFiles(files, { add });
      if (!open) return;
      this.#followed = "";
      await this.#land(open, { placeWasAskedFor, replace: false });
    });
  }

  openLinks(addresses: readonly string[]): Promise<void> {
    this.#followed = addresses.join("\n");
    return this.#whileBusy(async () => {
      const open = await this.#controller.openLinks(addresses);
      if (open) await this.#land(open, { placeWasAskedFor: false, replace: false });
    });
  }

  openPasted(pasted: Pasted): Promise<void> {
    if (pasted.kind === "link") return this.openLinks([pasted.address]);
    if (pasted.kind === "files") return this.openFiles(pasted.files);
    this.#controller.report({ kind: "clipboard" });
    return Promise.resolve();
  }

  /** Asks the browser for the clipboard; it may say no. */
  async pasteFromClipboard(name: string): Promise<void> {
    const text = await navigator.clipboard.readText().catch(() => "");
    return this.openPasted(readPastedText(text, name));
  }

  /** The link's `src=` changed: by a first visit, a pasted link, back or forward. */
  follow(addresses: readonly string[]): Promise<void> {
    const wanted = addresses.join("\n");
    const open = this.#controller.getState().open?.addresses.join("\n");
    if (wanted === "" || wanted === open || wanted === this.#followed) return Promise.resolve();
    this.#followed = wanted;
    return this.#whileBusy(async () => {
      const opened = await this.#controller.openLinks(addresses);
      if (opened) await this.#land(opened, { placeWasAskedFor: true, replace: true });
    });
  }

  async #land({ summary, addresses }: OpenData, how: { placeWasAskedFor: boolean; replace: boolean }): Promise<void> {
    const pathname = this.#places.pathname();
    const traceId = /^\/trace\/([0-9a-f]+)$/i.exec(pathname)?.[1];
    const traceHere = traceId !== undefined && (await this.#engine.findTrace(traceId)) >= 0;
    const onlyTraceId = summary.traces === 1 ? await this.#firstTraceId() : undefined;
    const place = chooseLanding({ pathname, traceHere, onlyTraceId, placeWasAskedFor: how.placeWasAskedFor });
    await this.#places.go(place, addresses, { replace: how.replace || place.to === "stay" });
  }

  async #firstTraceId(): Promise<string> {
    const [a = 0, b = 0, c = 0, d = 0] = (await this.#engine.listTraces({})).traceId;
    return traceIdToHex(a, b, c, d);
  }

  async #whileBusy(work: () => Promise<void>): Promise<void> {
    this.#busy++;
    try {
      await work();
    } finally {
      this.#busy--;
    }
  }
}
