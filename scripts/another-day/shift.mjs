// Loaded before a test file, and before every Node process that a test starts: it is 400 days later, in a zone whose offset is no
// whole hour, and texts without a locale come out in German. A test that fails here reads the machine's clock, zone or locale.
const SHIFT_MS = 400 * 86_400_000;
const LOCALE = "de-DE";

process.env.TZ = "Pacific/Chatham";
process.env.NODE_OPTIONS ??= "";
if (!process.env.NODE_OPTIONS.includes(import.meta.url)) process.env.NODE_OPTIONS += ` --import ${import.meta.url}`;

const RealDate = Date;
const now = () => RealDate.now() + SHIFT_MS;
globalThis.Date = new Proxy(RealDate, {
  construct: (target, given, newTarget) => Reflect.construct(target, given.length === 0 ? [now()] : given, newTarget),
  apply: () => new RealDate(now()).toString(),
  get: (target, key) => (key === "now" ? now : Reflect.get(target, key)),
});

for (const [prototype, methods] of [
  [Number.prototype, ["toLocaleString"]],
  [BigInt.prototype, ["toLocaleString"]],
  [RealDate.prototype, ["toLocaleString", "toLocaleDateString", "toLocaleTimeString"]],
]) {
  for (const method of methods) {
    const real = prototype[method];
    prototype[method] = function (locale = LOCALE, options = undefined) {
      return real.call(this, locale, options);
    };
  }
}
