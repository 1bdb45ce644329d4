/** Known findings: an earlier report as JSON, or fingerprints one a line (# begins a remark). */

/** @returns undefined where the text is neither */
export function fingerprintsOf(text: string): ReadonlySet<string> | undefined {
  if (text.trimStart().startsWith("[")) return undefined;
  if (!text.trimStart().startsWith("{")) {
    const lines = text.split(/\r?\n/).map((line) => line.replace(/(^|\s)#.*$/, "").trim());
    return new Set(lines.filter((line) => line !== ""));
  }
  try {
    const { findings } = JSON.parse(text) as { findings?: unknown };
    if (!Array.isArray(findings)) return undefined;
    const known = findings.map((finding: unknown) => (finding as { fingerprint?: unknown } | null)?.fingerprint);
    return new Set(known.filter((fingerprint) => typeof fingerprint === "string"));
  } catch {
    return undefined;
  }
}
