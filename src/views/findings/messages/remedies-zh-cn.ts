/**
 * 修复建议的中文：键是建议的 id（原因/语言/变体），与 propagation/remedies/en 一一对应；{from}、{to} 是两端的服务。
 * 代码保持原样，因此这里只有说明文字。
 */

/** 如何确认已修复，按原因。 */
export const verifications: Readonly<Record<string, string>> = {
  "async-context-lost": "在压力下重复：既非 SERVER 也非 CONSUMER 的根 span 数量应降为零。",
  "background-context": "触发一次后台工作：它的第一个 span 必须是发起它的 span 的子 span，或用 link 指向它。",
  "clock-skew": "时钟一致之后，调用应无需偏移就位于调用方之内。",
  "double-instrumentation": "每个请求在该服务中应只有一个 SERVER span，每次调用只有一个 CLIENT span。",
  "duplicate-span": "数一数一个请求的 span：每个 span ID 只能出现一次。",
  "format-mismatch": "在 {to} 捕获请求的 header：至少要有一种它能读取的格式，并且调用链得以延续。",
  "gateway-strips": "用已知的 traceparent 分别经过网关和绕过网关各发一个请求：{to} 两次都应看到相同的 trace ID。",
  "grpc-metadata": "在 {to} 记录收到的 metadata：必须恰好有一个小写的键 traceparent。",
  "header-reused": "{to} 的 SERVER span 的父必须是 {from} 的 CLIENT span，而不是它上面的 span。",
  "id-truncated": "两边必须显示相同的 32 位数字，不能只有一边的前 16 位为零。",
  "leaked-span": "再走一次出错的路径：缺失的父 span 应当出现，子 span 位于其下。",
  "malformed-header": "在 {to} 捕获并检查该 header：恰好一个 traceparent，55 个字符，小写十六进制。",
  "mixed-context": "同时发起许多请求：每条调用链应只有一个入口 span，且没有 span 在其父所属请求结束后才开始。",
  "no-extract": "用自己的 traceparent 向 {to} 发送一个请求：它的 SERVER span 必须带有该 trace ID 和父 span ID。",
  "no-inject": "调用一次 {to}：它的 SERVER span 必须以 {from} 的 CLIENT span 为父，且在同一调用链中。",
  "no-propagator": "重启之后，它发出和收到的调用都应与对方属于同一条调用链。",
  "orphan-spans": "下次部署之后，先前缺失的父 ID 应当是同一调用链中的 span ID。",
  "outlives-parent": "子 span 必须在父 span 之前结束，或成为用 link 指向它的独立调用链。",
  "parent-cycle": "调用链的每个 span 都应能一直追溯到同一个根。",
  "queue-not-carried": "发送一条消息：{to} 的 CONSUMER span 必须以 {from} 的 PRODUCER span 为父，或用 link 指向它。",
  "sampling-mismatch": "缺少 span 的调用链占比应降到正常丢失的水平，整条调用链的采样标志应一致。",
  "uncorrelated-logs": "在请求中写一行日志：它必须带有该请求 span 的 trace ID 和 span ID。",
  "unknown-service": "列表中应出现该服务的名称，unknown_service 应消失。",
  unknown: "两边都捕获 header 之后，下一个文件就能分辨问题出在发送、传输还是接收。",
};

const DIFFERENT_FORMATS = "{from} 与 {to} 使用不同的格式。";
const NOT_FOLLOWED = "{to} 没有遵循收到的采样决定，而是重新决定。";
const NOT_ENDED = "有的路径上 span 没有被结束";
const NO_PARENT = "上下文已送达，但父 span 没有。";
const CAPTURE = "数据没有说明原因。";
const BY_HAND = "有人手工拼写了该 header。";
const OWN_ANCESTOR = "有 span 是自己的祖先。SDK 不会这样做，说明 ID 是手工设置的";
const NO_CONTEXT = "消息没有携带上下文。";
const NO_NAME = "resource 没有指明服务。";

