import type { CauseRemedies } from "../remedy.ts";

/** Two instrumentations report the same call. */
export const doubleInstrumentation: CauseRemedies = {
  verify: {
    en: "Each request must have one server span in this service, and each call one client span.",
    zh: "每个请求在该服务中应只有一个 SERVER span，每次调用只有一个 CLIENT span。",
  },
  languages: {
    go: [
      {
        id: "one",
        text: {
          en: "The same request is wrapped twice: a framework middleware inside otelhttp, or a transport wrapped again for each request. Keep one; with a framework, its middleware knows the route.",
          zh: "同一请求被包装了两次：otelhttp 之内又有框架中间件，或每个请求都重新包装 transport。只保留一个；使用框架时，它的中间件知道路由。",
        },
        wrong: 'r.Use(otelgin.Middleware("shop"))\nhttp.ListenAndServe(addr, otelhttp.NewHandler(r, "shop"))',
        code: 'r.Use(otelgin.Middleware("shop"))\nhttp.ListenAndServe(addr, r)',
      },
    ],
    nodejs: [
      {
        id: "one",
        text: {
          en: "The same call is reported twice: two copies of an instrumentation package, two SDKs, or automatic beside manual spans. Keep one SDK and one list.",
          zh: "同一调用被上报两次：埋点包有两份、有两个 SDK，或自动与手工 span 并存。只保留一个 SDK 和一份列表。",
        },
        wrong: "instrumentations: [getNodeAutoInstrumentations(), new HttpInstrumentation()]",
        code: "instrumentations: [getNodeAutoInstrumentations()]\n// npm ls @opentelemetry/api @opentelemetry/instrumentation-http must show one version each",
      },
    ],
    java: [
      {
        id: "one",
        text: {
          en: "The agent and a library instrumentation report the same call. Keep the agent, or switch that instrumentation of it off.",
          zh: "agent 与库埋点上报了同一调用。保留 agent，或在其中关闭该项埋点。",
        },
        code: "-Dotel.instrumentation.spring-webmvc.enabled=false",
      },
    ],
    python: [
      {
        id: "one",
        text: {
          en: "opentelemetry-instrument and a call of instrument() report the same request, or ASGI and FastAPI both do. Keep one.",
          zh: "opentelemetry-instrument 与 instrument() 的调用上报了同一请求，或 ASGI 与 FastAPI 都上报了。只保留一个。",
        },
        code: "OTEL_PYTHON_DISABLED_INSTRUMENTATIONS=asgi",
      },
    ],
    generic: [
      {
        id: "any",
        text: {
          en: "Two instrumentations report the same call. It does no harm to the trace, but doubles counts. Keep the one that knows the route.",
          zh: "两处埋点上报了同一调用。这对调用链无害，但会使计数翻倍。保留知道路由的那个。",
        },
        code: "# switch off the other one by its SDK's setting",
      },
    ],
  },
};
