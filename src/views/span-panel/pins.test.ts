import { expect, it } from "vitest";
import type { Attribute, SpanDetail } from "../../model/span-detail.ts";
import { splitPinned, togglePin } from "./pins.ts";

const attribute = (key: string, value = ""): Attribute => ({ key, value: { type: "string", value } });

it("pinned attributes come first in the order of the pins, the resource's among them", () => {
  const detail = {
    attributes: [attribute("a"), attribute("b", "1"), attribute("c"), attribute("b", "2")],
    resource: { attributes: [attribute("host.name"), attribute("os.type")], droppedAttributesCount: 0 },
  } as unknown as SpanDetail;
  const { pinned, others } = splitPinned(detail, ["host.name", "not here", "b"]);
  expect(pinned).toEqual([attribute("host.name"), attribute("b", "1"), attribute("b", "2")]);
  expect(others).toEqual([attribute("a"), attribute("c")]);
});

it("a pin is set and taken back", () => {
  expect(togglePin(["a"], "b")).toEqual(["a", "b"]);
  expect(togglePin(["a", "b"], "a")).toEqual(["b"]);
});
