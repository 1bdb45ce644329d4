import type { CauseRemedies } from "../remedy.ts";

/** gRPC metadata loses the context: wrong key, overwritten metadata, or a carrier that cannot find it. */
export const grpcMetadata: CauseRemedies = {
  verify: {
    en: "Log the incoming metadata in {to}: it must hold the key traceparent, in lower case, exactly once.",
    zh: "在 {to} 记录收到的 metadata：必须恰好有一个小写的键 traceparent。",
  },
  languages: {
    go: [
      {
        id: "old-otelgrpc",
        when: { sdkBelow: "1.21.0" },
        text: {
          en: "This SDK goes with an otelgrpc older than 0.46, which has interceptors only. Upgrade and use the stats handlers: the interceptors were deprecated in 0.46 and removed by 0.63.",
          zh: "这个 SDK 搭配的 otelgrpc 早于 0.46，只有 interceptor。请升级并使用 stats handler：interceptor 在 0.46 中弃用，到 0.63 已移除。",
        },
        wrong: "grpc.WithUnaryInterceptor(otelgrpc.UnaryClientInterceptor())",
        code: "conn, err := grpc.NewClient(addr, creds,\n\tgrpc.WithStatsHandler(otelgrpc.NewClientHandler()))\nsrv := grpc.NewServer(grpc.StatsHandler(otelgrpc.NewServerHandler()))",
      },
      {
        id: "handlers",
        text: {
          en: "Use the stats handlers on both sides; they replace the removed otelgrpc interceptors. Add metadata with AppendToOutgoingContext: NewOutgoingContext replaces what was there. propagation.HeaderCarrier over metadata.MD writes Traceparent and looks for it, and finds nothing.",
          zh: "两边都使用 stats handler，它取代了已移除的 otelgrpc interceptor。用 AppendToOutgoingContext 添加 metadata：NewOutgoingContext 会替换已有内容。把 propagation.HeaderCarrier 用在 metadata.MD 上会写入并查找 Traceparent，因而什么也找不到。",
        },
        wrong:
          'ctx = metadata.NewOutgoingContext(ctx, metadata.Pairs("user", user)) // drops what was there\notel.GetTextMapPropagator().Extract(ctx, propagation.HeaderCarrier(md)) // finds nothing',
        code: 'conn, err := grpc.NewClient(addr, creds,\n\tgrpc.WithStatsHandler(otelgrpc.NewClientHandler()))\nsrv := grpc.NewServer(grpc.StatsHandler(otelgrpc.NewServerHandler()))\n\nctx = metadata.AppendToOutgoingContext(ctx, "user", user)\n\n// only where you carry the context yourself\ntype mdCarrier metadata.MD\n\nfunc (c mdCarrier) Get(k string) string {\n\tif v := metadata.MD(c).Get(k); len(v) > 0 {\n\t\treturn v[0]\n\t}\n\treturn ""\n}\nfunc (c mdCarrier) Set(k, v string) { metadata.MD(c).Set(k, v) }\nfunc (c mdCarrier) Keys() []string {\n\tkeys := make([]string, 0, len(c))\n\tfor k := range c {\n\t\tkeys = append(keys, k)\n\t}\n\treturn keys\n}',
      },
    ],
    nodejs: [
      {
        id: "metadata",
        text: {
          en: "Instrument both sides, and pass the same Metadata object on: a new Metadata made in an interceptor drops what was there. Stream metadata is sent once, so a context per message must go into the message.",
          zh: "两边都接入埋点，并传递同一个 Metadata 对象：在 interceptor 中新建 Metadata 会丢掉已有内容。流的 metadata 只发送一次，因此每条消息的上下文必须放入消息中。",
        },
        wrong:
          "return new InterceptingCall(nextCall(options), {\n  start: (metadata, listener, next) => next(new Metadata(), listener),\n});",
        code: 'return new InterceptingCall(nextCall(options), {\n  start: (metadata, listener, next) => {\n    metadata.set("user", user);\n    next(metadata, listener);\n  },\n});\n// and in telemetry: instrumentations: [new GrpcInstrumentation()]',
      },
    ],
    java: [
      {
        id: "interceptors",
        text: {
          en: "Add the interceptors on both sides, the tracing one outermost, and merge headers in your own interceptor instead of replacing them.",
          zh: "两边都加上 interceptor，追踪的放在最外层；在你自己的 interceptor 中合并 header，而不是替换。",
        },
        code: "GrpcTelemetry telemetry = GrpcTelemetry.create(openTelemetry);\nchannelBuilder.intercept(telemetry.createClientInterceptor());\nserverBuilder.intercept(telemetry.createServerInterceptor());",
      },
    ],
    python: [
      {
        id: "keys",
        text: {
          en: "gRPC refuses metadata keys with upper-case letters. Instrument both sides, and where you add metadata write lower-case keys and keep the existing ones.",
          zh: "gRPC 拒绝含大写字母的 metadata 键。两边都接入埋点；添加 metadata 时使用小写的键，并保留已有的键。",
        },
        wrong: 'stub.Get(request, metadata=(("Traceparent", value),))',
        code: "from opentelemetry.instrumentation.grpc import GrpcInstrumentorClient, GrpcInstrumentorServer\n\nGrpcInstrumentorClient().instrument()\nGrpcInstrumentorServer().instrument()",
      },
    ],
    dotnet: [
      {
        id: "http-client",
        text: {
          en: "Grpc.Net.Client sends the context through HttpClient. Add both instrumentations; SuppressDownstreamInstrumentation belongs to the gRPC one, and is broken beside a recent HTTP one, so leave it off.",
          zh: "Grpc.Net.Client 通过 HttpClient 发送上下文。两种埋点都要加上；SuppressDownstreamInstrumentation 属于 gRPC 埋点，与较新的 HTTP 埋点并用时有缺陷，请不要打开。",
        },
        code: "tracing.AddAspNetCoreInstrumentation()\n    .AddHttpClientInstrumentation()\n    .AddGrpcClientInstrumentation();",
      },
    ],
    generic: [
      {
        id: "any",
        text: {
          en: "Metadata keys must be lower-case, must not start with grpc-, and must be added to the existing metadata. Use the gRPC instrumentation of your language on both sides.",
          zh: "metadata 的键必须是小写，不能以 grpc- 开头，并且要加入已有的 metadata。两边都使用所用语言的 gRPC 埋点。",
        },
        code: 'metadata.append("traceparent", "00-<trace id>-<span id>-01")',
      },
    ],
  },
};
