import { expect, it } from "vitest";
import { spansFromText } from "../model/spans-from-text.ts";
import { ServiceNames } from "./service-names.ts";

const data = spansFromText(`
  checkout: a | internal 0..1
  api: a | internal 0..1
  reviews.bookinfo: a | internal 0..1
  details.bookinfo: a | internal 0..1
  details.shop: a | internal 0..1
  10.0.0.7: a | internal 0..1
`);
const names = new ServiceNames(data);

it.each([
  ["checkout", "checkout"],
  ["CheckOut:8080", "checkout"],
  ["checkout.shop.svc.cluster.local", "checkout"],
  ["checkout.shop.svc", "checkout"],
  ["checkout.internal", "checkout"],
  ["reviews", "reviews.bookinfo"],
  ["reviews.bookinfo.svc.cluster.local.", "reviews.bookinfo"],
  ["10.0.0.7:80", "10.0.0.7"],
  ["details", ""],
  ["api.example.com", ""],
  ["checkout.example.com", ""],
  ["10.0.0.8", ""],
  ["__proto__", ""],
])("%s means the service %s", (peer, service) => {
  expect(data.strings.get(names.find(peer) ?? -1)).toBe(service);
});
