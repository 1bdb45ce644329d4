/** The examples that come with the page: one drawn by hand (public/sample) and the demo's recordings (public/demo). */
import type { Sample } from "../views/start/StartPage.tsx";

const FOLDERS = ["sample", "demo"] as const;

/** Each folder's index.json in turn; a folder that is not there has none, entries that make no sense are left out. */
export async function readSamples(base: string, signal: AbortSignal): Promise<Sample[]> {
  const lists = await Promise.all(
    FOLDERS.map(async (folder) => {
      const response = await fetch(new URL(`${folder}/index.json`, base), { signal });
      if (!response.ok || !(response.headers.get("content-type") ?? "").includes("json")) return [];
      const entries: unknown = await response.json();
      return Array.isArray(entries) ? entries.flatMap((entry) => sampleOf(entry, folder)) : [];
    }),
  );
  return lists.flat();
}

function sampleOf(entry: unknown, folder: string): Sample[] {
  const { id, title, sentence, file, spans, traces, lost } = (entry ?? {}) as Record<string, unknown>;
  if (typeof id !== "string" || typeof title !== "string" || typeof file !== "string") return [];
  return [
    {
      id,
      title,
      sentence: typeof sentence === "string" ? sentence : "",
      address: `${folder}/${file}`,
      spans: Number(spans) || 0,
      traces: Number(traces) || 0,
      lost: typeof lost === "number" ? lost : undefined,
    },
  ];
}
