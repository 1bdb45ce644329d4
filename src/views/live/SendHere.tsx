/** The environment variables that send an OpenTelemetry SDK's spans here: mostly one. */
import { CopyButton } from "../kit/CopyButton.tsx";
import { useMessages } from "../messages/use-messages.ts";
import type { CollectorFacts } from "./live-facts.ts";

interface SendHereProps {
  readonly facts: CollectorFacts;
  /** Of the page's address: a collector that is open to others is reached by the same name. */
  readonly host: string;
}

export function SendHere({ facts: { otlpHttpPort, otlpGrpcPort, hasTls, needsToken }, host }: SendHereProps) {
  const { live } = useMessages();
  const endpoint = (port: number) => `OTEL_EXPORTER_OTLP_ENDPOINT=${hasTls ? "https" : "http"}://${host}:${port}`;
  return (
    <div className="flex min-w-0 flex-col gap-1 text-table text-quiet">
      {otlpHttpPort !== undefined && (
        <>
          <p>{live.pointHere}</p>
          <Variable text={endpoint(otlpHttpPort)} />
        </>
      )}
      {otlpGrpcPort !== undefined && (
        <>
          <p>{otlpHttpPort === undefined ? live.pointHere : live.orGrpc}</p>
          <Variable text={`${endpoint(otlpGrpcPort)} OTEL_EXPORTER_OTLP_PROTOCOL=grpc`} />
        </>
      )}
      {needsToken && (
        <>
          <p>{live.withToken}</p>
          <Variable text="OTEL_EXPORTER_OTLP_HEADERS=authorization=Bearer%20TOKEN" />
        </>
      )}
    </div>
  );
}

function Variable({ text }: { readonly text: string }) {
  const { live } = useMessages();
  return (
    <div className="flex min-w-0 items-center gap-1">
      <code className="min-w-0 rounded-(--radius) bg-sunken px-2 py-1 font-mono text-ink wrap-anywhere">{text}</code>
      <CopyButton text={text} what={live.variable} />
    </div>
  );
}
