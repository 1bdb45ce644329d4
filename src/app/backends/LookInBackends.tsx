/** A trace that is not in the open data may be in a backend: one button each, and what is open stays open beside it. */
import { useQuery } from "@tanstack/react-query";
import { Search } from "lucide-react";
import { stringifyBackendAddress } from "../../sources/backends/backend-address.ts";
import { Button } from "../../views/kit/Button.tsx";
import { useMessages } from "../../views/messages/use-messages.ts";
import { useApp, useDataSetState } from "../app-context.ts";
import { backendsOptions } from "./backends-options.ts";

const MOST_OFFERED = 6;

export function LookInBackends({ traceId }: { readonly traceId: string }) {
  const { context } = useMessages().backends;
  const { opener } = useApp();
  const { open } = useDataSetState();
  const { data: backends = [] } = useQuery(backendsOptions());
  return backends.slice(0, MOST_OFFERED).map(({ name }) => {
    const address = stringifyBackendAddress({ backend: name, traceIds: [traceId], aroundSeconds: undefined });
    return (
      <Button
        key={name}
        look="outline"
        icon={<Search size={16} aria-hidden />}
        onClick={() => void opener.openLinks([...(open?.addresses ?? []), address])}
      >
        {context.lookIn(name)}
      </Button>
    );
  });
}