const MESH =
  "Envoy 和 Istio 会追踪每一跳，但只有应用能把收到的与发出的连接起来：请转发追踪 header，并让网格与 SDK 使用相同的格式。从 Istio 1.30 起，这条路径上不得设置 disableContextPropagation。";
const PROXY =
  "{from} 与 {to} 之间的某个环节丢弃或替换了 traceparent，因为绕过它的调用完整到达。在 nginx 中，有自己的 proxy_set_header 的 location 不会继承上层的设置，因此要在那里重复写上。";
const CLOCKS =
  "{from} 与 {to} 的时钟相差一个常数。没有 span 丢失：只是两台主机之间的时间无法比较。请让每台主机的时钟保持同步；容器使用其主机的时钟。";

export const remedies: Readonly<Record<string, string>> = {
  "async-context-lost/go/ctx":
    "从请求到这个 span 之间的某处没有传递 ctx：结构体字段、回调或不带 ctx 的库调用。始终把 ctx 作为第一个参数传下去；在框架中使用请求的 context。",
  "async-context-lost/nodejs/browser":
    "在浏览器中，原生 async/await 会丢失 ZoneContextManager 保存的上下文。请显式传递上下文，或编译为 promise（ES2015）。",
  "async-context-lost/nodejs/pool":
    "回调、事件发射器或连接池会在最先使用它的一方的上下文中运行你的代码。在调用处把回调或发射器绑定到上下文，并确认已注册 context manager。",
  "async-context-lost/java/reactive":
    "上下文绑定在线程上，而这项工作会切换线程。请包装 executor 或回调；Kotlin 协程和 Reactor 则放在它们自己的上下文中。",
  "async-context-lost/python/generator":
    "span 在一个任务或生成器步骤中被 attach，却在另一个中使用。不要让 span 跨越 yield 保持为当前；请把上下文交给任务。",
  "async-context-lost/dotnet/flow":
    "ExecutionContext 在这里没有传递：UnsafeQueueUserWorkItem、SuppressFlow，或更早注册的回调。请捕获上下文并作为父传入。",
  "async-context-lost/generic/any": "当前上下文在回调、线程池或任务中丢失。在发起工作的地方捕获它，并在其中运行工作。",
  "background-context/go/client":
    "{from} 发起调用时使用的不是请求的 context：context.Background、context.TODO、http.Get 或 http.NewRequest。请传入 tracer.Start 或请求给出的 ctx。",
  "background-context/go/goroutine":
    "goroutine 或 worker 从 context.Background 开始它的 span，因此开始了新的调用链。请保留调用链，只去掉取消信号。worker 池必须在任务中携带 ctx。",
  "background-context/nodejs/bind":
    "排队或稍后执行的工作在请求的上下文之外运行。请把上下文与工作一起保存，并在其中运行工作。",
  "background-context/java/executor": "任务在对请求一无所知的线程上运行。请包装一次 executor，或包装任务。",
  "background-context/python/thread":
    "线程不会继承 contextvars。请为 threading 接入埋点，或在上下文的副本中运行函数。asyncio.to_thread 会复制它；loop.run_in_executor 不会。",
  "background-context/dotnet/queue":
    "Activity.Current 会随 async 代码传递，但不会穿过队列或被抑制传递的地方。请把 ActivityContext 与工作一起保存，并作为父传入。",
  "background-context/generic/any":
    "工作脱离了请求，调用链也随之丢失。请把 span 上下文与工作一起传递，并以它为父或用 link 指向它来开始新的 span。",
  "double-instrumentation/go/one":
    "同一请求被包装了两次：otelhttp 之内又有框架中间件，或每个请求都重新包装 transport。只保留一个；使用框架时，它的中间件知道路由。",
  "double-instrumentation/nodejs/one":
    "同一调用被上报两次：埋点包有两份、有两个 SDK，或自动与手工 span 并存。只保留一个 SDK 和一份列表。",
  "double-instrumentation/java/one": "agent 与库埋点上报了同一调用。保留 agent，或在其中关闭该项埋点。",
  "double-instrumentation/python/one":
    "opentelemetry-instrument 与 instrument() 的调用上报了同一请求，或 ASGI 与 FastAPI 都上报了。只保留一个。",
  "double-instrumentation/generic/any": "两处埋点上报了同一调用。这对调用链无害，但会使计数翻倍。保留知道路由的那个。",
  "duplicate-span/go/processors":
    "同一 span 被导出两次：两个 processor 通向同一处，或 collector 的两条管道。每个目的地只注册一个 batcher。",
  "duplicate-span/nodejs/processors":
    "同一 span 被导出两次：traceExporter 与 spanProcessors 通向同一处，或 SDK 启动了两次。只保留一个。",
  "duplicate-span/generic/any":
    "同一 span 被导出两次：两个 exporter 或 collector 管道通向同一目的地、超时后重复导出，或文件被读取两次。Zipkin 的共享 span 不是故障。",
  "format-mismatch/go/composite": `${DIFFERENT_FORMATS}两边都读取两种格式；两者都在时后面的优先，因此把 W3C 放在最后。autoprop 会读取 OTEL_PROPAGATORS。`,
  "format-mismatch/nodejs/composite": `${DIFFERENT_FORMATS}NodeSDK 读取 OTEL_PROPAGATORS；在代码中则给出组合的 propagator。两者都在时后面的优先，因此把 W3C 放在最后。`,
  "format-mismatch/java/property": `${DIFFERENT_FORMATS}在 otel.propagators 中写上两者；b3multi 是多个 header 的形式。`,
  "format-mismatch/python/environment": `${DIFFERENT_FORMATS}安装 opentelemetry-propagator-b3，并写上两种格式。`,
  "format-mismatch/dotnet/composite": `${DIFFERENT_FORMATS}设置组合的 propagator；B3 在 OpenTelemetry.Extensions.Propagators 中。同时加入 HTTP 埋点，它们使用这个 propagator。`,
  "format-mismatch/generic/environment": `${DIFFERENT_FORMATS}让两边都读取两者，并最终统一为 W3C Trace Context。`,
  "gateway-strips/go/mesh": MESH,
  "gateway-strips/go/proxy": `${PROXY}Go 反向代理会传递 header，但它的 handler 和 Transport 都需要 otelhttp 才会显示为一跳。`,
  "gateway-strips/nodejs/mesh": MESH,
  "gateway-strips/nodejs/proxy": `${PROXY}自行构造 header 列表的 Node 代理必须复制 traceparent 和 tracestate，或自身接入埋点。`,
  "gateway-strips/generic/mesh": MESH,
  "gateway-strips/generic/proxy": `${PROXY}API 网关和 CDN 的 header 允许列表必须包含 traceparent 和 tracestate。`,
  "clock-skew/go/clocks": `${CLOCKS}在 Go 中，不要自己给出 Start 和 End 的时间：SDK 使用单调时钟计时。`,
  "clock-skew/nodejs/clocks": `${CLOCKS}在浏览器中，时钟属于访问者，完全不可信。`,
  "clock-skew/generic/clocks": CLOCKS,
  "grpc-metadata/go/old-otelgrpc":
    "这个 SDK 搭配的 otelgrpc 早于 0.46，只有 interceptor。请升级并使用 stats handler：interceptor 在 0.46 中弃用，到 0.63 已移除。",
  "grpc-metadata/go/handlers":
    "两边都使用 stats handler，它取代了已移除的 otelgrpc interceptor。用 AppendToOutgoingContext 添加 metadata：NewOutgoingContext 会替换已有内容。把 propagation.HeaderCarrier 用在 metadata.MD 上会写入并查找 Traceparent，因而什么也找不到。",
  "grpc-metadata/nodejs/metadata":
    "两边都接入埋点，并传递同一个 Metadata 对象：在 interceptor 中新建 Metadata 会丢掉已有内容。流的 metadata 只发送一次，因此每条消息的上下文必须放入消息中。",
  "grpc-metadata/java/interceptors":
    "两边都加上 interceptor，追踪的放在最外层；在你自己的 interceptor 中合并 header，而不是替换。",
  "grpc-metadata/python/keys":
    "gRPC 拒绝含大写字母的 metadata 键。两边都接入埋点；添加 metadata 时使用小写的键，并保留已有的键。",
  "grpc-metadata/dotnet/http-client":
    "Grpc.Net.Client 通过 HttpClient 发送上下文。两种埋点都要加上；SuppressDownstreamInstrumentation 属于 gRPC 埋点，与较新的 HTTP 埋点并用时有缺陷，请不要打开。",
  "grpc-metadata/generic/any":
    "metadata 的键必须是小写，不能以 grpc- 开头，并且要加入已有的 metadata。两边都使用所用语言的 gRPC 埋点。",
  "header-reused/go/copy":
    "{from} 把收到的 traceparent 复制到发出的请求，因此 {to} 成了兄弟而不是子。去掉复制，让接入埋点的 transport 写入 header。",
  "header-reused/nodejs/copy":
    "{from} 转发了收到的全部 header，包括 traceparent，因此 {to} 成了兄弟而不是子。去掉追踪 header，让埋点来写。",
  "header-reused/java/copy":
    "{from} 把收到的 traceparent 复制到发出的请求。从转发的 header 中去掉它，让接入埋点的客户端来写。",
  "header-reused/python/copy": "{from} 把收到的 traceparent 复制到发出的请求。去掉它，让接入埋点的客户端来写。",
  "header-reused/generic/any":
    "{from} 原样转发了收到的追踪 header。请开始一个 CLIENT span 并 inject 它的上下文；改写一种格式的代理不得转发另一种（b3 与 traceparent 并存时）。",
  "id-truncated/go/ot":
    "一边只保留了 trace ID 的低 64 位。OT propagator 只发送这么多：去掉它，或至少在它之后读取 W3C。使用 B3 时，发送方必须使用 128 位 ID。",
  "id-truncated/nodejs/b3":
    "一边只保留了 trace ID 的低 64 位：旧的 Zipkin 或 Datadog 追踪器。请同时发送 W3C，并把该追踪器切换为 128 位 ID。",
  "id-truncated/generic/any":
    "一边只保留了 trace ID 的低 64 位。请切换为 128 位 ID，或使用没有短格式的 W3C Trace Context。",
  "leaked-span/go/http-client":
    "otelhttp 的 CLIENT span 在响应体读完或关闭时结束。这里有响应体没有关闭，多半在出错的路径上。",
  "leaked-span/go/defer": `${NOT_ENDED}：提前返回或 panic 跳过了它的 End。在 Start 之后立即 defer End。deferred 的 End 在 panic 时也会运行并记录 panic；os.Exit 和 log.Fatal 会跳过它。`,
  "leaked-span/nodejs/finally": `${NOT_ENDED}：抛出异常或提前返回跳过了它的 end()。请在 finally 中结束它。`,
  "leaked-span/java/finally": `${NOT_ENDED}。请在 finally 中关闭 scope 并结束 span。`,
  "leaked-span/python/with": `${NOT_ENDED}。请使用上下文管理器，它在返回和异常时都会结束 span。`,
  "leaked-span/dotnet/using": "有的路径上 Activity 没有被 dispose。请用 using 声明它。",
  "leaked-span/generic/any":
    "span 开始之后，有的路径上没有结束，因此从未导出，它的子 span 悬空。请用所用语言为此提供的结构来结束它。",
  "malformed-header/go/propagator": `${BY_HAND}让 propagator 来写：它会补零并转为小写，而且 Set 会替换先前的值，Header.Add 则会再加一个。`,
  "malformed-header/nodejs/propagator":
    "有人手工拼写了该 header，或复制了收到的 header 数组。让 propagator 写入一个还没有 traceparent 的对象。",
  "malformed-header/java/propagator": `${BY_HAND}让 propagator 用会替换的 setter 来写。`,
  "malformed-header/python/propagator": "有人手工拼写了该 header：hex() 不写前导零。让 propagator 来写。",
  "malformed-header/dotnet/propagator": `${BY_HAND}W3C 格式下 Activity.Id 就是有效的 traceparent；更好的做法是让 HttpClient 发送它。`,
  "malformed-header/generic/any":
    "接收方拒绝该 header 并开始新的调用链。让 SDK 的 propagator 来写，且只写一次。会合并或重复 header 的代理必须改掉这种行为。",
  "mixed-context/go/shared":
    "ctx 或 span 保存在多个请求都能访问的地方：包变量、结构体字段、池或 logger；或者 ctx 被重新赋值，使兄弟成了子。请把 ctx 作为参数传递，并让兄弟使用各自的变量。",
  "mixed-context/nodejs/shared":
    "监听器、队列或池在一个请求的上下文中运行另一个请求的工作。在调用处绑定，用 ROOT_CONTEXT 开始独立的工作，不要把 span 保存在模块变量中。",
  "mixed-context/java/scope":
    "线程池的线程保留了前一个请求的上下文。每个 Scope 都要在打开它的线程上关闭；严格模式会指出位置。",
  "mixed-context/python/detach":
    "上下文被 attach 而没有 detach，或跨越 yield 被 attach，因此该线程或任务的下一个请求继承了它。",
  "mixed-context/dotnet/static":
    "Activity 保存在静态字段中或没有 dispose，因此之后的工作挂在它之下。请 dispose 它，并在没有当前 Activity 时启动共享的循环。",
  "mixed-context/generic/any":
    "上下文在请求之间被共享：全局变量、池中的对象，或没有清理的线程。请按请求保存上下文，并在请求结束时移除。",
  "no-extract/go/grpc":
    "{to} 提供 gRPC 服务时没有 OpenTelemetry 的 stats handler，因此没有读取到达的上下文。在创建 server 的地方加上它；第二份 gRPC 选项列表不得替换第一份。",
  "no-extract/go/gin":
    "{to} 处理该路由时没有 otelgin 中间件，或从 *gin.Context 而不是请求的 context 开始 span。请在路由之前注册中间件。",
  "no-extract/go/http":
    "{to} 处理该路由时没有会 extract 上下文的 handler。请包装整个 mux，不遗漏任何路由。Gin、gorilla/mux 和 echo 有 otelgin、otelmux 和 otelecho。",
  "no-extract/nodejs/grpc": "{to} 提供 gRPC 服务，但 @grpc/grpc-js 在接入埋点之前就已加载。请加上埋点并先加载 SDK。",
  "no-extract/nodejs/http":
    "{to} 在 instrumentation-http 打补丁之前就启动了服务器，或忽略了该路由。请先加载 SDK；框架埋点需要 instrumentation-http 配合。Fastify 5 需要 @fastify/otel。",
  "no-extract/java/grpc": "{to} 创建 gRPC 服务器时没有 server interceptor。请使用 Java agent，或加上该 interceptor。",
  "no-extract/java/http":
    "{to} 处理该路由时没有埋点。请使用 Java agent，或把 servlet filter 注册在所有其他 filter 之前。",
  "no-extract/python/grpc":
    "{to} 在接入埋点之前就创建了 gRPC 服务器。请先接入埋点；grpc.aio 使用 GrpcAioInstrumentorServer。",
  "no-extract/python/http":
    "{to} 处理该路由时没有埋点。请在创建应用对象之后立即接入埋点。Flask 和 Django 有各自的 instrumentor。",
  "no-extract/dotnet/http":
    "ASP.NET Core 自己会读取上下文，但只有加上埋点才会导出它的 span。请确认没有 filter 排除该路由。",
  "no-extract/generic/any":
    "{to} 收到了上下文，却开始了新的调用链。请使用框架的已接入埋点的服务器，或手工 extract 上下文并由此开始 SERVER span。",
  "no-inject/go/grpc":
    "{from} 打开 gRPC 连接时没有 OpenTelemetry 的 stats handler，因此没有发送上下文。在建立连接的地方加上它。旧指南中的 otelgrpc interceptor 已不存在。",
  "no-inject/go/http":
    "{from} 发送请求所用的客户端不会 inject 上下文。请包装 transport，并用收到请求的 ctx 构造请求：http.Get 和 http.NewRequest 不携带上下文。",
  "no-inject/nodejs/browser":
    "浏览器只有在被明确告知时才向其他来源发送追踪 header。请写明 {to} 的来源，并让 {to} 通过 CORS 允许这些 header。",
  "no-inject/nodejs/grpc":
    "{from} 通过 gRPC 调用，但 @grpc/grpc-js 没有接入埋点，或在 SDK 启动之前就已加载。请加上埋点并先加载 SDK。",
  "no-inject/nodejs/http":
    "{from} 发送请求所用的客户端没有接入埋点。instrumentation-http 覆盖 http 和 https；fetch 和 undici 需要各自的埋点。SDK 必须在应用之前加载；ES 模块还需要 loader hook。",
  "no-inject/java/grpc": "{from} 创建 channel 时没有 client interceptor。请使用 Java agent，或加上该 interceptor。",
  "no-inject/java/http":
    "{from} 使用的 HTTP 客户端没有接入埋点。请使用 Java agent，或包装客户端。在 Spring 中注入 RestTemplate、RestClient 或 WebClient 的 builder，而不是直接 new。",
  "no-inject/python/grpc":
    "{from} 在 gRPC 客户端接入埋点之前就打开了 channel。请在启动时、创建任何 channel 之前接入；grpc.aio 使用 GrpcAioInstrumentorClient。",
  "no-inject/python/http":
    "{from} 使用的 HTTP 客户端没有接入埋点。请为实际使用的库接入：requests、httpx、aiohttp、urllib3。",
  "no-inject/dotnet/http":
    "除非被关闭，HttpClient 自己会发送上下文。请加上埋点，并且不要把 ActivityHeadersPropagator 设为 null。Grpc.Net.Client 基于 HttpClient。",
  "no-inject/generic/any":
    "{from} 发出调用时没有追踪上下文。请使用框架的已接入埋点的客户端，或手工把当前上下文 inject 到 header 中。",
  "no-propagator/go/global":
    "Go SDK 在你设置之前没有 propagator：没有它就什么也不发送、不读取，也不会记录错误。请在 main 中、创建任何客户端或服务器之前设置一次。",
  "no-propagator/nodejs/global":
    "NodeSDK 自己会设置 W3C 和 baggage；单独的 provider 只有在注册时才会。请确认 OTEL_PROPAGATORS 不是 none，textMapPropagator 不是 null。",
  "no-propagator/java/global":
    "手工构建的 SDK 没有 propagator。请设置它们，或使用自动配置的 SDK，其默认值是 tracecontext 和 baggage。请确认 otel.propagators 不是 none。",
  "no-propagator/python/global":
    "Python 的默认值是 W3C 和 baggage，说明有什么把它关掉了：OTEL_PROPAGATORS=none，或调用了 set_global_textmap。请恢复。",
  "no-propagator/dotnet/global":
    "在构建 SDK 之前 OpenTelemetry 的 propagator 什么也不做；HttpClient 和 ASP.NET Core 使用运行时自己的。请在启动时构建 SDK，并且不要把 DistributedContextPropagator 设为不输出。",
  "no-propagator/generic/global":
    "该进程有 SDK 但没有 propagator。请在启动时设置 W3C Trace Context，或在 SDK 支持时通过环境变量设置。",
  "orphan-spans/go/flush": `${NO_PARENT}如果集中在重启前后缺失，请在退出时 flush：os.Exit 和 log.Fatal 会跳过 deferred 调用。如果都来自同一个组件，请也导出它的 span。`,
  "orphan-spans/nodejs/flush": `${NO_PARENT}如果集中在重启前后缺失，请在 SIGTERM 时关闭 SDK。如果都来自同一个组件，请也导出它的 span。`,
  "orphan-spans/java/flush": `${NO_PARENT}agent 会在退出时 flush；自己的 SDK 必须关闭。`,
  "orphan-spans/python/flush": `${NO_PARENT}请在退出时关闭 provider；在 pre-fork 服务器中，请在 fork 之后于每个 worker 中构建它。`,
  "orphan-spans/dotnet/framework":
    "HttpClient 和 ASP.NET Core 会开始自己的 Activity 并传播它的 ID，即使没有任何东西导出它。请加上它们的埋点，使父 span 得以导出。",
  "orphan-spans/generic/any":
    "上下文已送达，但父 span 不在数据中。可能由代理、负载均衡器或平台创建并导出到别处；可能进程在 flush 之前就结束了；也可能被 collector 丢弃。请也在此导出该组件的 span，或不让它开始 span。",
  "outlives-parent/go/wait":
    "调用方因超时或没有等待而返回，工作却仍在继续。请等待它，给被调用方更短的期限，或使它成为用 link 指向的独立调用链。",
  "outlives-parent/nodejs/await":
    "promise 没有被 await，或调用方已放弃而工作仍在继续。请 await 它，传入 AbortSignal，或使它成为用 link 指向的独立调用链。",
  "outlives-parent/java/deadline": "调用方已放弃而工作仍在继续。请给被调用方短于调用方的期限，并在取消时停止。",
  "outlives-parent/python/deadline":
    "调用方已放弃而工作仍在继续，或任务没有被 await。请给被调用方更短的超时，并 await 任务。",
  "outlives-parent/dotnet/token":
    "调用方已放弃而工作仍在继续，或任务没有被 await。请传递 CancellationToken，并 await 任务。",
  "outlives-parent/generic/any":
    "父 span 结束后子 span 仍在继续。请等待它，给它短于调用方的期限，或使它成为用 link 指向的独立调用链。",
  "parent-cycle/go/ids": `${OWN_ANCESTOR}、从池中重复使用，或在 collector 中被改写。让 SDK 来生成；你自己的 IDGenerator 必须为每个 span 给出随机值。`,
  "parent-cycle/nodejs/ids": `${OWN_ANCESTOR}，或在 collector 中被改写。让 SDK 来生成；你自己的 idGenerator 必须为每个 span 给出随机值。`,
  "parent-cycle/generic/ids":
    "有 span 是自己的祖先：ID 是手工设置、重复使用或途中被改写的。每个 span 都需要新的随机 ID，它的父必须先于它存在。",
  "queue-not-carried/go/message": `${NO_CONTEXT}发送时 inject 到消息 header，接收时 extract。MQTT 5 有 user properties 可用；MQTT 3.1.1 没有，只能放入消息内容。同样的 carrier 也适用于 Kafka header。`,
  "queue-not-carried/nodejs/message": `${NO_CONTEXT}kafkajs 和 amqplib 有现成的埋点；MQTT 和自己的队列则在发送时 inject、接收时 extract。MQTT 5 有 user properties（protocolVersion: 5）；MQTT 3.1.1 需要放入消息内容。`,
  "queue-not-carried/java/kafka":
    "生产者和消费者都接入埋点，由旧记录构造新记录时保留 header。打开 receive telemetry 时，消费者用 link 而不是延续；这不是故障。",
  "queue-not-carried/python/celery": "发送任务的进程和每个 worker 进程都要接入埋点；worker 只在 fork 之后接入。",
  "queue-not-carried/python/message": `${NO_CONTEXT}请为客户端接入埋点（kafka-python、confluent-kafka、aiokafka、pika、aio-pika），或手工 inject 和 extract。`,
  "queue-not-carried/dotnet/message": `${NO_CONTEXT}请为客户端接入埋点（Confluent.Kafka、MassTransit、Azure），或手工 inject 和 extract。`,
  "queue-not-carried/generic/any": `${NO_CONTEXT}发送时 inject 到消息 header，接收时 extract。由多条消息组成的批次用 link 指向每一条。`,
  "sampling-mismatch/go/parent-based": `${NOT_FOLLOWED}请用 ParentBased 包装它的采样器，只在调用链开始之处设置比例。`,
  "sampling-mismatch/nodejs/parent-based": `${NOT_FOLLOWED}请用 ParentBasedSampler 包装它的采样器，只在调用链开始之处设置比例。`,
  "sampling-mismatch/java/parent-based": `${NOT_FOLLOWED}请使用 parent-based 采样器。`,
  "sampling-mismatch/dotnet/parent-based": `${NOT_FOLLOWED}请用 ParentBasedSampler 包装它的采样器。`,
  "sampling-mismatch/generic/environment": `${NOT_FOLLOWED}请在各处使用 parent-based 采样器。使用尾部采样时，一条调用链的全部 span 必须到达同一个 collector。`,
  "uncorrelated-logs/go/zap": "otelzap 从保存 context 的字段取得 span。没有该字段就没有 ID。",
  "uncorrelated-logs/go/logrus": "otellogrus 从 entry 的 context 取得 span。",
  "uncorrelated-logs/go/slog":
    "slog.Info 没有 ctx，也就没有 span。请在会读取它的 logger 上调用带 Context 的方法：otelslog 会把日志连同 ID 一起发送。",
  "uncorrelated-logs/nodejs/winston":
    "winston 在加载时被打补丁。请先加载 SDK；要发送日志，还需安装 @opentelemetry/winston-transport。",
  "uncorrelated-logs/nodejs/pino":
    "logger 在加载时被打补丁，并且只在活动的 span 内添加 ID。请先加载 SDK，并在 startActiveSpan 或请求处理函数内写日志。Bunyan 和 winston 也有埋点。",
  "uncorrelated-logs/java/logback": "请使用会添加 ID 的 Java agent，或加上 appender 并把 SDK 装入其中。",
  "uncorrelated-logs/python/logging": "请为 logging 接入埋点：它会把日志连同 ID 发送，并可按要求写入日志行。",
  "uncorrelated-logs/dotnet/ilogger":
    "ILogger 从 Activity.Current 取得 ID。请加上 OpenTelemetry provider，并在 Activity 为当前时写日志。",
  "uncorrelated-logs/generic/any":
    "logger 不知道当前的 span。请使用该 logger 的 OpenTelemetry 桥接，或在每条日志中加上当前 span 的 trace_id 和 span_id。",
  "unknown-service/go/resource": `${NO_NAME}请设置 OTEL_SERVICE_NAME，或在构建 provider 时给出 resource。`,
  "unknown-service/nodejs/name": `${NO_NAME}请设置 OTEL_SERVICE_NAME，或在 NodeSDK 中命名。SDK 2 中用 resourceFromAttributes 创建 resource。`,
  "unknown-service/generic/environment":
    "resource 没有指明服务，因此它的 span 会与其他所有无名程序的混在一起。请在启动时命名。",
  "unknown/go/capture": `${CAPTURE}请暂时记录追踪 header：客户端记录发送了什么，服务端记录收到了什么。依次检查 propagator、transport 和 handler。`,
  "unknown/nodejs/capture": `${CAPTURE}请暂时在两边捕获追踪 header，并让 SDK 说明它在做什么。`,
  "unknown/java/capture": `${CAPTURE}请暂时在两边捕获追踪 header。`,
  "unknown/python/capture": `${CAPTURE}请暂时在两边捕获追踪 header。`,
  "unknown/dotnet/capture": `${CAPTURE}请暂时记录收到的 header。`,
  "unknown/generic/capture": `${CAPTURE}请暂时在两边把 traceparent 记录为 span 属性：发送了什么，收到了什么。`,
};
