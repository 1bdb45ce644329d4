import { describe, expect, it } from "vitest";
import { assignServiceColors } from "./service-colors.ts";

/** WCAG relative luminance of "#fff", "#000" or "oklch(L C H)". */
function luminance(color: string): number {
  if (color === "#fff") return 1;
  if (color === "#000") return 0;
  const [lightness = 0, chroma = 0, hue = 0] = color.match(/[\d.]+/g)!.map(Number);
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const red = 4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s;
  const green = -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s;
  const blue = -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const contrast = (one: string, other: string) => {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
};

const services = Array.from({ length: 40 }, (_, number) => `service-${number}`);

describe.each(["light", "dark"] as const)("service colours, %s", (theme) => {
  const colors = assignServiceColors(services, theme);

  it("gives the first sixteen services sixteen colours", () => {
    expect(new Set(services.slice(0, 16).map(colors.bar)).size).toBe(16);
  });

  it("keeps a service's colour while no other wants it first", () => {
    expect(assignServiceColors(["service-3"], theme).bar("service-3")).toBe(
      assignServiceColors(["service-3", "another"], theme).bar("service-3"),
    );
  });

  it("lets text on bars be read", () => {
    for (const service of [...services, "not in the data"]) {
      expect(contrast(colors.bar(service), colors.onBar(service))).toBeGreaterThanOrEqual(4.5);
    }
  });
});
