// Which tests touch time: those from which a read of the clock, the date, the zone or the machine's locale can be reached by imports.
// Left out is what says that it needs the machine's own clock, because another program than Node reads it too.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

const TOUCHES = /\bDate\.now\b|\bnew Date\b|\btoLocale(?:Date|Time)?String\((?!")|\bIntl\.\w+\((?!")/;
const NEEDS_REAL_CLOCK = "Needs the machine's own clock:";
const IMPORTS = /(?:from|import)\s*\(?\s*["'](\.[^"']+)["']/g;

/** See files.d.mts. */
export function testsThatTouchTime(root, rooms) {
  /** @type {Map<string, string>} */
  const texts = new Map();
  const textOf = (file) => {
    if (!texts.has(file)) texts.set(file, existsSync(file) ? readFileSync(file, "utf8") : "");
    return texts.get(file);
  };
  const reaches = (file, seen) => {
    if (seen.has(file)) return false;
    seen.add(file);
    const text = textOf(file);
    return TOUCHES.test(text) || [...text.matchAll(IMPORTS)].some(([, to]) => reaches(join(dirname(file), to), seen));
  };
  const isMovable = (file) => !textOf(file).includes(NEEDS_REAL_CLOCK) && reaches(file, new Set());
  return rooms
    .flatMap((room) => readdirSync(join(root, room), { recursive: true }).map((name) => join(room, String(name))))
    .filter((name) => /\.test\.(tsx?|mjs)$/.test(name) && isMovable(join(root, name)))
    .sort();
}
