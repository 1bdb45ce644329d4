/**
 * Colours of services: 16 hues of equal lightness and chroma, chosen by a hash of the name so that a service keeps its
 * colour between files, and moved on where two services of one data set would look alike.
 */

const HUE_COUNT = 16;
/** Steps through the hue circle so that neighbouring numbers are far apart. Red (errors) and amber (lost) are left out. */
const HUES = [255, 150, 320, 195, 285, 120, 225, 345, 170, 300, 135, 240, 105, 210, 270, 180];

export interface ServiceColors {
  /** CSS colour of bars, dots and nodes. */
  bar(service: string): string;
  /** A pale ground of the same hue. */
  soft(service: string): string;
  /** Text on a bar, with a contrast of at least 4.5:1. */
  onBar(service: string): string;
}

/**
 * @param services all services of the data set, in a stable order (most spans first): the first to want a hue gets it
 * @param theme which lightness to use
 */
export function assignServiceColors(services: readonly string[], theme: "light" | "dark"): ServiceColors {
  const slotOf = new Map<string, number>();
  const taken = new Int32Array(HUE_COUNT);
  for (const service of services) {
    const wanted = hashName(service) % HUE_COUNT;
    const least = Math.min(...taken);
    let slot = wanted;
    while (taken[slot]! > least) slot = (slot + 1) % HUE_COUNT;
    taken[slot]!++;
    slotOf.set(service, slot);
  }
  const hue = (service: string) => HUES[slotOf.get(service) ?? hashName(service) % HUE_COUNT]!;
  // Every second hue is a little lighter, so that neighbours differ also to eyes that see fewer hues.
  const light = (service: string) => ((slotOf.get(service) ?? 0) % 2) * 0.1;
  return theme === "light"
    ? {
        bar: (service) => `oklch(${(0.55 + light(service)).toFixed(2)} 0.11 ${hue(service)})`,
        soft: (service) => `oklch(0.95 0.025 ${hue(service)})`,
        onBar: (service) => (light(service) === 0 ? "#fff" : "#000"),
      }
    : {
        bar: (service) => `oklch(${(0.66 + light(service)).toFixed(2)} 0.105 ${hue(service)})`,
        soft: (service) => `oklch(0.29 0.035 ${hue(service)})`,
        onBar: () => "#000",
      };
}

/** FNV-1a over UTF-16 units, 32 bits. */
function hashName(name: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < name.length; at++) hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193);
  return (hash ^ (hash >>> 13)) >>> 0;
}
