/** Opens data for the reader: reads it, then goes where it is best looked at, and keeps the link true. */

import type { EngineApi } from "../../engine/engine-api.ts";
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
  readonly #engine: Pick<EngineApi, "findTrace">;
  readonly #controller: DataSetController;
  readonly #places: Places;
  /** Addresses being opened, or last tried: a link is followed once. */
  #followed = "";
  #busy = 0;

  constructor(engine: Pick<EngineApi, "findTrace">, controller: DataSetController, places: Places) {
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
      const land = this.#lander({ placeWasAskedFor, replace: false });
      const open = await this.#controller.openFiles(files, { add }, land);
      if (!open) return;
      this.#followed = "";
      await land(open);
    });
  }

  openLinks(addresses: readonly string[]): Promise<void> {
    this.#followed = addresses.join("\n");
    return this.#whileBusy(async () => {
      const land = this.#lander({ placeWasAskedFor: false, replace: false });
      const open = await this.#controller.openLinks(addresses, land);
      if (open) await land(open);
    });
  }

  /** What was tried last, once more. */
  again(): Promise<void> {
    return this.#followed === "" ? Promise.resolve() : this.openLinks(this.#followed.split("\n"));
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
    // Elsewhere meanwhile: what was tried before may be tried again.
    if (wanted === "" || wanted === open) this.#followed = wanted;
    if (wanted === "" || wanted === this.#followed) return Promise.resolve();
    this.#followed = wanted;
    return this.#whileBusy(async () => {
      const land = this.#lander({ placeWasAskedFor: true, replace: true });
      const opened = await this.#controller.openLinks(addresses, land);
      if (opened) await land(opened);
    });
  }

  /**
   * Goes to the place of data. With first rows, and again when all is read: what looked like the only trace may have been the
   * first of many, and then the place is chosen anew, unless the reader has gone elsewhere meanwhile.
   */
  #lander(how: { placeWasAskedFor: boolean; replace: boolean }): (open: OpenData) => Promise<void> {
    const asked = this.#places.pathname();
    let landed: string | undefined;
    return async ({ onlyTrace, addresses }) => {
      const present = this.#places.pathname();
      const pathname = present === landed ? asked : present;
      const isSecond = landed !== undefined;
      const traceId = /^\/trace\/([0-9a-f]+)$/i.exec(pathname)?.[1];
      const isOnly = traceId !== undefined && traceId === onlyTrace?.traceId;
      const traceHere = isOnly || (traceId !== undefined && (await this.#engine.findTrace(traceId)) >= 0);
      const { placeWasAskedFor } = how;
      const chosen = chooseLanding({ pathname, traceHere, onlyTraceId: onlyTrace?.traceId, placeWasAskedFor });
      const place: Place = pathOf(chosen) === present ? { to: "stay" } : chosen;
      await this.#places.go(place, addresses, { replace: how.replace || isSecond || place.to === "stay" });
      landed = this.#places.pathname();
    };
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

function pathOf(place: Place): string | undefined {
  if (place.to === "stay") return undefined;
  return place.to === "traces" ? "/traces" : `/trace/${place.traceId}`;
}
