import { expect, it } from "vitest";
import { parseAttributeText } from "./attribute-text.ts";

it.each([
  ["", {}],
  ["  http.route=/cart  error=true ", { "http.route": "/cart", error: "true" }],
  ['message="out of \\"stock\\"" a=', { message: 'out of "stock"', a: "" }],
  ["url=http://a/?b=c", { url: "http://a/?b=c" }],
])("%s", (text, attributes) => expect(parseAttributeText(text)).toEqual(attributes));

it.each(["a", "a b=c", 'a="b', "=c", 'a="b"c'])("%s is none", (text) =>
  expect(parseAttributeText(text)).toBeUndefined(),
);
