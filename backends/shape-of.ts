/** Every member that occurs in an answer, with the type of its value: `result.resourceSpans[].scopeSpans[].spans[].kind number`. */
export function shapeOf(value: unknown): string[] {
  const shape = new Set<string>();
  note(value, "", shape);
  return [...shape].sort();
}

function note(value: unknown, at: string, shape: Set<string>): void {
  if (Array.isArray(value)) for (const entry of value) note(entry, `${at}[]`, shape);
  else if (typeof value === "object" && value !== null) {
    if (Object.keys(value).length === 0) shape.add(`${at} {}`);
    for (const [key, member] of Object.entries(value)) note(member, at === "" ? key : `${at}.${key}`, shape);
  } else shape.add(`${at} ${value === null ? "null" : typeof value}`);
}
