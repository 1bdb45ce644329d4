/** The recorded examples that come with the page: public/demo/index.json. */
import type { Sample } from "../views/start/StartPage.tsx";

const INDEX = "demo/index.json";

/** Empty where the page was built without them; entries that make no sense are left out. */
export async function readSamples(base: string, signal: AbortSignal): Promise<Sample[]> {
  const response = await fetch(new URL(INDEX, base), { signal });
  if (!response.ok || !(response.headers.get("content-type") ?? "").includes("json")) return [];
  const entries: unknown = await response.json();
  return Array.isArray(entries) ? entries.flatMap(sampleOf) : [];
}

function sampleOf(entry: unknown): Sample[] {
  const { id, title, sentence, file, spans, traces, lost } = (entry ?? {}) as Record<string, unknown>;
  if (typeof id !== "string" || typeof title !== "string" || typeof file !== "string") return [];
  return [
    {
      id,
      title,
      sentence: typeof sentence === "string" ? sentence : "",
      address: `demo/${file}`,
      spans: Number(spans) || 0,
      traces: Number(traces) || 0,
      lost: typeof lost === "number" ? lost : undefined,
    },
  ];
}
