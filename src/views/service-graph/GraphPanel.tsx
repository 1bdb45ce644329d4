/** The selected node or edge: its numbers, whom it is called by, whom it calls, and the way to its traces. */
import { ArrowRight, X } from "lucide-react";
import type { ReactNode } from "react";
import type { GraphEdge, GraphNode, PlacedGraph } from "../../analysis/service-graph.ts";
import { boundText, MOST_LINE_CHARACTERS, MOST_TITLE_CHARACTERS } from "../kit/bounded-text.ts";
import { CopyButton } from "../kit/CopyButton.tsx";
import { formatShare } from "../kit/format-share.ts";
import { formatCount, formatDuration } from "../kit/format-time.ts";
import { IconButton } from "../kit/IconButton.tsx";
import type { ServiceColors } from "../kit/service-colors.ts";
import { useMessages } from "../messages/use-messages.ts";
import type { GraphIndex } from "./graph-index.ts";
import { type EdgeContinuity, edgeKey, type GraphFilter, type GraphSelection } from "./graph-selection.ts";
import { NodeName } from "./NodeName.tsx";
import { useNodeName } from "./use-node-name.ts";

const MEMBERS_SHOWN = 200;

export interface GraphPanelProps {
  readonly graph: PlacedGraph;
  readonly index: GraphIndex;
  readonly colors: ServiceColors;
  readonly continuity: ReadonlyMap<string, EdgeContinuity> | undefined;
  readonly selected: GraphSelection;
  readonly onSelect: (selection: GraphSelection | undefined) => void;
  readonly onFilter: ((filter: GraphFilter) => void) | undefined;
  /** More about an edge, below its numbers: its findings. */
  readonly renderEdgeNote: ((edge: GraphEdge) => ReactNode) | undefined;
}

export function GraphPanel(props: GraphPanelProps) {
  const { graph, index, selected } = props;
  if ("node" in selected) {
    const node = index.nodeOf.get(selected.node);
    return node === undefined ? null : <NodePanel {...props} number={node} node={graph.nodes[node]!} />;
  }
  const edge = index.edgeOf.get(edgeKey(...selected.edge));
  return edge === undefined ? null : <EdgePanel {...props} number={edge} edge={graph.edges[edge]!} />;
}

function NodePanel(props: GraphPanelProps & { readonly number: number; readonly node: GraphNode }) {
  const { index, number, node, onFilter, onSelect } = props;
  const { serviceGraph: text } = useMessages();
  const name = useNodeName(node);
  const isService = node.kind === "service" && node.members.length === 0;
  return (
    <Frame
      title={<NodeName node={node} colors={props.colors} />}
      titleText={name}
      subtitle={text.kind(node.kind, node.system)}
      onClose={() => onSelect(undefined)}
    >
      <Numbers
        rows={[
          [isService ? text.labels.spans : text.labels.calls, formatCount(node.spans, "en")],
          [text.labels.errors, errorsText(node.errors, node.spans), node.errors > 0],
          [text.labels.p50, formatDuration(node.p50Nano)],
          [text.labels.p95, formatDuration(node.p95Nano)],
        ]}
      />
      {node.unnamedCalls > 0 && <Note>{text.unnamed(node.unnamedCalls)}</Note>}
      {isService && onFilter && (
        <FilterButton onClick={() => onFilter({ service: node.name })}>{text.showTraces}</FilterButton>
      )}
      <EdgeList {...props} title={text.callers} none={text.nobody} edges={index.into[number]!} end="from" />
      <EdgeList {...props} title={text.callees} none={text.nothing} edges={index.out[number]!} end="to" />
      {node.members.length > 0 && (
        <Section title={text.members}>
          <ul className="px-3 text-table text-quiet">
            {node.members.slice(0, MEMBERS_SHOWN).map((member) => (
              <li key={member} className="truncate" title={boundText(member, MOST_TITLE_CHARACTERS)}>
                <bdi>{boundText(member, MOST_LINE_CHARACTERS)}</bdi>
              </li>
            ))}
            {node.members.length > MEMBERS_SHOWN && <li>{text.moreMembers(node.members.length - MEMBERS_SHOWN)}</li>}
          </ul>
        </Section>
      )}
    </Frame>
  );
}

