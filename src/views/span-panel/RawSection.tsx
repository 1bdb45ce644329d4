/** The span as it was exported, byte for byte but for indentation. */
import { useQuery } from "@tanstack/react-query";
import { boundText } from "../kit/bounded-text.ts";
import { CopyButton } from "../kit/CopyButton.tsx";
import { useEngine, useGeneration } from "../kit/engine-context.ts";
import { useMessages } from "../messages/use-messages.ts";

const MOST_CHARACTERS = 100_000;

export function RawSection({ span }: { span: number }) {
  const { spanPanel } = useMessages();
  const engine = useEngine();
  const generation = useGeneration();
  const { data, error } = useQuery({
    queryKey: ["engine", generation, "rawSpan", span],
    queryFn: () => engine.rawSpan(span),
  });
  if (error !== null) return <p className="px-3 py-2 text-table text-error">{error.message}</p>;
  if (data === undefined) return <p className="px-3 py-2 text-table text-quiet">{spanPanel.readingRaw}</p>;
  return (
    <div className="relative">
      <span className="absolute top-1 right-1">
        <CopyButton text={data} what={spanPanel.copyRaw} />
      </span>
      <pre className="overflow-x-auto p-3 font-mono text-label">{boundText(data, MOST_CHARACTERS)}</pre>
      {data.length > MOST_CHARACTERS && (
        <p className="px-3 pb-2 text-table text-quiet">{spanPanel.cutAt(MOST_CHARACTERS, data.length)}</p>
      )}
    </div>
  );
}
