import type { CauseRemedies } from "../remedy.ts";

/** gRPC metadata loses the context: wrong key, overwritten metadata, or a carrier that cannot find it. */
export const grpcMetadata: CauseRemedies = {
  verify: "Log the incoming metadata in {to}: it must hold the key traceparent, in lower case, exactly once.",
  languages: {
    go: [
      {
        id: "old-otelgrpc",
        when: { sdkBelow: "1.21.0" },
        text: "This SDK goes with an otelgrpc older than 0.46, which has interceptors only. Upgrade and use the stats handlers: the interceptors were deprecated in 0.46 and removed by 0.63.",
        wrong: "grpc.WithUnaryInterceptor(otelgrpc.UnaryClientInterceptor())",
        code: "conn, err := grpc.NewClient(addr, creds,\n\tgrpc.WithStatsHandler(otelgrpc.NewClientHandler()))\nsrv := grpc.NewServer(grpc.StatsHandler(otelgrpc.NewServerHandler()))",
      },
      {
        id: "handlers",
        text: "Use the stats handlers on both sides; they replace the removed otelgrpc interceptors. Add metadata with AppendToOutgoingContext: NewOutgoingContext replaces what was there. propagation.HeaderCarrier over metadata.MD writes Traceparent and looks for it, and finds nothing.",
        wrong:
          'ctx = metadata.NewOutgoingContext(ctx, metadata.Pairs("user", user)) // drops what was there\notel.GetTextMapPropagator().Extract(ctx, propagation.HeaderCarrier(md)) // finds nothing',
        code: 'conn, err := grpc.NewClient(addr, creds,\n\tgrpc.WithStatsHandler(otelgrpc.NewClientHandler()))\nsrv := grpc.NewServer(grpc.StatsHandler(otelgrpc.NewServerHandler()))\n\nctx = metadata.AppendToOutgoingContext(ctx, "user", user)\n\n// only where you carry the context yourself\ntype mdCarrier metadata.MD\n\nfunc (c mdCarrier) Get(k string) string {\n\tif v := metadata.MD(c).Get(k); len(v) > 0 {\n\t\treturn v[0]\n\t}\n\treturn ""\n}\nfunc (c mdCarrier) Set(k, v string) { metadata.MD(c).Set(k, v) }\nfunc (c mdCarrier) Keys() []string {\n\tkeys := make([]string, 0, len(c))\n\tfor k := range c {\n\t\tkeys = append(keys, k)\n\t}\n\treturn keys\n}',
      },
    ],
    nodejs: [
      {
        id: "metadata",
        text: "Instrument both sides, and pass the same Metadata object on: a new Metadata made in an interceptor drops what was there. Stream metadata is sent once, so a context per message must go into the message.",
        wrong:
          "return new InterceptingCall(nextCall(options), {\n  start: (metadata, listener, next) => next(new Metadata(), listener),\n});",
        code: 'return new InterceptingCall(nextCall(options), {\n  start: (metadata, listener, next) => {\n    metadata.set("user", user);\n    next(metadata, listener);\n  },\n});\n// and in telemetry: instrumentations: [new GrpcInstrumentation()]',
      },
    ],
    java: [
      {
        id: "interceptors",
        text: "Add the interceptors on both sides, the tracing one outermost, and merge headers in your own interceptor instead of replacing them.",
        code: "GrpcTelemetry telemetry = GrpcTelemetry.create(openTelemetry);\nchannelBuilder.intercept(telemetry.createClientInterceptor());\nserverBuilder.intercept(telemetry.createServerInterceptor());",
      },
    ],
    python: [
      {
        id: "keys",
        text: "gRPC refuses metadata keys with upper-case letters. Instrument both sides, and where you add metadata write lower-case keys and keep the existing ones.",
        wrong: 'stub.Get(request, metadata=(("Traceparent", value),))',
        code: "from opentelemetry.instrumentation.grpc import GrpcInstrumentorClient, GrpcInstrumentorServer\n\nGrpcInstrumentorClient().instrument()\nGrpcInstrumentorServer().instrument()",
      },
    ],
    dotnet: [
      {
        id: "http-client",
        text: "Grpc.Net.Client sends the context through HttpClient. Add both instrumentations; SuppressDownstreamInstrumentation belongs to the gRPC one, and is broken beside a recent HTTP one, so leave it off.",
        code: "tracing.AddAspNetCoreInstrumentation()\n    .AddHttpClientInstrumentation()\n    .AddGrpcClientInstrumentation();",
      },
    ],
    generic: [
      {
        id: "any",
        text: "Metadata keys must be lower-case, must not start with grpc-, and must be added to the existing metadata. Use the gRPC instrumentation of your language on both sides.",
        code: 'metadata.append("traceparent", "00-<trace id>-<span id>-01")',
      },
    ],
  },
};