function EdgePanel(props: GraphPanelProps & { readonly number: number; readonly edge: GraphEdge }) {
  const { graph, index, number, edge, colors, onFilter, onSelect } = props;
  const { serviceGraph: text } = useMessages();
  const from = graph.nodes[index.from[number]!]!;
  const to = graph.nodes[index.to[number]!]!;
  const [fromName, toName] = [useNodeName(from), useNodeName(to)];
  const kept = props.continuity?.get(edgeKey(edge.from, edge.to));
  const edgeTimes: readonly NumberRow[] = [
    [text.labels.errors, errorsText(edge.errors, edge.calls), edge.errors > 0],
    [text.labels.p50, formatDuration(edge.p50Nano)],
    [text.labels.p95, formatDuration(edge.p95Nano)],
  ];
  const areServices = [from, to].every(({ kind, members }) => kind === "service" && members.length === 0);
  const service = [from, to].find(({ kind, members }) => kind === "service" && members.length === 0);
  return (
    <Frame
      title={
        <span className="flex min-w-0 items-center gap-1.5">
          <NodeLink node={from} colors={colors} onSelect={onSelect} />
          <ArrowRight size={14} className="shrink-0 text-faint" aria-hidden />
          <NodeLink node={to} colors={colors} onSelect={onSelect} />
        </span>
      }
      titleText={text.connection(fromName, toName)}
      subtitle={graph.routes[number]!.backward ? text.backward : undefined}
      onClose={() => onSelect(undefined)}
    >
      <Numbers
        rows={[
          [text.labels.calls, formatCount(edge.calls, "en")],
          ...(edge.lost === undefined ? edgeTimes : []),
          [text.labels.protocol, edge.protocols.join(", ") || text.unknownProtocol],
          ...(kept ? [[text.labels.continuity, text.intact(kept.intact, kept.hops)] as const] : []),
        ]}
      />
      {edge.unanswered > 0 && <Note>{text.unanswered(edge.unanswered, boundText(toName, MOST_LINE_CHARACTERS))}</Note>}
      {edge.lost !== undefined && <Note>{text.lostOnly(edge.lost)}</Note>}
      {edge.bridged > 0 && <Note>{text.bridged(edge.bridged)}</Note>}
      {props.renderEdgeNote?.(edge)}
      {areServices && onFilter && (
        <FilterButton onClick={() => onFilter({ edge: { from: from.name, to: to.name } })}>
          {text.showTraces}
        </FilterButton>
      )}
      {!areServices && service && onFilter && (
        <FilterButton onClick={() => onFilter({ service: service.name })}>
          {text.showTracesOf(boundText(service.name, MOST_LINE_CHARACTERS))}
        </FilterButton>
      )}
    </Frame>
  );
}

const errorsText = (errors: number, of: number) =>
  errors === 0 ? "0" : `! ${formatCount(errors, "en")} (${formatShare(errors, of)})`;

interface FrameProps {
  readonly title: ReactNode;
  readonly titleText: string;
  readonly subtitle: string | undefined;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

function Frame({ title, titleText, subtitle, onClose, children }: FrameProps) {
  const { serviceGraph: text } = useMessages();
  return (
    <section
      aria-label={boundText(titleText, MOST_LINE_CHARACTERS)}
      className="flex min-h-0 w-[320px] max-w-[50%] shrink-0 flex-col overflow-y-auto border-l border-line bg-raised"
    >
      <header className="flex items-start gap-1 px-3 pt-2">
        <div className="min-w-0 flex-1">
          <h2
            className="flex min-w-0 items-center text-body font-semibold"
            title={boundText(titleText, MOST_TITLE_CHARACTERS)}
          >
            {title}
          </h2>
          {subtitle !== undefined && <p className="text-label text-faint">{subtitle}</p>}
        </div>
        <CopyButton text={titleText} what={text.name} />
        <IconButton icon={X} label={text.close} keyHint="Escape" onClick={onClose} />
      </header>
      {children}
    </section>
  );
}

type NumberRow = readonly [label: string, value: string, isBad?: boolean];

function Numbers({ rows }: { readonly rows: readonly NumberRow[] }) {
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 px-3 py-2 text-table">
      {rows.map(([label, value, isBad]) => (
        <div key={label} className="contents">
          <dt className="text-quiet">{label}</dt>
          <dd className={isBad ? "font-semibold text-error" : "text-ink"}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

const Note = ({ children }: { readonly children: ReactNode }) => (
  <p className="mx-3 mb-2 rounded bg-lost-soft px-2 py-1 text-table text-ink">{children}</p>
);

function FilterButton({ onClick, children }: { readonly onClick: () => void; readonly children: ReactNode }) {
  return (
    <div className="px-3 pb-2">
      <button
        type="button"
        onClick={onClick}
        className="h-7 max-w-full truncate rounded bg-accent px-3 text-table font-semibold text-on-accent hover:opacity-90"
      >
        {children}
      </button>
    </div>
  );
}

const Section = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <div className="border-t border-line py-2">
    <h3 className="px-3 pb-1 text-label font-semibold text-quiet">{title}</h3>
    {children}
  </div>
);

interface NodeLinkProps {
  readonly node: GraphNode;
  readonly colors: ServiceColors;
  readonly onSelect: GraphPanelProps["onSelect"];
}

const NodeLink = ({ node, colors, onSelect }: NodeLinkProps) => (
  <button
    type="button"
    onClick={() => onSelect({ node: node.id })}
    className="min-w-0 rounded underline-offset-2 hover:underline"
  >
    <NodeName node={node} colors={colors} />
  </button>
);

interface EdgeListProps extends GraphPanelProps {
  readonly title: string;
  readonly none: string;
  readonly edges: readonly number[];
  /** The end that is not the node of the panel. */
  readonly end: "from" | "to";
}

function EdgeList({ graph, index, colors, onSelect, title, none, edges, end }: EdgeListProps) {
  const { serviceGraph: text } = useMessages();
  return (
    <Section title={title}>
      {edges.length === 0 && <p className="px-3 text-table text-faint">{none}</p>}
      <ul>
        {edges.map((number) => {
          const edge = graph.edges[number]!;
          return (
            <li key={edgeKey(edge.from, edge.to)}>
              <button
                type="button"
                onClick={() => onSelect({ edge: [edge.from, edge.to] })}
                className="flex h-6 w-full items-center gap-2 px-3 text-left text-table hover:bg-sunken"
              >
                <span className="flex min-w-0 flex-1">
                  <NodeName node={graph.nodes[index[end][number]!]!} colors={colors} />
                </span>
                {edge.errors > 0 && (
                  <span className="shrink-0 font-semibold text-error">! {formatShare(edge.errors, edge.calls)}</span>
                )}
                <span className="shrink-0 text-quiet">{text.calls(edge.calls)}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
