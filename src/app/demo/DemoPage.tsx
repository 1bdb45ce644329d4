/** "/demo", "/demo/grpc-no-metadata": the shop, run in a worker. Loaded when it is first looked at. */
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useContext, useEffect, useMemo, useState } from "react";
import type { Fault } from "../../demo/faults/fault.ts";
import { FAULTS } from "../../demo/faults/table.ts";
import { EDGES, SERVICES } from "../../demo/topology.ts";
import { DemoView } from "../../views/demo/DemoView.tsx";
import type { DemoSettings, DemoShop } from "../../views/demo/demo-types.ts";
import { localiseFaults, localiseShop } from "../../views/demo/localise-demo.ts";
import { DEMO_WORDS } from "../../views/demo/messages/demo-words.ts";
import { assignServiceColors } from "../../views/kit/service-colors.ts";
import { useLaterWords } from "../../views/messages/later-words.ts";
import { useMessages } from "../../views/messages/use-messages.ts";
import { useApp } from "../app-context.ts";
import { usePageTitle } from "../frame/use-page-title.ts";
import type { DemoSearch } from "../url/view-search.ts";
import { ThemeContext } from "../use-service-colors.ts";
import { createShop } from "./start-shop.ts";

const SHOP = { services: SERVICES, edges: EDGES };

interface DemoTable {
  readonly faults: readonly Fault[];
  readonly shop: DemoShop;
}
/** As many as a recording has where a fault names no visits of its own. */
const FEW_REQUESTS = 6;

export function DemoPage() {
  const loaded = useLaterWords(DEMO_WORDS);
  const table = useMemo(() => {
    if (!loaded) return undefined;
    const { words } = loaded;
    return words
      ? { faults: localiseFaults(FAULTS, words), shop: localiseShop(SHOP, words) }
      : { faults: FAULTS, shop: SHOP };
  }, [loaded]);
  return table && <Demo {...table} />;
}

function Demo({ faults, shop }: DemoTable) {
  const { demo } = useMessages();
  const { opener } = useApp();
  const { fault: id } = useParams({ from: "/demo/{-$fault}" });
  const search = useSearch({ from: "/demo/{-$fault}" });
  const navigate = useNavigate();
  const theme = useContext(ThemeContext);
  const colors = useMemo(() => assignServiceColors(SERVICES.map(({ name }) => name).toReversed(), theme), [theme]);
  const chosen = faults.find((fault) => fault.id === id);
  usePageTitle(chosen ? `${chosen.title} · ${demo.title}` : demo.title);

  const requests = search.requests ?? chosen?.visits?.length ?? FEW_REQUESTS;
  const settings: DemoSettings = {
    seed: search.seed ?? 1,
    requests,
    concurrency: search.atOnce ?? requests,
    variant: chosen?.variants?.find((variant) => variant === search.variant),
  };
  const { data: run, error } = useRun(chosen?.id, settings);

  const change = (changed: DemoSearch) =>
    void navigate({ to: ".", search: (present: object) => ({ ...present, ...changed }), replace: true });
  const openBoth = () => {
    if (!run || !chosen) return;
    const blob = new Blob([run.intact.otlp, run.broken.otlp], { type: "application/jsonl" });
    void opener.openFiles([{ name: `${chosen.id}.jsonl`, blob }]);
  };

  return (
    <DemoView
      shop={shop}
      faults={faults}
      colors={colors}
      chosen={chosen}
      onChoose={(fault) => {
        void navigate({ to: "/demo/{-$fault}", params: { fault }, search: { code: search.code } });
      }}
      settings={settings}
      onSettings={({ concurrency, ...changed }) =>
        change({ ...changed, ...(concurrency !== undefined && { atOnce: concurrency }), visit: undefined })
      }
      language={search.code === "ts" ? "typescript" : "go"}
      onLanguage={(language) => change({ code: language === "typescript" ? "ts" : undefined })}
      run={run}
      problem={error?.message}
      visit={search.visit === undefined ? undefined : search.visit - 1}
      onVisit={(visit) => change({ visit: visit + 1 })}
      onOpenBoth={openBoth}
    />
  );
}

/** The same fault and settings give the same run, so an answer is kept. */
function useRun(fault: string | undefined, { seed, requests, concurrency, variant }: DemoSettings) {
  const [shop] = useState(createShop);
  useEffect(() => () => shop.close(), [shop]);
  return useQuery({
    queryKey: ["demo", fault, variant, seed, requests, concurrency],
    enabled: fault !== undefined,
    queryFn: () =>
      shop.run({
        fault: variant === undefined ? (fault ?? "") : `${fault}:${variant}`,
        seed,
        requests,
        concurrency,
        epochUnixMs: Date.now(),
      }),
  });
}
