/**
 * The Demo page: turn on a mistake, see the shop run with it and without.
 *
 *     mistakes │ the shop        │ what was written, what it should be, why
 *      ▢ …     │  ○──○──✕──○     │
 *      ▣ …     ├─────────────────┴──────────────────────────────────────────
 *      ▢ …     │ request, seed …
 *              │ intact                     │ broken
 *
 * On a narrow screen all stands below one another.
 */
import { useState } from "react";
import type { ServiceColors } from "../kit/service-colors.ts";
import { useMessages } from "../messages/use-messages.ts";
import type { DemoEdge, DemoFault, DemoRun, DemoSettings, DemoShop } from "./demo-types.ts";
import { type DemoLanguage, FaultLesson } from "./FaultLesson.tsx";
import { FaultList } from "./FaultList.tsx";
import { edgeId } from "./fault-groups.ts";
import { PairedWaterfall } from "./PairedWaterfall.tsx";
import { firstBlamedVisit } from "./paired-rows.ts";
import { MOST_REQUESTS, RunBar } from "./RunBar.tsx";
import { ShopGraph } from "./ShopGraph.tsx";

/** As the demo in Node does without being told. */
const MANY_AT_ONCE = 8;

export interface DemoViewProps {
  readonly shop: DemoShop;
  readonly faults: readonly DemoFault[];
  readonly colors: ServiceColors;
  readonly chosen: DemoFault | undefined;
  readonly onChoose: (id: string | undefined) => void;
  readonly settings: DemoSettings;
  readonly onSettings: (change: Partial<DemoSettings>) => void;
  readonly language: DemoLanguage;
  readonly onLanguage: (language: DemoLanguage) => void;
  /** Undefined while it runs. */
  readonly run: DemoRun | undefined;
  readonly problem: string | undefined;
  /** undefined: the first that shows something. */
  readonly visit: number | undefined;
  readonly onVisit: (visit: number) => void;
  readonly onOpenBoth: () => void;
}

export function DemoView(props: DemoViewProps) {
  const { demo } = useMessages();
  const { faults, colors, chosen, run } = props;
  const [pointed, setPointed] = useState<DemoFault | undefined>();
  const [edge, setEdge] = useState<DemoEdge | undefined>();
  const edgeShown = edge && {
    id: edgeId(edge),
    name: demo.edge(edge.from, edge.to, demo.protocols[edge.protocol] ?? edge.protocol),
  };
  return (
    <div className="h-full min-[1080px]:grid min-[1080px]:min-h-[620px] min-[1080px]:grid-cols-[220px_456px_minmax(360px,1fr)] min-[1080px]:grid-rows-[minmax(282px,47%)_minmax(0,1fr)]">
      <h1 className="sr-only">{demo.title}</h1>
      <div className="row-span-2 flex min-h-0 flex-col">
        <FaultList
          faults={faults}
          chosen={chosen}
          onChoose={props.onChoose}
          onPoint={setPointed}
          edge={edgeShown}
          onShowAll={() => setEdge(undefined)}
        />
      </div>
      <ShopGraph
        shop={props.shop}
        faults={faults}
        lit={pointed ?? chosen}
        chosen={chosen}
        colors={colors}
        edge={edgeShown?.id}
        onChooseEdge={setEdge}
      />
      {chosen === undefined ? (
        <Welcome />
      ) : (
        <div className="flex min-h-0 min-w-0 flex-col border-l border-line">
          <FaultLesson
            fault={chosen}
            language={props.language}
            onLanguage={props.onLanguage}
            onOpenBoth={run && props.onOpenBoth}
            onTakeMore={
              props.settings.requests < MOST_REQUESTS
                ? () => props.onSettings({ requests: MOST_REQUESTS, concurrency: MANY_AT_ONCE })
                : undefined
            }
          />
        </div>
      )}
      {chosen !== undefined && <Result {...props} chosen={chosen} />}
    </div>
  );
}

function Welcome() {
  const { demo } = useMessages();
  return (
    <section className="flex max-w-[60ch] flex-col gap-2 self-center px-6 py-6">
      <h2 className="text-[16px] leading-6 font-semibold text-balance">{demo.chooseTitle}</h2>
      <p className="text-pretty text-quiet">{demo.choose}</p>
      <p className="text-table text-faint">{demo.simulated}</p>
    </section>
  );
}

function Result(props: DemoViewProps & { readonly chosen: DemoFault }) {
  const { demo } = useMessages();
  const { chosen, run, problem } = props;
  const first = run === undefined ? 0 : firstBlamedVisit(run.broken);
  const visit = Math.min(props.visit ?? first, Math.max(0, (run?.visits.length ?? 1) - 1));
  const shows = run?.broken.spans.some(({ blamed, exported }) => blamed && exported) ?? true;
  return (
    <section className="col-span-2 flex min-h-0 min-w-0 flex-col">
      <RunBar
        fault={chosen}
        settings={props.settings}
        onSettings={props.onSettings}
        run={run}
        visit={visit}
        onVisit={props.onVisit}
      />
      <p role="status" className={shows && problem === undefined ? "sr-only" : "px-3 py-1 text-lost"}>
        {problem !== undefined
          ? `${demo.failed}: ${problem}`
          : run === undefined
            ? demo.running
            : shows
              ? ""
              : demo.nothingShown}
      </p>
      {run !== undefined && (
        <PairedWaterfall key={chosen.id} fault={chosen} run={run} visit={visit} colors={props.colors} />
      )}
      <p className="shrink-0 border-t border-line px-3 py-0.5 text-label text-faint">{demo.simulated}</p>
    </section>
  );
}
