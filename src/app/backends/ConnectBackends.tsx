/** The connect dialog, with each backend asked for its state. */
import { useQueries, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type BackendState, ConnectDialog } from "../../views/backends/ConnectDialog.tsx";
import { useMessages } from "../../views/messages/use-messages.ts";
import { clientOptions } from "./backend-queries.ts";
import { backendsOptions } from "./backends-options.ts";
import { describeFailure } from "./describe-failure.ts";
import { serverOffers } from "./server-offers.ts";

export function ConnectBackends({ onClose }: { readonly onClose: () => void }) {
  const messages = useMessages();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { data: backends, error } = useQuery(backendsOptions());
  const clients = useQueries({ queries: (backends ?? []).map(clientOptions) });
  const states = backends?.map(({ name, kind, host }, index): BackendState => {
    const { data, error: failure, isFetching } = clients[index]!;
    const problem = failure && !isFetching ? describeFailure(failure, name, messages) : undefined;
    return { name, kind, host, api: data, problem };
  });
  return (
    <ConnectDialog
      backends={states}
      problem={error ? describeFailure(error, "", messages) : undefined}
      isServed={serverOffers("backends")}
      onSearch={(backend) => {
        onClose();
        void navigate({ to: "/search", search: { backend } });
      }}
      onRetry={(name) => void queryClient.resetQueries({ queryKey: ["backend", name, "client"] })}
      onClose={onClose}
    />
  );
}
