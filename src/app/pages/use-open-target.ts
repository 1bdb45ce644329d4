/** Goes to a span that may be in another trace. */
import { useNavigate } from "@tanstack/react-router";
import { useCallback } from "react";
import type { LinkTarget } from "../../engine/engine-api.ts";

export function useOpenTarget(): (target: Pick<LinkTarget, "traceId" | "spanId">) => void {
  const navigate = useNavigate();
  return useCallback(
    ({ traceId, spanId }) =>
      void navigate({ to: "/trace/$traceId", params: { traceId }, search: { span: spanId || undefined } }),
    [navigate],
  );
}
