import type { CauseRemedies } from "../remedy.ts";

/** The server receives the context and does not read it. */
export const noExtract: CauseRemedies = {
  verify: {
    en: "Send a request with a traceparent of your own to {to}: its server span must carry that trace id and parent span id.",
    zh: "用自己的 traceparent 向 {to} 发送一个请求：它的 SERVER span 必须带有该 trace ID 和父 span ID。",
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
          en: "{service} serves gRPC without the OpenTelemetry stats handler, so the context that arrives is not read. Add it where the server is made; a second grpc option list must not replace the first.",
          zh: "{service} 提供 gRPC 服务时没有 OpenTelemetry 的 stats handler，因此没有读取到达的上下文。在创建 server 的地方加上它；第二份 gRPC 选项列表不得替换第一份。",
        },
        wrong: "srv := grpc.NewServer(grpc.ChainUnaryInterceptor(auth))",
        code: "srv := grpc.NewServer(\n\tgrpc.StatsHandler(otelgrpc.NewServerHandler()),\n\tgrpc.ChainUnaryInterceptor(auth),\n)",
      },
      {
        id: "gin",
        when: { scopes: ["go.opentelemetry.io/contrib/instrumentation/github.com/gin-gonic/gin/otelgin"] },
        text: {
          en: "{service} serves this route without the otelgin middleware, or starts spans from *gin.Context instead of the request's context. Register the middleware before the routes.",
          zh: "{service} 处理该路由时没有 otelgin 中间件，或从 *gin.Context 而不是请求的 context 开始 span。请在路由之前注册中间件。",
        },
        wrong: 'ctx, span := tracer.Start(c, "work")',
        code: 'r := gin.New()\nr.Use(otelgin.Middleware("my-service"))\n// in a handler:\nctx, span := tracer.Start(c.Request.Context(), "work")\ndefer span.End()',
      },
      {
        id: "http",
        text: {
          en: "{service} serves this route without a handler that extracts the context. Wrap the whole mux, so that no route is left out. Gin, gorilla/mux and echo have otelgin, otelmux and otelecho.",
          zh: "{service} 处理该路由时没有会 extract 上下文的 handler。请包装整个 mux，不遗漏任何路由。Gin、gorilla/mux 和 echo 有 otelgin、otelmux 和 otelecho。",
        },
        wrong: 'http.ListenAndServe(":8080", mux)',
        code: 'http.ListenAndServe(":8080", otelhttp.NewHandler(mux, "server"))',
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
          en: "{service} serves gRPC, but @grpc/grpc-js was loaded before it could be instrumented. Add the instrumentation and load the SDK first.",
          zh: "{service} 提供 gRPC 服务，但 @grpc/grpc-js 在接入埋点之前就已加载。请加上埋点并先加载 SDK。",
        },
        code: 'import { GrpcInstrumentation } from "@opentelemetry/instrumentation-grpc";\n\nconst sdk = new NodeSDK({ instrumentations: [new GrpcInstrumentation()] });\nsdk.start();\n// node --import ./telemetry.mjs server.js',
      },
      {
        id: "http",
        text: {
          en: "{service} starts its server before instrumentation-http could patch it, or ignores this route. Load the SDK first; framework instrumentations need instrumentation-http beside them. Fastify 5 needs @fastify/otel.",
          zh: "{service} 在 instrumentation-http 打补丁之前就启动了服务器，或忽略了该路由。请先加载 SDK；框架埋点需要 instrumentation-http 配合。Fastify 5 需要 @fastify/otel。",
        },
        wrong: "node server.js // the SDK is imported inside",
        code: 'import { HttpInstrumentation } from "@opentelemetry/instrumentation-http";\nimport { ExpressInstrumentation } from "@opentelemetry/instrumentation-express";\n\nconst sdk = new NodeSDK({\n  instrumentations: [new HttpInstrumentation(), new ExpressInstrumentation()],\n});\nsdk.start();\n// CommonJS:   node --require ./telemetry.cjs server.js\n// ES modules: node --experimental-loader=@opentelemetry/instrumentation/hook.mjs --import ./telemetry.mjs server.js',
      },
    ],
    java: [
      {
        id: "agent",
        when: { infrastructure: ["java-agent"], protocols: ["http"] },
        text: {
          en: "{service} runs the Java agent, but the agent does not see this entry: its server is not one it knows, or is switched off. Look into the agent's log for its name, or extract by hand.",
          zh: "{service} 运行了 Java agent，但 agent 看不到这个入口：它的服务器不在支持之列，或被关闭。请在 agent 的日志中查找它的名称，或手工 extract。",
        },
        code: '# which instrumentations apply?\n-Dotel.javaagent.debug=true\n\nContext parent = GlobalOpenTelemetry.getPropagators().getTextMapPropagator()\n    .extract(Context.current(), request, getter);\nSpan span = tracer.spanBuilder("handle").setParent(parent).setSpanKind(SpanKind.SERVER).startSpan();',
      },
      {
        id: "grpc",
        when: { protocols: ["grpc"] },
        text: {
          en: "{service} builds its gRPC server without the server interceptor. Run the Java agent, or add the interceptor.",
          zh: "{service} 创建 gRPC 服务器时没有 server interceptor。请使用 Java agent，或加上该 interceptor。",
        },
        code: "ServerBuilder.forPort(port)\n    .intercept(GrpcTelemetry.create(openTelemetry).createServerInterceptor())\n    .addService(service)\n    .build();",
      },
      {
        id: "http",
        text: {
          en: "{service} serves this route without instrumentation. Run the Java agent, or register the servlet filter before every other one.",
          zh: "{service} 处理该路由时没有埋点。请使用 Java agent，或把 servlet filter 注册在所有其他 filter 之前。",
        },
        code: "@Bean\npublic Filter telemetryFilter(OpenTelemetry openTelemetry) {\n  return SpringWebMvcTelemetry.create(openTelemetry).createServletFilter();\n}",
      },
    ],
    python: [
      {
        id: "celery",
        when: { infrastructure: ["celery"], protocols: ["messaging"] },
        text: {
          en: "The worker of {service} does not read the context of its tasks. Instrument every worker process, after it has forked.",
          zh: "{service} 的 worker 没有读取任务中的上下文。请在 fork 之后为每个 worker 进程接入埋点。",
        },
        code: "from celery.signals import worker_process_init\nfrom opentelemetry.instrumentation.celery import CeleryInstrumentor\n\n@worker_process_init.connect(weak=False)\ndef init_tracing(*args, **kwargs):\n    CeleryInstrumentor().instrument()",
      },
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
          en: "{service} creates its gRPC server before it is instrumented. Instrument first; for grpc.aio use GrpcAioInstrumentorServer.",
          zh: "{service} 在接入埋点之前就创建了 gRPC 服务器。请先接入埋点；grpc.aio 使用 GrpcAioInstrumentorServer。",
        },
        code: "from opentelemetry.instrumentation.grpc import GrpcInstrumentorServer\n\nGrpcInstrumentorServer().instrument()",
      },
      {
        id: "http",
        text: {
          en: "{service} serves this route without instrumentation. Instrument the application object right after it is made. Flask and Django have their own instrumentor.",
          zh: "{service} 处理该路由时没有埋点。请在创建应用对象之后立即接入埋点。Flask 和 Django 有各自的 instrumentor。",
        },
        code: "from opentelemetry.instrumentation.fastapi import FastAPIInstrumentor\n\napp = FastAPI()\nFastAPIInstrumentor.instrument_app(app)\n\n# Flask:  FlaskInstrumentor().instrument_app(app)\n# Django: DjangoInstrumentor().instrument() in manage.py and wsgi.py",
      },
    ],
    dotnet: [
      {
        id: "http",
        text: {
          en: "ASP.NET Core reads the context by itself, but its span is exported only when the instrumentation is added. Check that no filter leaves this route out.",
          zh: "ASP.NET Core 自己会读取上下文，但只有加上埋点才会导出它的 span。请确认没有 filter 排除该路由。",
        },
        code: "builder.Services.AddOpenTelemetry().WithTracing(tracing => tracing\n    .AddAspNetCoreInstrumentation()\n    .AddOtlpExporter());",
      },
    ],
    php: [
      {
        id: "http",
        text: {
          en: "{service} serves this route without reading the context. Install the package of your framework, or extract by hand and start the span from it.",
          zh: "{service} 处理该路由时没有读取上下文。请安装所用框架的包，或手工 extract 并以它为父开始 span。",
        },
        code: "composer require open-telemetry/opentelemetry-auto-slim   # or -laravel, -symfony\n\n// by hand\n$parent = Globals::propagator()->extract($request->getHeaders());\n$span = $tracer->spanBuilder('handle')->setParent($parent)->setSpanKind(SpanKind::KIND_SERVER)->startSpan();",
      },
    ],
    ruby: [
      {
        id: "http",
        text: {
          en: "{service} serves this route without reading the context. Enable the Rack, Rails or Sinatra instrumentation before the application is built.",
          zh: "{service} 处理该路由时没有读取上下文。请在构建应用之前启用 Rack、Rails 或 Sinatra 埋点。",
        },
        code: "OpenTelemetry::SDK.configure do |c|\n  c.use 'OpenTelemetry::Instrumentation::Rack'\n  c.use 'OpenTelemetry::Instrumentation::Rails'\nend",
      },
    ],
    rust: [
      {
        id: "http",
        text: {
          en: "{service} serves this route without reading the context. Add the layer of axum-tracing-opentelemetry, or extract by hand.",
          zh: "{service} 处理该路由时没有读取上下文。请加入 axum-tracing-opentelemetry 的 layer，或手工 extract。",
        },
        code: 'let app = Router::new()\n    .route("/orders", get(orders))\n    .layer(OtelAxumLayer::default());\n\n// by hand: opentelemetry_http::HeaderExtractor\nlet parent = global::get_text_map_propagator(|propagator| propagator.extract(&HeaderExtractor(request.headers())));',
      },
    ],
    generic: [
      {
        id: "any",
        text: {
          en: "{service} receives the context and starts a new trace. Use the instrumented server of your framework, or extract the context by hand and start the server span from it.",
          zh: "{service} 收到了上下文，却开始了新的调用链。请使用框架的已接入埋点的服务器，或手工 extract 上下文并由此开始 SERVER span。",
        },
        code: 'context = propagator.extract(request.headers)\nspan = tracer.start_span("handle", parent = context, kind = SERVER)',
      },
    ],
  },
};
