import type { CauseRemedies } from "../remedy.ts";

/** The resource has no service.name, so spans of different programs fall together. */
export const unknownService: CauseRemedies = {
  verify: {
    en: "The name of the service must appear in the list, and unknown_service must be gone.",
    zh: "列表中应出现该服务的名称，unknown_service 应消失。",
  },
  languages: {
    go: [
      {
        id: "resource",
        text: {
          en: "The resource names no service. Set OTEL_SERVICE_NAME, or give the resource when the provider is built.",
          zh: "resource 没有指明服务。请设置 OTEL_SERVICE_NAME，或在构建 provider 时给出 resource。",
        },
        wrong: "sdktrace.NewTracerProvider(sdktrace.WithBatcher(exporter))",
        code: 'res, err := resource.New(ctx, resource.WithFromEnv(), resource.WithTelemetrySDK(),\n\tresource.WithAttributes(attribute.String("service.name", "checkout")))\ntp := sdktrace.NewTracerProvider(sdktrace.WithBatcher(exporter), sdktrace.WithResource(res))',
      },
    ],
    nodejs: [
      {
        id: "name",
        text: {
          en: "The resource names no service. Set OTEL_SERVICE_NAME, or name it in NodeSDK. In SDK 2 resources are made with resourceFromAttributes.",
          zh: "resource 没有指明服务。请设置 OTEL_SERVICE_NAME，或在 NodeSDK 中命名。SDK 2 中用 resourceFromAttributes 创建 resource。",
        },
        wrong: "new NodeSDK({ traceExporter })",
        code: 'new NodeSDK({ serviceName: "checkout", traceExporter })',
      },
    ],
    generic: [
      {
        id: "environment",
        text: {
          en: "The resource names no service, so its spans fall together with those of every other nameless program. Name it at start.",
          zh: "resource 没有指明服务，因此它的 span 会与其他所有无名程序的混在一起。请在启动时命名。",
        },
        code: "OTEL_SERVICE_NAME=checkout",
      },
    ],
  },
};
