import { describe, expect, it } from "vitest";
import type { DataSetSummary, EngineApi } from "../../engine/engine-api.ts";
import { DataSetController } from "./data-set-controller.ts";

/** An engine that finds one span per "s" in the bytes, and fails on "!". Slow inputs wait for `release`. */
function letterEngine() {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const open: EngineApi["open"] = async (inputs, _choice, options) => {
    const text = (await Promise.all(inputs.map(({ blob }) => blob.text()))).join("");
    if (text.includes("!")) throw new Error("out of memory");
    if (text.includes("slow")) await held;
    options?.signal?.throwIfAborted();
    const spans = text.split("s").length - 1;
    options?.onProgress?.({ file: inputs[0]!.name, bytesRead: text.length, bytesTotal: text.length, spans });
    return {
      summary: { spans, logs: 0, warnings: [], services: [] } as unknown as DataSetSummary,
      onlyTrace: undefined,
    };
  };
  return { open, release };
}

const file = (text: string, name = "a.json") => ({ name, blob: new Blob([text]) });
const noGrowth: EngineApi["grow"] = () => Promise.reject(new Error("nothing grows here"));
const controllerOn = (engine: Pick<EngineApi, "open">, fetch?: typeof globalThis.fetch) =>
  new DataSetController({
    engine: { grow: noGrowth, ...engine },
    base: "http://page.example/",
    ...(fetch && { fetch }),
  });

describe("DataSetController", () => {
  it("counts generations of what it opened", async () => {
    const controller = controllerOn(letterEngine());
    await controller.openFiles([file("ss")], { add: false });
    await controller.openFiles([file("sss")], { add: false });
    expect(controller.getState()).toMatchObject({ open: { generation: 2, summary: { spans: 3 } }, loading: undefined });
  });

  it("keeps what is open when a later file holds nothing or breaks the reader", async () => {
    const controller = controllerOn(letterEngine());
    await controller.openFiles([file("ss")], { add: false });
    expect(await controller.openFiles([file("", "empty.json")], { add: false })).toBeUndefined();
    expect(controller.getState()).toMatchObject({
      open: { generation: 1 },
      problems: [{ kind: "nothing-found", names: ["empty.json"] }],
    });
    await controller.openFiles([file("!")], { add: false });
    expect(controller.getState()).toMatchObject({
      open: { generation: 1 },
      loading: undefined,
      problems: [{ kind: "crash", message: "out of memory" }],
    });
  });

  it("cancels without a word, and a new attempt takes the place of one under way", async () => {
    const engine = letterEngine();
    const controller = controllerOn(engine);
    const first = controller.openFiles([file("slow s")], { add: false });
    const second = controller.openFiles([file("ss")], { add: false });
    engine.release();
    expect(await first).toBeUndefined();
    expect((await second)?.summary.spans).toBe(2);
    expect(controller.getState()).toMatchObject({ loading: undefined, problems: [] });
    const third = controller.openFiles([file("slow s")], { add: false });
    controller.cancel();
    expect(await third).toBeUndefined();
    expect(controller.getState()).toMatchObject({ open: { generation: 1 }, loading: undefined, problems: [] });
  });

  it("reads what was open again when the engine lost it, and gives up when that fails", async () => {
    const engine = letterEngine();
    let broken = false;
    const open: EngineApi["open"] = (...given) => (broken ? Promise.reject(new Error("gone")) : engine.open(...given));
    const controller = controllerOn({ open });
    await controller.restore("nothing was open");
    expect(controller.getState()).toMatchObject({ open: undefined, problems: [{ kind: "crash" }] });
    await controller.openFiles([file("ss")], { add: false });
    await controller.restore("out of memory");
    expect(controller.getState()).toMatchObject({
      open: { generation: 2, summary: { spans: 2 } },
      problems: [{ kind: "crash", message: "out of memory" }],
    });
    broken = true;
    await controller.restore("out of memory");
    expect(controller.getState().open).toBeUndefined();
  });

  it("opens the links that answer, and says which did not", async () => {
    const replies: Record<string, Response> = {
      "http://page.example/a.json": new Response("ss"),
      "http://page.example/b.json": new Response("no", { status: 403 }),
    };
    const fetch = async (url: unknown) => replies[String(url)]!;
    const controller = controllerOn(letterEngine(), fetch as typeof globalThis.fetch);
    const open = await controller.openLinks(["a.json", "b.json"]);
    expect(open).toMatchObject({ addresses: ["a.json", "b.json"], summary: { spans: 2 } });
    expect(controller.getState().problems).toEqual([
      { kind: "link", address: "b.json", failure: { cause: "status", status: 403, host: "page.example" } },
    ]);
  });
});
