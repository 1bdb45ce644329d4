/** Attributes as people type them: `http.route=/cart error=true message="out of stock"`. */

const PAIR = /\s*([^\s="]+)=(?:"((?:[^"\\]|\\.)*)"|([^\s"]*))(?=\s|$)/y;

/** @returns undefined where the text is no list of name=value */
export function parseAttributeText(text: string): Readonly<Record<string, string>> | undefined {
  const attributes: Record<string, string> = {};
  const whole = text.trimEnd();
  for (let at = 0; at < whole.length; at = PAIR.lastIndex) {
    PAIR.lastIndex = at;
    const match = PAIR.exec(whole);
    if (!match) return undefined;
    attributes[match[1]!] = match[3] ?? match[2]!.replaceAll(/\\(.)/g, "$1");
  }
  return attributes;
}
