// The SDK as each process sets it up, before anything loads http or gRPC. The small proxy instruments what it takes in alone.
const { OTLPTraceExporter } = require("@opentelemetry/exporter-trace-otlp-http");
const { registerInstrumentations } = require("@opentelemetry/instrumentation");
const { GrpcInstrumentation } = require("@opentelemetry/instrumentation-grpc");
const { HttpInstrumentation } = require("@opentelemetry/instrumentation-http");
const { resourceFromAttributes } = require("@opentelemetry/resources");
const { BatchSpanProcessor } = require("@opentelemetry/sdk-trace-base");
const { NodeTracerProvider } = require("@opentelemetry/sdk-trace-node");

const service = process.env.SERVICE_NAME;
if (service) {
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({
      "service.name": service,
      "service.instance.id": `${service}-${process.pid}`,
      "deployment.environment.name": "shop-eu",
    }),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter(), { scheduledDelayMillis: 300 })],
  });
  provider.register();
  const http = new HttpInstrumentation({ disableOutgoingRequestInstrumentation: service === "proxy" });
  registerInstrumentations({ instrumentations: [http, new GrpcInstrumentation()], tracerProvider: provider });
  process.on("SIGTERM", () => provider.shutdown().finally(() => process.exit(0)));
}
