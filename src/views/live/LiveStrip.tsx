/** The strip above data that grows: whether it does, how fast, how far behind, and the ways to hold it. */
import { Pause, Play, Radio, RotateCw, Unplug } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import { Button } from "../kit/Button.tsx";
import { formatDuration } from "../kit/format-time.ts";
import { useMessages } from "../messages/use-messages.ts";
import { type GrowthFacts, type LiveFacts, MINUTES_OFFERED } from "./live-facts.ts";

export interface LiveStripProps {
  readonly facts: LiveFacts;
  /** undefined before anything came. */
  readonly growth: GrowthFacts | undefined;
  readonly onPause: () => void;
  readonly onResume: () => void;
  readonly onTryNow: () => void;
  readonly onMinutes: (minutes: number) => void;
}

const ICONS = { connecting: Radio, waiting: Radio, live: Radio, paused: Pause, broken: Unplug };
const COLORS = {
  connecting: "text-quiet",
  waiting: "text-accent",
  live: "text-accent",
  paused: "text-quiet",
  broken: "text-quiet",
};

export function LiveStrip({ facts, growth, onPause, onResume, onTryNow, onMinutes }: LiveStripProps) {
  const { live } = useMessages();
  const { status, minutes, spansPerSecond, lagMs, held, leftOut, lostStore } = facts;
  const Icon = ICONS[status];
  return (
    <section
      aria-label={live.strip}
      data-live={status}
      className={`flex min-h-8 shrink-0 flex-wrap items-center gap-x-4 gap-y-1 border-b border-line px-3 py-0.5 text-table ${
        status === "broken" ? "bg-sunken" : "bg-raised"
      }`}
    >
      <span role="status" className="flex items-center gap-1.5 font-semibold">
        <Icon size={16} aria-hidden className={COLORS[status]} />
        {live.states[status]}
      </span>
      {status === "broken" && (
        <>
          <Countdown toMs={facts.againAtMs} />
          <span className="text-quiet">{live.keeps}</span>
          <Button look="outline" className="h-6" icon={<RotateCw size={14} aria-hidden />} onClick={onTryNow}>
            {live.tryNow}
          </Button>
        </>
      )}
      {(status === "live" || status === "waiting" || status === "paused") && (
        <Fact hint={live.rateHint}>{live.rate(Math.round(spansPerSecond))}</Fact>
      )}
      {status === "live" && lagMs !== undefined && (
        <Fact hint={live.lagHint}>{live.lag(formatDuration(Math.max(100, Math.round(lagMs / 100) * 100) * 1e6))}</Fact>
      )}
      {status === "paused" && <Fact>{live.held(held)}</Fact>}
      {growth !== undefined && growth.arriving > 0 && status !== "paused" && status !== "broken" && (
        <Fact hint={live.arrivingHint}>{live.arriving(growth.arriving)}</Fact>
      )}
      {lostStore && <Fact hint={live.lostStoreHint}>{live.lostStore}</Fact>}
      {leftOut > 0 && <Fact hint={live.leftOutHint}>{live.leftOut(leftOut)}</Fact>}
      {growth !== undefined && growth.gone.traces > 0 && (
        <Fact hint={live.goneHint}>{live.gone(growth.gone.traces)}</Fact>
      )}
      <span className="ml-auto flex items-center gap-2">
        <select
          aria-label={live.since}
          title={live.since}
          value={minutes}
          onChange={(event) => onMinutes(Number(event.target.value))}
          className="h-6 rounded border border-line bg-surface px-1 text-table text-ink"
        >
          {[...new Set([...MINUTES_OFFERED, minutes])]
            .sort((a, b) => a - b)
            .map((offered) => (
              <option key={offered} value={offered}>
                {live.sinceMinutes(offered)}
              </option>
            ))}
        </select>
        {status === "paused" ? (
          <Button look="outline" className="h-6" icon={<Play size={14} aria-hidden />} onClick={onResume}>
            {live.resume}
          </Button>
        ) : (
          <Button
            look="outline"
            className="h-6"
            icon={<Pause size={14} aria-hidden />}
            disabled={status !== "live"}
            onClick={onPause}
          >
            {live.pause}
          </Button>
        )}
      </span>
    </section>
  );
}

function Fact({ hint, children }: { readonly hint?: string; readonly children: ReactNode }) {
  return (
    <span className="whitespace-nowrap text-quiet tabular-nums" title={hint}>
      {children}
    </span>
  );
}

/** Whole seconds until then. */
function Countdown({ toMs }: { readonly toMs: number }) {
  const { live } = useMessages();
  const [nowMs, setNowMs] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), 500);
    return () => clearInterval(timer);
  }, []);
  return <Fact>{live.tries(Math.ceil((toMs - nowMs) / 1_000))}</Fact>;
}
