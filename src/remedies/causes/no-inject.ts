import type { CauseRemedies } from "../remedy.ts";

/** The client sends the call without writing the context into it. */
export const noInject: CauseRemedies = {
  verify: {
    en: "Call {to} once: its server span must have a client span of {from} as its parent, in the same trace.",
    zh: "调用一次 {to}：它的 SERVER span 必须以 {from} 的 CLIENT span 为父，且在同一调用链中。",
  },
  languages: {
    go: [
      {
        id: "temporal",
        when: { infrastructure: ["temporal"] },
        text: {
          en: "{service} talks to Temporal without the tracing interceptor, so the context does not reach workflows and activities. Add it to the client and to each worker.",
          zh: "{service} 与 Temporal 通信时没有使用追踪 interceptor，因此上下文无法到达 workflow 和 activity。请在客户端和每个 worker 中加入它。",
        },
        code: "// go.temporal.io/sdk/contrib/opentelemetry\ntracing, err := opentelemetry.NewTracingInterceptor(opentelemetry.TracerOptions{})\nif err != nil {\n\treturn err\n}\nc, err := client.Dial(client.Options{Interceptors: []interceptor.ClientInterceptor{tracing}})",
      },
      {
        id: "grpc",
        when: { protocols: ["grpc"] },
        text: {
          en: "{service} opens its gRPC connection without the OpenTelemetry stats handler, so no context is sent. Add it where the connection is made. The otelgrpc interceptors of older guides no longer exist.",
          zh: "{service} 打开 gRPC 连接时没有 OpenTelemetry 的 stats handler，因此没有发送上下文。在建立连接的地方加上它。旧指南中的 otelgrpc interceptor 已不存在。",
        },
        wrong: "conn, err := grpc.NewClient(addr, creds)",
        code: "conn, err := grpc.NewClient(addr, creds,\n\tgrpc.WithStatsHandler(otelgrpc.NewClientHandler()))",
      },
      {
        id: "http",
        text: {
          en: "{service} sends the request with a client that does not inject the context. Wrap the transport, and build the request with the ctx of the incoming one: http.Get and http.NewRequest carry none.",
          zh: "{service} 发送请求所用的客户端不会 inject 上下文。请包装 transport，并用收到请求的 ctx 构造请求：http.Get 和 http.NewRequest 不携带上下文。",
        },
        wrong: "resp, err := http.Get(url)",
        code: "client := &http.Client{Transport: otelhttp.NewTransport(http.DefaultTransport)}\nreq, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)\nif err != nil {\n\treturn err\n}\nresp, err := client.Do(req)",
      },
    ],
    webjs: [
      {
        id: "browser",
        text: {
          en: "{service} runs in a browser, which sends trace headers to other origins only when told to. Name the origin of {to}, and let {to} allow the headers by CORS.",
          zh: "{service} 运行在浏览器中，浏览器只有在被明确告知时才向其他来源发送追踪 header。请写明 {to} 的来源，并让 {to} 通过 CORS 允许这些 header。",
        },
        code: "new FetchInstrumentation({\n  propagateTraceHeaderCorsUrls: [/^https:\\/\\/api\\.example\\.com\\//],\n})\n// on the server: Access-Control-Allow-Headers: traceparent, tracestate, baggage",
      },
    ],
    nodejs: [
      {
        id: "temporal",
        when: { infrastructure: ["temporal"] },
        text: {
          en: "{service} talks to Temporal without the tracing interceptor, so the context does not reach workflows and activities. Add it to the client and to each worker.",
          zh: "{service} 与 Temporal 通信时没有使用追踪 interceptor，因此上下文无法到达 workflow 和 activity。请在客户端和每个 worker 中加入它。",
        },
        code: 'import { OpenTelemetryActivityInboundInterceptor, OpenTelemetryWorkflowClientInterceptor }\n  from "@temporalio/interceptors-opentelemetry";\n\nconst client = new Client({\n  interceptors: { workflow: [new OpenTelemetryWorkflowClientInterceptor()] },\n});\nconst worker = await Worker.create({\n  ...options,\n  interceptors: { activity: [(ctx) => ({ inbound: new OpenTelemetryActivityInboundInterceptor(ctx) })] },\n});',
      },
      {
        id: "grpc",
        when: { protocols: ["grpc"] },
        text: {
          en: "{service} calls by gRPC, but @grpc/grpc-js is not instrumented or was loaded before the SDK started. Add the instrumentation and load the SDK first.",
          zh: "{service} 通过 gRPC 调用，但 @grpc/grpc-js 没有接入埋点，或在 SDK 启动之前就已加载。请加上埋点并先加载 SDK。",
        },
        wrong: "node server.js",
        code: 'import { GrpcInstrumentation } from "@opentelemetry/instrumentation-grpc";\n\nconst sdk = new NodeSDK({ instrumentations: [new GrpcInstrumentation()] });\nsdk.start();\n// node --import ./telemetry.mjs server.js',
      },
      {
        id: "http",
        text: {
          en: "{service} sends the request with a client that is not instrumented. instrumentation-http covers http and https; fetch and undici need their own. The SDK must be loaded before the application; ES modules also need the loader hook.",
          zh: "{service} 发送请求所用的客户端没有接入埋点。instrumentation-http 覆盖 http 和 https；fetch 和 undici 需要各自的埋点。SDK 必须在应用之前加载；ES 模块还需要 loader hook。",
        },
        wrong: "instrumentations: [new HttpInstrumentation()] // fetch is not covered",
        code: 'import { HttpInstrumentation } from "@opentelemetry/instrumentation-http";\nimport { UndiciInstrumentation } from "@opentelemetry/instrumentation-undici";\n\nconst sdk = new NodeSDK({\n  instrumentations: [new HttpInstrumentation(), new UndiciInstrumentation()],\n});\nsdk.start();\n// CommonJS:   node --require ./telemetry.cjs app.js\n// ES modules: node --experimental-loader=@opentelemetry/instrumentation/hook.mjs --import ./telemetry.mjs app.js',
      },
    ],
    java: [
      {
        id: "agent",
        when: { infrastructure: ["java-agent"], protocols: ["http"] },
        text: {
          en: "{service} runs the Java agent, but the agent does not see this client: its library is not one it knows, is switched off, or was started by another class loader. Look into the agent's log for its name, or wrap the client.",
          zh: "{service} 运行了 Java agent，但 agent 看不到这个客户端：它的库不在支持之列、被关闭，或由另一个类加载器加载。请在 agent 的日志中查找它的名称，或包装该客户端。",
        },
        code: "# which instrumentations apply?\n-Dotel.javaagent.debug=true\n# is one switched off?  -Dotel.instrumentation.<name>.enabled=false\n\nHttpClient client = JavaHttpClientTelemetry.builder(GlobalOpenTelemetry.get()).build()\n    .wrap(HttpClient.newHttpClient());",
      },
      {
        id: "spring",
        when: { infrastructure: ["spring"], protocols: ["http"] },
        text: {
          en: "{service} builds its RestTemplate, RestClient or WebClient by the static builder, which knows nothing of tracing. Inject Spring Boot's configured builder as a bean instead.",
          zh: "{service} 用静态 builder 构造 RestTemplate、RestClient 或 WebClient，而它对追踪一无所知。请改为注入 Spring Boot 已配置好的 builder bean。",
        },
        wrong: "WebClient client = WebClient.builder().baseUrl(url).build(); // or WebClient.create(url)",
        code: "@Bean\nWebClient invoices(WebClient.Builder builder) {   // the injected builder is observed\n  return builder.baseUrl(url).build();\n}\n\n@Bean\nRestClient orders(RestClient.Builder builder) {\n  return builder.baseUrl(url).build();\n}\n// RestTemplate: inject RestTemplateBuilder",
      },
      {
        id: "grpc",
        when: { protocols: ["grpc"] },
        text: {
          en: "{service} builds its channel without the client interceptor. Run the Java agent, or add the interceptor.",
          zh: "{service} 创建 channel 时没有 client interceptor。请使用 Java agent，或加上该 interceptor。",
        },
        code: "ManagedChannelBuilder.forTarget(target)\n    .intercept(GrpcTelemetry.create(openTelemetry).createClientInterceptor())\n    .build();",
      },
      {
        id: "http",
        text: {
          en: "{service} uses an HTTP client that is not instrumented. Run the Java agent, or wrap the client. In Spring, inject the RestTemplate, RestClient or WebClient builder instead of calling new.",
          zh: "{service} 使用的 HTTP 客户端没有接入埋点。请使用 Java agent，或包装客户端。在 Spring 中注入 RestTemplate、RestClient 或 WebClient 的 builder，而不是直接 new。",
        },
        wrong: "HttpClient client = HttpClient.newHttpClient();",
        code: "HttpClient client = JavaHttpClientTelemetry.builder(openTelemetry).build()\n    .wrap(HttpClient.newHttpClient());",
      },
    ],
    python: [
      {
        id: "temporal",
        when: { infrastructure: ["temporal"] },
        text: {
          en: "{service} talks to Temporal without the tracing interceptor, so the context does not reach workflows and activities. Add it to the client and to each worker.",
          zh: "{service} 与 Temporal 通信时没有使用追踪 interceptor，因此上下文无法到达 workflow 和 activity。请在客户端和每个 worker 中加入它。",
        },
        code: 'from temporalio.client import Client\nfrom temporalio.contrib.opentelemetry import TracingInterceptor\n\nclient = await Client.connect("localhost:7233", interceptors=[TracingInterceptor()])\n# workers made from this client use it too',
      },
      {
        id: "grpc",
        when: { protocols: ["grpc"] },
        text: {
          en: "{service} opens its channel before the gRPC client is instrumented. Instrument at start-up, before any channel is made; for grpc.aio use GrpcAioInstrumentorClient.",
          zh: "{service} 在 gRPC 客户端接入埋点之前就打开了 channel。请在启动时、创建任何 channel 之前接入；grpc.aio 使用 GrpcAioInstrumentorClient。",
        },
        code: "from opentelemetry.instrumentation.grpc import GrpcInstrumentorClient\n\nGrpcInstrumentorClient().instrument()",
      },
      {
        id: "http",
        text: {
          en: "{service} uses an HTTP client that is not instrumented. Instrument the library it really uses: requests, httpx, aiohttp, urllib3.",
          zh: "{service} 使用的 HTTP 客户端没有接入埋点。请为实际使用的库接入：requests、httpx、aiohttp、urllib3。",
        },
        code: "from opentelemetry.instrumentation.requests import RequestsInstrumentor\nfrom opentelemetry.instrumentation.httpx import HTTPXClientInstrumentor\n\nRequestsInstrumentor().instrument()\nHTTPXClientInstrumentor().instrument()",
      },
    ],
    dotnet: [
      {
        id: "http",
        text: {
          en: "HttpClient sends the context by itself unless it was switched off. Add the instrumentation, and do not set ActivityHeadersPropagator to null. Grpc.Net.Client rides on HttpClient.",
          zh: "除非被关闭，HttpClient 自己会发送上下文。请加上埋点，并且不要把 ActivityHeadersPropagator 设为 null。Grpc.Net.Client 基于 HttpClient。",
        },
        wrong: "new SocketsHttpHandler { ActivityHeadersPropagator = null }",
        code: "builder.Services.AddOpenTelemetry().WithTracing(tracing => tracing\n    .AddHttpClientInstrumentation()\n    .AddGrpcClientInstrumentation());",
      },
    ],
    php: [
      {
        id: "http",
        text: {
          en: "{service} sends the request with a client that is not instrumented. Install the extension and the package for that client, or inject by hand.",
          zh: "{service} 使用未接入埋点的客户端发送请求。请安装扩展和该客户端的包，或手工 inject。",
        },
        code: "pecl install opentelemetry\ncomposer require open-telemetry/opentelemetry-auto-psr18 open-telemetry/opentelemetry-auto-guzzle\nOTEL_PHP_AUTOLOAD_ENABLED=true\n\n// by hand\n$headers = [];\nGlobals::propagator()->inject($headers);",
      },
    ],
    ruby: [
      {
        id: "http",
        text: {
          en: "{service} sends the request with a client that is not instrumented. Enable the instrumentation of the client it really uses: Net::HTTP, Faraday, HTTP.rb, Excon.",
          zh: "{service} 使用未接入埋点的客户端发送请求。请启用它实际所用客户端的埋点：Net::HTTP、Faraday、HTTP.rb、Excon。",
        },
        code: "require 'opentelemetry/sdk'\nrequire 'opentelemetry/instrumentation/all'\n\nOpenTelemetry::SDK.configure do |c|\n  c.use_all\nend",
      },
    ],
    rust: [
      {
        id: "http",
        text: {
          en: "{service} sends the request without the context. Use reqwest-middleware with TracingMiddleware, or inject the current context into the headers.",
          zh: "{service} 发送请求时没有携带上下文。请使用带 TracingMiddleware 的 reqwest-middleware，或把当前上下文 inject 到 header。",
        },
        code: "let client = reqwest_middleware::ClientBuilder::new(reqwest::Client::new())\n    .with(reqwest_tracing::TracingMiddleware::default()) // with its opentelemetry feature\n    .build();\n\n// by hand: opentelemetry_http::HeaderInjector\nglobal::get_text_map_propagator(|propagator| {\n    propagator.inject_context(&Span::current().context(), &mut HeaderInjector(request.headers_mut()))\n});",
      },
    ],
    generic: [
      {
        id: "any",
        text: {
          en: "{service} sends the call without the trace context. Use the instrumented client of your framework, or inject the current context into the headers by hand.",
          zh: "{service} 发出调用时没有追踪上下文。请使用框架的已接入埋点的客户端，或手工把当前上下文 inject 到 header 中。",
        },
        code: "headers = {}\npropagator.inject(current_context, headers)   // writes traceparent\nclient.call(url, headers)",
      },
    ],
  },
};
