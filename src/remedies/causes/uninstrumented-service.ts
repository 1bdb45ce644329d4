import type { CauseRemedies } from "../remedy.ts";

/** A service in the middle sends no spans and does not pass the context on. */
export const uninstrumentedService: CauseRemedies = {
  verify: {
    en: "Send one request through {service}: what it calls must belong to the trace of its caller.",
    zh: "经过 {service} 发送一个请求：它所调用的服务必须属于其调用方的调用链。",
  },
  languages: {
    java: [
      {
        id: "agent",
        text: {
          en: "{service} sends no spans and does not pass traceparent on, so what it calls starts new traces. Run the Java agent there; no code has to change.",
          zh: "{service} 不发送 span，也不传递 traceparent，因此它调用的服务会开始新的调用链。请在那里运行 Java agent，无需修改代码。",
        },
        wrong: "java -jar app.jar",
        code: "OTEL_SERVICE_NAME=my-service java -javaagent:opentelemetry-javaagent.jar -jar app.jar",
      },
    ],
    python: [
      {
        id: "agent",
        text: {
          en: "{service} sends no spans and does not pass traceparent on. Start it with opentelemetry-instrument.",
          zh: "{service} 不发送 span，也不传递 traceparent。请用 opentelemetry-instrument 启动它。",
        },
        wrong: "python app.py",
        code: "pip install opentelemetry-distro opentelemetry-exporter-otlp\nopentelemetry-bootstrap -a install\nOTEL_SERVICE_NAME=my-service opentelemetry-instrument python app.py",
      },
    ],
    nodejs: [
      {
        id: "register",
        text: {
          en: "{service} sends no spans and does not pass traceparent on. Load the auto-instrumentation before the application.",
          zh: "{service} 不发送 span，也不传递 traceparent。请在应用之前加载自动埋点。",
        },
        wrong: "node app.js",
        code: "npm install @opentelemetry/auto-instrumentations-node\nOTEL_SERVICE_NAME=my-service node --require @opentelemetry/auto-instrumentations-node/register app.js",
      },
    ],
    go: [
      {
        id: "both",
        text: {
          en: "{service} sends no spans and does not pass traceparent on. Set provider and propagator in main, wrap the handler and the transport, and pass ctx between them.",
          zh: "{service} 不发送 span，也不传递 traceparent。请在 main 中设置 provider 和 propagator，包装 handler 和 transport，并在两者之间传递 ctx。",
        },
        code: 'otel.SetTracerProvider(tp)\notel.SetTextMapPropagator(propagation.TraceContext{})\nclient := &http.Client{Transport: otelhttp.NewTransport(http.DefaultTransport)}\nhttp.ListenAndServe(":8080", otelhttp.NewHandler(mux, "server"))\n// in a handler: http.NewRequestWithContext(r.Context(), …)',
      },
    ],
    dotnet: [
      {
        id: "both",
        text: {
          en: "{service} sends no spans. Add both instrumentations and the exporter, or run the .NET automatic instrumentation.",
          zh: "{service} 不发送 span。请加入两种埋点和 exporter，或运行 .NET 自动埋点。",
        },
        code: "builder.Services.AddOpenTelemetry().WithTracing(tracing => tracing\n    .AddAspNetCoreInstrumentation()\n    .AddHttpClientInstrumentation()\n    .AddOtlpExporter());",
      },
    ],
    generic: [
      {
        id: "any",
        text: {
          en: "{service} sends no spans and does not pass traceparent on, so what it calls starts new traces. Instrument it: run the agent of its language there. Until then, let it copy traceparent and tracestate from each request to the calls made for it.",
          zh: "{service} 不发送 span，也不传递 traceparent，因此它调用的服务会开始新的调用链。请为它接入埋点：在那里运行其语言的 agent。在此之前，让它把每个请求的 traceparent 和 tracestate 复制到为该请求发起的调用中。",
        },
        code: "java -javaagent:opentelemetry-javaagent.jar -jar app.jar\nopentelemetry-instrument python app.py\nnode --require @opentelemetry/auto-instrumentations-node/register app.js\n# Go: otelhttp.NewHandler around the mux, otelhttp.NewTransport in the client, and the request's ctx",
      },
    ],
  },
};
