import type { CauseRemedies } from "../remedy.ts";

/** The client sends the call without writing the context into it. */
export const noInject: CauseRemedies = {
  verify: "Call {to} once: its server span must have a client span of {from} as its parent, in the same trace.",
  languages: {
    go: [
      {
        id: "grpc",
        when: { protocols: ["grpc"] },
        text: "{from} opens its gRPC connection without the OpenTelemetry stats handler, so no context is sent. Add it where the connection is made. The otelgrpc interceptors of older guides no longer exist.",
        wrong: "conn, err := grpc.NewClient(addr, creds)",
        code: "conn, err := grpc.NewClient(addr, creds,\n\tgrpc.WithStatsHandler(otelgrpc.NewClientHandler()))",
      },
      {
        id: "http",
        text: "{from} sends the request with a client that does not inject the context. Wrap the transport, and build the request with the ctx of the incoming one: http.Get and http.NewRequest carry none.",
        wrong: "resp, err := http.Get(url)",
        code: "client := &http.Client{Transport: otelhttp.NewTransport(http.DefaultTransport)}\nreq, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)\nif err != nil {\n\treturn err\n}\nresp, err := client.Do(req)",
      },
    ],
    nodejs: [
      {
        id: "browser",
        when: { telemetryLanguage: "webjs" },
        text: "A browser sends trace headers to other origins only when told to. Name the origin of {to}, and let {to} allow the headers by CORS.",
        code: "new FetchInstrumentation({\n  propagateTraceHeaderCorsUrls: [/^https:\\/\\/api\\.example\\.com\\//],\n})\n// on the server: Access-Control-Allow-Headers: traceparent, tracestate, baggage",
      },
      {
        id: "grpc",
        when: { protocols: ["grpc"] },
        text: "{from} calls by gRPC, but @grpc/grpc-js is not instrumented or was loaded before the SDK started. Add the instrumentation and load the SDK first.",
        wrong: "node server.js",
        code: 'import { GrpcInstrumentation } from "@opentelemetry/instrumentation-grpc";\n\nconst sdk = new NodeSDK({ instrumentations: [new GrpcInstrumentation()] });\nsdk.start();\n// node --import ./telemetry.mjs server.js',
      },
      {
        id: "http",
        text: "{from} sends the request with a client that is not instrumented. instrumentation-http covers http and https; fetch and undici need their own. The SDK must be loaded before the application; ES modules also need the loader hook.",
        wrong: "instrumentations: [new HttpInstrumentation()] // fetch is not covered",
        code: 'import { HttpInstrumentation } from "@opentelemetry/instrumentation-http";\nimport { UndiciInstrumentation } from "@opentelemetry/instrumentation-undici";\n\nconst sdk = new NodeSDK({\n  instrumentations: [new HttpInstrumentation(), new UndiciInstrumentation()],\n});\nsdk.start();\n// CommonJS:   node --require ./telemetry.cjs app.js\n// ES modules: node --experimental-loader=@opentelemetry/instrumentation/hook.mjs --import ./telemetry.mjs app.js',
      },
    ],
    java: [
      {
        id: "grpc",
        when: { protocols: ["grpc"] },
        text: "{from} builds its channel without the client interceptor. Run the Java agent, or add the interceptor.",
        code: "ManagedChannelBuilder.forTarget(target)\n    .intercept(GrpcTelemetry.create(openTelemetry).createClientInterceptor())\n    .build();",
      },
      {
        id: "http",
        text: "{from} uses an HTTP client that is not instrumented. Run the Java agent, or wrap the client. In Spring, inject the RestTemplate, RestClient or WebClient builder instead of calling new.",
        wrong: "HttpClient client = HttpClient.newHttpClient();",
        code: "HttpClient client = JavaHttpClientTelemetry.builder(openTelemetry).build()\n    .wrap(HttpClient.newHttpClient());",
      },
    ],
    python: [
      {
        id: "grpc",
        when: { protocols: ["grpc"] },
        text: "{from} opens its channel before the gRPC client is instrumented. Instrument at start-up, before any channel is made; for grpc.aio use GrpcAioInstrumentorClient.",
        code: "from opentelemetry.instrumentation.grpc import GrpcInstrumentorClient\n\nGrpcInstrumentorClient().instrument()",
      },
      {
        id: "http",
        text: "{from} uses an HTTP client that is not instrumented. Instrument the library it really uses: requests, httpx, aiohttp, urllib3.",
        code: "from opentelemetry.instrumentation.requests import RequestsInstrumentor\nfrom opentelemetry.instrumentation.httpx import HTTPXClientInstrumentor\n\nRequestsInstrumentor().instrument()\nHTTPXClientInstrumentor().instrument()",
      },
    ],
    dotnet: [
      {
        id: "http",
        text: "HttpClient sends the context by itself unless it was switched off. Add the instrumentation, and do not set ActivityHeadersPropagator to null. Grpc.Net.Client rides on HttpClient.",
        wrong: "new SocketsHttpHandler { ActivityHeadersPropagator = null }",
        code: "builder.Services.AddOpenTelemetry().WithTracing(tracing => tracing\n    .AddHttpClientInstrumentation()\n    .AddGrpcClientInstrumentation());",
      },
    ],
    generic: [
      {
        id: "any",
        text: "{from} sends the call without the trace context. Use the instrumented client of your framework, or inject the current context into the headers by hand.",
        code: "headers = {}\npropagator.inject(current_context, headers)   // writes traceparent\nclient.call(url, headers)",
      },
    ],
  },
};
