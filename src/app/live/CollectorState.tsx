/** The collector on the start page. Whoever waits there for the first spans is led to them when they come. */
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { CollectorCard } from "../../views/live/CollectorCard.tsx";
import { useApp, useDataSetState } from "../app-context.ts";
import { useCollector } from "./use-collector.ts";

export function CollectorState() {
  const { landing } = useApp();
  const { open, loading } = useDataSetState();
  const navigate = useNavigate();
  const { data: facts, isError } = useCollector();
  const sawNone = useRef(false);
  const hasSpans = facts !== undefined && facts.recent.spans > 0;
  if (facts && !hasSpans) sawNone.current = true;
  // The demo was asked for, so it is shown; otherwise only what comes while one waits.
  const leads = hasSpans && (facts.runsDemo || sawNone.current) && !landing.isDone && !open && !loading;
  useEffect(() => {
    if (!leads) return;
    landing.isDone = true;
    void navigate({ to: "/live", replace: true });
  }, [leads, landing, navigate]);
  if (facts === undefined && !isError) return null;
  return (
    <CollectorCard
      facts={isError ? undefined : facts}
      host={location.hostname}
      onOpen={() => void navigate({ to: "/live" })}
    />
  );
}
