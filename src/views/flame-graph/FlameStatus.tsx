/** The line below the flame graph: the bar that is asked about, in numbers. */
import type { FlameTree } from "../../analysis/flame-tree.ts";
import type { TraceView } from "../../analysis/trace-view.ts";
import { boundText, MOST_LINE_CHARACTERS } from "../kit/bounded-text.ts";
import { formatShare } from "../kit/format-share.ts";
import type { ServiceColors } from "../kit/service-colors.ts";
import { useMessages } from "../messages/use-messages.ts";

export interface FlameStatusProps {
  readonly view: TraceView;
  readonly tree: FlameTree;
  readonly colors: ServiceColors;
  readonly node: number | undefined;
  readonly onSelectSpan: (span: number | undefined) => void;
}

export function FlameStatus({ view, tree, colors, node, onSelectSpan }: FlameStatusProps) {
  const { flameGraph: text } = useMessages();
  const longest = node === undefined ? -1 : tree.longestRow[node]!;
  return (
    <footer className="flex h-8 shrink-0 items-center gap-2 border-t border-line px-3 text-table">
      {node === undefined ? (
        <p className="truncate text-faint">
          {tree.unknownCount > 0 ? `${text.unknown(tree.unknownCount)} ${text.hint}` : text.hint}
        </p>
      ) : (
        <p role="status" className="flex min-w-0 items-center gap-2">
          <NodeTitle view={view} tree={tree} colors={colors} node={node} />
          <span className="shrink-0 text-quiet">{numbersOf(tree, node, text).join(" · ")}</span>
          {tree.errorCount[node]! > 0 && (
            <span className="shrink-0 font-semibold text-error">! {text.errors(tree.errorCount[node]!)}</span>
          )}
        </p>
      )}
      {longest !== -1 && (
        <button
          type="button"
          onClick={() => onSelectSpan(view.rows.span[longest]!)}
          className="ml-auto h-6 shrink-0 rounded border border-line px-2 text-quiet hover:bg-sunken hover:text-ink"
        >
          {text.showLongest}
        </button>
      )}
    </footer>
  );
}

interface NodeTitleProps {
  readonly view: TraceView;
  readonly tree: FlameTree;
  readonly colors: ServiceColors;
  readonly node: number;
}

function NodeTitle({ view, tree, colors, node }: NodeTitleProps) {
  const { flameGraph: text } = useMessages();
  const service = view.services[tree.service[node]!];
  if (service === undefined) return <span>{text.missing}</span>;
  return (
    <span className="flex min-w-0 items-center gap-1.5">
      <span className="size-2.5 shrink-0 rounded-full" style={{ backgroundColor: colors.bar(service) }} aria-hidden />
      <span className="truncate">
        <bdi className="text-quiet">{boundText(service, MOST_LINE_CHARACTERS)}</bdi>{" "}
        <bdi className="font-semibold">{boundText(view.names[tree.name[node]!] ?? "", MOST_LINE_CHARACTERS)}</bdi>
      </span>
    </span>
  );
}

function numbersOf(tree: FlameTree, node: number, text: ReturnType<typeof useMessages>["flameGraph"]): string[] {
  const count = tree.spanCount[node]!;
  return [
    text.spans(count),
    ...(count > 1 ? [text.average(tree.durationNano[node]! / count)] : []),
    text.work(tree.workNano[node]!, formatShare(tree.workNano[node]!, tree.totalWorkNano)),
    text.self(tree.selfNano[node]!),
  ];
}
