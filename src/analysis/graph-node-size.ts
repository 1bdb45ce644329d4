/**
 * The size of a node from its name, without a font: the worker cannot measure text, so wide letters (CJK, emoji) count as an em
 * and others as the width of an average letter. Names beyond the widest node are cut when drawn.
 *
 *   ┌──────────────────────────┐
 *   │ (●)  checkout            │   height fixed; the second line needs NUMBERS_CSS_PX, with errors more
 *   │      12,418 · p95 812 ms │
 *   └──────────────────────────┘
 */
import type { GraphNode } from "./service-graph.ts";

export const NODE_HEIGHT_CSS_PX = 44;
/** Where the text begins, after dot or icon; as much as an edge's end needs is left free after it. */
export const NODE_TEXT_LEFT_CSS_PX = 34;
const NODE_TEXT_RIGHT_CSS_PX = 12;
const NUMBERS_CSS_PX = 126;
/** The share of errors after the numbers. */
const ERRORS_CSS_PX = 48;
const NAME_LIMIT_CSS_PX = 230;
/** Of a 13 px semibold name. */
const LETTER_CSS_PX = 7.8;
const WIDE_LETTER_CSS_PX = 13.5;

export function nodeWidthCssPx({ name, members, errors }: GraphNode): number {
  const numbers = NUMBERS_CSS_PX + (errors > 0 ? ERRORS_CSS_PX : 0);
  const text = members.length > 0 ? 0 : Math.min(textWidthCssPx(name), NAME_LIMIT_CSS_PX);
  return Math.ceil(NODE_TEXT_LEFT_CSS_PX + Math.max(text, numbers) + NODE_TEXT_RIGHT_CSS_PX);
}

/** About as wide as the text is drawn in a node; stops counting beyond the widest node. */
function textWidthCssPx(text: string): number {
  let width = 0;
  for (const letter of text.slice(0, 100)) width += letterWidth(letter);
  return width;
}

/** The text, or as much of it as a node of that width shows, with "…". */
export function fitNodeText(text: string, nodeWidth: number): string {
  let room = nodeWidth - NODE_TEXT_LEFT_CSS_PX - NODE_TEXT_RIGHT_CSS_PX;
  if (text.length < 100 && textWidthCssPx(text) <= room + 0.5) return text;
  room -= LETTER_CSS_PX;
  let end = 0;
  for (const letter of text.slice(0, 100)) {
    room -= letterWidth(letter);
    if (room < 0) break;
    end += letter.length;
  }
  return `${text.slice(0, end)}…`;
}

const letterWidth = (letter: string) => (letter.codePointAt(0)! >= 0x1100 ? WIDE_LETTER_CSS_PX : LETTER_CSS_PX);
