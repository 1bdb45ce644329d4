import type { CauseRemedies } from "../remedy.ts";

/** The server receives the context and does not read it. */
export const noExtract: CauseRemedies = {
  verify:
    "Send a request with a traceparent of your own to {to}: its server span must carry that trace id and parent span id.",
  languages: {
    go: [
      {
        id: "grpc",
        when: { protocols: ["grpc"] },
        text: "{to} serves gRPC without the OpenTelemetry stats handler, so the context that arrives is not read. Add it where the server is made; a second grpc option list must not replace the first.",
        wrong: "srv := grpc.NewServer(grpc.ChainUnaryInterceptor(auth))",
        code: "srv := grpc.NewServer(\n\tgrpc.StatsHandler(otelgrpc.NewServerHandler()),\n\tgrpc.ChainUnaryInterceptor(auth),\n)",
      },
      {
        id: "gin",
        when: { scope: "gin" },
        text: "{to} serves this route without the otelgin middleware, or starts spans from *gin.Context instead of the request's context. Register the middleware before the routes.",
        wrong: 'ctx, span := tracer.Start(c, "work")',
        code: 'r := gin.New()\nr.Use(otelgin.Middleware("my-service"))\n// in a handler:\nctx, span := tracer.Start(c.Request.Context(), "work")\ndefer span.End()',
      },
      {
        id: "http",
        text: "{to} serves this route without a handler that extracts the context. Wrap the whole mux, so that no route is left out. Gin, gorilla/mux and echo have otelgin, otelmux and otelecho.",
        wrong: 'http.ListenAndServe(":8080", mux)',
        code: 'http.ListenAndServe(":8080", otelhttp.NewHandler(mux, "server"))',
      },
    ],
    nodejs: [
      {
        id: "grpc",
        when: { protocols: ["grpc"] },
        text: "{to} serves gRPC, but @grpc/grpc-js was loaded before it could be instrumented. Add the instrumentation and load the SDK first.",
        code: 'import { GrpcInstrumentation } from "@opentelemetry/instrumentation-grpc";\n\nconst sdk = new NodeSDK({ instrumentations: [new GrpcInstrumentation()] });\nsdk.start();\n// node --import ./telemetry.mjs server.js',
      },
      {
        id: "http",
        text: "{to} starts its server before instrumentation-http could patch it, or ignores this route. Load the SDK first; framework instrumentations need instrumentation-http beside them. Fastify 5 needs @fastify/otel.",
        wrong: "node server.js // the SDK is imported inside",
        code: 'import { HttpInstrumentation } from "@opentelemetry/instrumentation-http";\nimport { ExpressInstrumentation } from "@opentelemetry/instrumentation-express";\n\nconst sdk = new NodeSDK({\n  instrumentations: [new HttpInstrumentation(), new ExpressInstrumentation()],\n});\nsdk.start();\n// CommonJS:   node --require ./telemetry.cjs server.js\n// ES modules: node --experimental-loader=@opentelemetry/instrumentation/hook.mjs --import ./telemetry.mjs server.js',
      },
    ],
    java: [
      {
        id: "grpc",
        when: { protocols: ["grpc"] },
        text: "{to} builds its gRPC server without the server interceptor. Run the Java agent, or add the interceptor.",
        code: "ServerBuilder.forPort(port)\n    .intercept(GrpcTelemetry.create(openTelemetry).createServerInterceptor())\n    .addService(service)\n    .build();",
      },
      {
        id: "http",
        text: "{to} serves this route without instrumentation. Run the Java agent, or register the servlet filter before every other one.",
        code: "@Bean\npublic Filter telemetryFilter(OpenTelemetry openTelemetry) {\n  return SpringWebMvcTelemetry.create(openTelemetry).createServletFilter();\n}",
      },
    ],
    python: [
      {
        id: "grpc",
        when: { protocols: ["grpc"] },
        text: "{to} creates its gRPC server before it is instrumented. Instrument first; for grpc.aio use GrpcAioInstrumentorServer.",
        code: "from opentelemetry.instrumentation.grpc import GrpcInstrumentorServer\n\nGrpcInstrumentorServer().instrument()",
      },
      {
        id: "http",
        text: "{to} serves this route without instrumentation. Instrument the application object right after it is made. Flask and Django have their own instrumentor.",
        code: "from opentelemetry.instrumentation.fastapi import FastAPIInstrumentor\n\napp = FastAPI()\nFastAPIInstrumentor.instrument_app(app)",
      },
    ],
    dotnet: [
      {
        id: "http",
        text: "ASP.NET Core reads the context by itself, but its span is exported only when the instrumentation is added. Check that no filter leaves this route out.",
        code: "builder.Services.AddOpenTelemetry().WithTracing(tracing => tracing\n    .AddAspNetCoreInstrumentation()\n    .AddOtlpExporter());",
      },
    ],
    generic: [
      {
        id: "any",
        text: "{to} receives the context and starts a new trace. Use the instrumented server of your framework, or extract the context by hand and start the server span from it.",
        code: 'context = propagator.extract(request.headers)\nspan = tracer.start_span("handle", parent = context, kind = SERVER)',
      },
    ],
  },
};
