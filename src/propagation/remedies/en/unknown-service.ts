import type { CauseRemedies } from "../remedy.ts";

/** The resource has no service.name, so spans of different programs fall together. */
export const unknownService: CauseRemedies = {
  verify: "The name of the service must appear in the list, and unknown_service must be gone.",
  languages: {
    go: [
      {
        id: "resource",
        text: "The resource names no service. Set OTEL_SERVICE_NAME, or give the resource when the provider is built.",
        wrong: "sdktrace.NewTracerProvider(sdktrace.WithBatcher(exporter))",
        code: 'res, err := resource.New(ctx, resource.WithFromEnv(), resource.WithTelemetrySDK(),\n\tresource.WithAttributes(attribute.String("service.name", "checkout")))\ntp := sdktrace.NewTracerProvider(sdktrace.WithBatcher(exporter), sdktrace.WithResource(res))',
      },
    ],
    nodejs: [
      {
        id: "name",
        text: "The resource names no service. Set OTEL_SERVICE_NAME, or name it in NodeSDK. In SDK 2 resources are made with resourceFromAttributes.",
        wrong: "new NodeSDK({ traceExporter })",
        code: 'new NodeSDK({ serviceName: "checkout", traceExporter })',
      },
    ],
    generic: [
      {
        id: "environment",
        text: "The resource names no service, so its spans fall together with those of every other nameless program. Name it at start.",
        code: "OTEL_SERVICE_NAME=checkout",
      },
    ],
  },
};
