import type { CauseRemedies } from "../remedy.ts";

/** Two instrumentations report the same call. */
export const doubleInstrumentation: CauseRemedies = {
  verify: "Each request must have one server span in this service, and each call one client span.",
  languages: {
    go: [
      {
        id: "one",
        text: "The same request is wrapped twice: a framework middleware inside otelhttp, or a transport wrapped again for each request. Keep one; with a framework, its middleware knows the route.",
        wrong: 'r.Use(otelgin.Middleware("shop"))\nhttp.ListenAndServe(addr, otelhttp.NewHandler(r, "shop"))',
        code: 'r.Use(otelgin.Middleware("shop"))\nhttp.ListenAndServe(addr, r)',
      },
    ],
    nodejs: [
      {
        id: "one",
        text: "The same call is reported twice: two copies of an instrumentation package, two SDKs, or automatic beside manual spans. Keep one SDK and one list.",
        wrong: "instrumentations: [getNodeAutoInstrumentations(), new HttpInstrumentation()]",
        code: "instrumentations: [getNodeAutoInstrumentations()]\n// npm ls @opentelemetry/api @opentelemetry/instrumentation-http must show one version each",
      },
    ],
    java: [
      {
        id: "one",
        text: "The agent and a library instrumentation report the same call. Keep the agent, or switch that instrumentation of it off.",
        code: "-Dotel.instrumentation.spring-webmvc.enabled=false",
      },
    ],
    python: [
      {
        id: "one",
        text: "opentelemetry-instrument and a call of instrument() report the same request, or ASGI and FastAPI both do. Keep one.",
        code: "OTEL_PYTHON_DISABLED_INSTRUMENTATIONS=asgi",
      },
    ],
    generic: [
      {
        id: "any",
        text: "Two instrumentations report the same call. It does no harm to the trace, but doubles counts. Keep the one that knows the route.",
        code: "# switch off the other one by its SDK's setting",
      },
    ],
  },
};
