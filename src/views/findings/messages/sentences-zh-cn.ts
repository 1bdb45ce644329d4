/**
 * 诊断语句的中文：键是 propagation 中 say`…` 的英文模板（model/sentence.ts），{0}、{1} 是其中的值。
 * 缺少的语句会以英文显示；测试保证每个模板都在这里。
 */

const COUNTS: Readonly<Record<string, string>> = {
  "{0} calls": "{0} 次调用",
  "{0} HTTP calls": "{0} 次 HTTP 调用",
  "{0} gRPC calls": "{0} 次 gRPC 调用",
  "{0} RPC calls": "{0} 次 RPC 调用",
  "{0} lost calls": "{0} 次丢失上下文的调用",
  "{0} traceparents": "{0} 个 traceparent",
  "{0} spans": "{0} 个 span",
  "{0} SERVER spans": "{0} 个 SERVER span",
  "{0} other spans": "另外 {0} 个 span",
  "{0} requests": "{0} 个请求",
  "{0} messages": "{0} 条消息",
  "{0} parents": "{0} 个父 span",
  "{0} missing parents": "{0} 个缺失的父 span",
  "{0} other cases": "另外 {0} 种情况",
  "{0} roots": "{0} 个根 span",
  "{0} ends": "{0} 次结束",
  "{0} traces": "{0} 条调用链",
  "{0} log records": "{0} 条日志",
  "{0} records": "{0} 条日志",
  "{0} other records": "另外 {0} 条日志",
  "{0} links": "{0} 个 link",
  "{0} and {1}": "{0} 和 {1}",
  "{0} and {1} more": "{0} 等（另有 {1} 个）",
  "Suspected: {0}": "疑似：{0}",
};

const LOST_CONTEXT: Readonly<Record<string, string>> = {
  "{0} never ends the span above {1}, or something drops it": "{0} 从未结束 {1} 之上的 span，或者有环节丢弃了它",
  "No span of that kind is anywhere in these data, so it is never ended, or it is always dropped.":
    "这些数据中没有任何这类 span：要么它从未结束，要么总是被丢弃。",
  "A collector's filter or a processor of the SDK drops these spans by name or kind.":
    "collector 的过滤器或 SDK 的 processor 按名称或类型丢弃了这些 span。",
  "A debug exporter in the process tells: if the span is printed there, it is dropped later; if not, it is never ended.":
    "在进程内使用调试 exporter 即可分辨：如果那里打印了该 span，它是之后被丢弃的；如果没有，就是从未结束。",
  "{0} sends {1} the id of a span that it never exports": "{0} 发给 {1} 的是一个从未导出的 span 的 id",
  "They lie in requests that {0} was serving, and {1} exports no CLIENT span for these calls.":
    "它们位于 {0} 正在处理的请求之中，而 {1} 没有为这些调用导出 CLIENT span。",
  "A filter drops the CLIENT spans of this service.": "过滤器丢弃了该服务的 CLIENT span。",
  "A proxy beside {0} puts its own span id into the header and exports elsewhere.":
    "{0} 旁边的代理把自己的 span id 写入 header，并导出到别处。",
  "{0}'s entries hang below X-Ray segments that are not exported here":
    "{0} 的入口挂在没有导出到此处的 X-Ray segment 之下",
  "Their trace ids begin with the second in which they were made, as X-Ray's do: the platform puts the id of its own segment into the header, and only X-Ray gets that segment.":
    "它们的 trace id 以生成时的秒数开头，与 X-Ray 相同：平台把自己的 segment id 写入 header，而只有 X-Ray 会收到该 segment。",
  "The segments are in another store, which these data were not read from.":
    "这些 segment 在另一个存储中，而这些数据并非来自那里。",
  "Their parents ended outside of what their services sent here: the data are part of a longer recording, or spans are still arriving.":
    "它们的父 span 结束于各服务在此发送的范围之外：数据是更长记录的一部分，或者 span 仍在到达。",
  "Spans are missing here and there in several services alike: an exporter, a collector or a sampler between them and this file dropped some. Nothing is said of single services.":
    "多个服务都零星缺失 span：它们与此文件之间的 exporter、collector 或采样器丢弃了一部分。因此不对单个服务下结论。",
  "Spans of this kind are nowhere in these data: a filter in the pipeline or in the SDK dropped them. The context was carried.":
    "这些数据中没有任何这类 span：管道或 SDK 中的过滤器丢弃了它们。上下文已正确传递。",
  "Something between their caller and them, a proxy or gateway, passed the context on with a span of its own that is not exported here.":
    "调用方与它们之间的代理或网关传递了上下文，但其自身的 span 没有导出到此处。",
  "{0} from {1} to {2} lost the context, and nothing tells them from those that kept it.":
    "{0}（从 {1} 到 {2}）丢失了上下文，与保留上下文的调用没有任何可区分之处。",
  "{0} into {1} lost the context ({2}).": "进入 {1} 的 {0} 丢失了上下文（{2}）。",
  "All of them were made in {0}.": "它们全部由 {0} 发出。",
  "All of them were served by {0}.": "它们全部由 {0} 处理。",
  "All of them concern instance {0}.": "它们全部涉及实例 {0}。",
  "All of them went to {0}, and no call that went there kept the context.":
    "它们全部发往 {0}，而发往该地址的调用无一保留上下文。",
  "{0} records request headers, and no traceparent came with these.":
    "{0} 会记录请求 header，而这些请求没有带 traceparent。",
  "{0} has no propagator.": "{0} 没有 propagator。",
  "{0}'s client is set up otherwise for these calls.": "{0} 对这些调用使用了不同的客户端配置。",
  "Record traceparent on the server (OTEL_INSTRUMENTATION_HTTP_CAPTURE_HEADERS_SERVER_REQUEST=traceparent): if it arrives, the receiver does not read it; if not, the sender or the way between them loses it.":
    "在服务端记录 traceparent（OTEL_INSTRUMENTATION_HTTP_CAPTURE_HEADERS_SERVER_REQUEST=traceparent）：如果收到了，就是接收方没有读取；如果没收到，就是发送方或中间环节丢失了它。",
  "{0} does not send the trace context to {1}": "{0} 没有把追踪上下文发送给 {1}",
  "{0} does not read the trace context that it is sent": "{0} 没有读取发给它的追踪上下文",
  "{0} has no propagator: it neither reads nor sends the trace context":
    "{0} 没有 propagator：既不读取也不发送追踪上下文",
  "{0}'s gRPC metadata reaches {1} without traceparent": "{0} 的 gRPC metadata 到达 {1} 时没有 traceparent",
  "{0} sends {1} a traceparent that is malformed": "{0} 发给 {1} 的 traceparent 格式错误",
  "{0} sends the context in a form that {1} does not read": "{0} 发送上下文的格式是 {1} 不读取的",
  "Something between {0} and {1} drops the traceparent header": "{0} 与 {1} 之间的某个环节丢弃了 traceparent",
  "{0} forwards the traceparent it received to {1} instead of its own":
    "{0} 把收到的 traceparent 原样转发给 {1}，而不是发送自己的",
  "The trace id is cut to 64 bits between {0} and {1}": "trace ID 在 {0} 与 {1} 之间被截断为 64 位",
  "Messages from {0} to {1} do not carry the trace context": "从 {0} 到 {1} 的消息没有携带追踪上下文",
  "The trace context is lost between {0} and {1}": "追踪上下文在 {0} 与 {1} 之间丢失",
  "{0} sometimes runs {1} outside of the request that asked for it": "{0} 有时在发起请求的上下文之外执行 {1}",
  "{0} starts {1} from an empty context": "{0} 从空的上下文开始 {1}",
  "{0} named {1} began while a request of the same instance was open.":
    "{0}（名称 {1}）开始时，同一实例上有请求正在处理。",
  "{0} recorded {1} from {2} that no receiver may accept.": "{0} 记录到来自 {2} 的 {1}，任何接收方都不能接受。",
  "A proxy between {0} and {1} rewrites the header.": "{0} 与 {1} 之间的代理改写了该 header。",
  "{0} received {1} and no traceparent in {2} of {3} from {4}.":
    "来自 {4} 的 {3}中，{0} 有 {2} 次收到的是 {1}，而没有 traceparent。",
  "{0} sends its context in a form that {1} does not read.": "{0} 发送上下文的格式是 {1} 不读取的。",
  "Change either side: {0} to send traceparent, or {1} to read {2}.":
    "修改任一方：让 {0} 发送 traceparent，或让 {1} 读取 {2}。",
  "{0} recorded a valid traceparent in {1} of {2} and began a new trace all the same.":
    "在 {2}中有 {1} 次，{0} 记录到有效的 traceparent，却仍然开始了新的调用链。",
  "{0} starts new traces on purpose, as a public endpoint does; then it should link to its caller.":
    "{0} 有意开始新的调用链，公开的入口常这样做；那么它应当用 link 指向调用方。",
  "{0} recorded that it sent traceparent in {1}; {2} received none in {3} of them.":
    "{0} 记录到自己在 {1}中发送了 traceparent；其中 {3} 次 {2} 没有收到。",
  "A propagator looks up the key traceparent, spelt exactly so, and no other.":
    "propagator 只查找 traceparent 这个键，拼写必须完全一致。",
  "Both sides do their part: what lies between them drops the header.":
    "两边都没有问题：是它们之间的环节丢弃了该 header。",
  "{0} of the same operation kept their parent: {1} are lost.": "同一操作的{0}保留了父 span：丢失的占 {1}。",
  "{0} lack the child that the other requests have.": "{0}缺少其他请求都有的子 span。",
  "{0} lack the child that the other {1} requests have.": "{0}缺少其他 {1} 请求都有的子 span。",
  "{0} of them fit a request in time, {1} after the same step at most; by chance it would be {2}.":
    "其中 {0} 在时间上与某个请求吻合，距同一步骤最多 {1}；若是巧合应为 {2}。",
  "{0} of them fit a request in time; by chance it would be {1}.":
    "其中 {0} 在时间上与某个请求吻合；若是巧合应为 {1}。",
  "{0}, by the same client, did now and then.": "同一客户端的 {0} 有时保留了。",
  "None of them kept its parent.": "没有一个保留了父 span。",
  "Two call sites share the operation's name, and one of them starts from an empty context.":
    "两处代码使用了相同的操作名，其中一处从空的上下文开始。",
  "The work is meant to be a trace of its own; then it should link to the request that asked for it.":
    "这项工作本就应是独立的调用链；那么它应当用 link 指向发起它的请求。",
  "Every lost call went through {0}; every call to {1} kept the context.":
    "丢失上下文的调用都经过 {0}；发往 {1} 的调用都保留了上下文。",
  "Only {0} is lost; {1} of the same service keep the context.": "只有 {0} 丢失；同一服务的 {1} 保留了上下文。",
  "Every lost call was made by {0}; those made by {1} kept the context.":
    "丢失上下文的调用都由 {0} 发出；由 {1} 发出的保留了上下文。",
  "Every lost call was served by {0}; those served by {1} kept the context.":
    "丢失上下文的调用都由 {0} 处理；由 {1} 处理的保留了上下文。",
  "Only calls of instance {0} are lost; those of {1} keep the context.":
    "只有实例 {0} 的调用丢失；{1} 的调用保留了上下文。",
  "Only calls into instance {0} are lost; those into {1} keep the context.":
    "只有进入实例 {0} 的调用丢失；进入 {1} 的保留了上下文。",
  "Only calls made in {0} are lost; those made in {1} keep the context.":
    "只有在 {0} 中发出的调用丢失；在 {1} 中发出的保留了上下文。",
  "{0} of {1} from {2} to {3} lost the context.": "从 {2} 到 {3} 的 {1}中有 {0} 次丢失了上下文。",
  "{0} of {1} name a parent that is in another trace, whose id ends in the same 16 hex digits: the first 16 were cut.":
    "{1} 的 {0}指向另一条调用链中的父 span，两条链的 ID 后 16 位相同：前 16 位被截断了。",
  "The parent is the very call of {0} each time, so the two traces can be joined without a doubt.":
    "每一次的父 span 正是 {0} 发出的调用，因此两条调用链可以确定地连接起来。",
  "Something between {0} and {1} shortens the id, rather than {2} itself.":
    "截断 ID 的也可能是 {0} 与 {1} 之间的某个环节，而不是 {2} 自身。",
  "{0} of {1} have the same parent as the span of {2} that called them, one level too high.":
    "{1} 的 {0}与调用它们的 {2} 的 span 拥有同一个父 span，高了一层。",
  "{0}'s own calls have no child: it sends on the traceparent that it received.":
    "{0} 自己的调用没有子 span：它转发了收到的 traceparent。",
  "A proxy between {0} and {1} puts back the header that came with the first request.":
    "{0} 与 {1} 之间的代理放回了最初请求携带的 header。",
  "All {0} calls into {1} begin a new trace, and so do all {2} calls that {3} makes.":
    "进入 {1} 的全部 {0} 次调用都开始了新的调用链，{3} 发出的全部 {2} 次调用也是如此。",
  "{0} makes and exports its spans, so its SDK runs; what it lacks is the part that writes and reads headers.":
    "{0} 会创建并导出 span，说明 SDK 在运行；缺少的是写入和读取 header 的部分。",
  "{0} keeps the context with other services.": "{0} 与其他服务之间保留了上下文。",
  "{0} keep the context with other services.": "{0} 与其他服务之间保留了上下文。",
  "Two faults at once: {0} does not extract, and its HTTP client does not inject.":
    "同时有两处故障：{0} 没有 extract，它的 HTTP 客户端也没有 inject。",
  "Other protocols keep the context out of {0} ({1} hops), so its propagator works.":
    "{0} 用其他协议发出的调用（{1} 跳）保留了上下文，说明它的 propagator 有效。",
  "Something on the way from {0} to {1} drops the header.": "从 {0} 到 {1} 途中的某个环节丢弃了该 header。",
  "A proxy in front of {0} drops the header for all of its callers.": "{0} 前面的代理丢弃了所有调用方的 header。",
  "All {0} into {1} lose the context, whoever makes them: {2}.": "进入 {1} 的 {0}全部丢失上下文，无论由谁发出：{2}。",
  "{0} keeps it when it calls {1}.": "{0} 调用 {1} 时保留了上下文。",
  "All {0} of {1} lose the context, whomever it calls: {2}.": "{1} 的 {0}全部丢失上下文，无论调用谁：{2}。",
  "{0} keeps it when calling {1}.": "{0} 调用 {1} 时保留了上下文。",
  "{0} keep it when calling {1}.": "{0} 调用 {1} 时保留了上下文。",
  "{0} from {1} to {2} lost the context ({3}).": "从 {1} 到 {2} 有 {0}丢失了上下文（{3}）。",
  "{0} reads it well: {1} of its calls from {2} are linked.": "{0} 能正常读取：来自 {2} 的 {1} 次调用连接完好。",
  "{0} sends it well: {1} of its calls to {2} are linked.": "{0} 能正常发送：发往 {2} 的 {1} 次调用连接完好。",
  "{0} makes no CLIENT span for them: its client is not instrumented.":
    "{0} 没有为这些调用创建 CLIENT span：它的客户端没有接入埋点。",
  "{0} makes no SERVER span for them: its server is not instrumented.":
    "{0} 没有为这些调用创建 SERVER span：它的服务端没有接入埋点。",
  "{0} reads the context of other protocols.": "{0} 能读取其他协议的上下文。",
  "{0} sends the context by other protocols.": "{0} 能用其他协议发送上下文。",
  "{0} does not inject the context.": "{0} 没有 inject 上下文。",
  "{0} does not extract it.": "{0} 没有 extract 上下文。",
  "{0} of {1} from {2} to {3} arrived without context: their CONSUMER spans are roots, and have no link either.":
    "从 {2} 到 {3} 的 {1}中有 {0} 条到达时没有上下文：它们的 CONSUMER span 是根，也没有 link。",
  "{0} does not read the context out of the message.": "{0} 没有从消息中读取上下文。",
  "No other gRPC edge is there to compare with.": "没有其他 gRPC 连接可以比较。",
  "Neither service has another edge to compare with, and no request headers were recorded.":
    "两个服务都没有其他连接可以比较，也没有记录请求的 header。",
  "Something between them drops the header. Recording traceparent as a span attribute on both sides would tell.":
    "它们之间的某个环节丢弃了 header。在两边把 traceparent 记录为 span 属性即可分辨。",
  "The broker, or whoever copies messages between queues, drops their headers.":
    "消息中间件，或在队列之间复制消息的程序，丢弃了消息的 header。",
};

const OTHER_RULES: Readonly<Record<string, string>> = {
  "The clock of {0} is {1} ahead of that of {2}": "{0} 的时钟比 {2} 快 {1}",
  "The clock of {0} is {1} behind that of {2}": "{0} 的时钟比 {2} 慢 {1}",
  "{0} from {1} to {2} are shifted by {3}, half of them within {4} of that.":
    "从 {1} 到 {2} 的 {0}都偏移了 {3}，其中一半与此相差不到 {4}。",
  "A call leaves room for {0} at most, so the shift is the clock's.": "一次调用最多只有 {0} 的余地，因此偏移来自时钟。",
  "{0} is instrumented twice": "{0} 被重复接入埋点",
  "{0} of {1} lie within a SERVER span of {2} for the same request, as {3} does.":
    "{1} 的 {0}位于 {2} 为同一请求创建的 SERVER span 之内，例如 {3}。",
  "{0} have an id that another span of their trace has ({1} of this service's spans).":
    "{0}的 ID 与同一调用链中另一个 span 相同（占该服务 span 的 {1}）。",
  "{0} exports spans twice": "{0} 重复导出 span",
  "{0} receives propagation headers that disagree": "{0} 收到的传播 header 相互矛盾",
  "{0} carried formats that name different contexts.": "{0}携带的几种格式指向不同的上下文。",
  "A proxy on the way adds headers of its own beside the caller's.": "途中的代理在调用方的 header 之外又加上了自己的。",
  "{0} ({1}) name {2} that {3} never exported.": "{0}（{1}）指向 {2}，而 {3} 从未导出它们。",
  "Their flags say that the parent was in the same process (0x100 without 0x200), in {0} of {1} cases.":
    "{1} 例中有 {0} 例，其 flags 说明父 span 在同一进程内（有 0x100 而无 0x200）。",
  "In {0} the span is there and is named {1}.": "在{0}中该 span 存在，名称为 {1}。",
  "{0} left several children behind.": "{0}各留下了多个子 span。",
  "{0} of the {1} traces hold an error: the path that leaves early skips the end.":
    "{1} 条调用链中有 {0} 条包含错误：提前返回的路径跳过了结束。",
  "{0} starts {1} and does not always end it": "{0} 开始了 {1}，却不总是结束它",
  "a span above {0}": "{0} 之上的 span",
  "Their flags do not say where the parent was; by their kind it was in the same process.":
    "其 flags 没有说明父 span 在哪里；从类型看是在同一进程内。",
  "The process stopped before it had sent these spans.": "进程在发送这些 span 之前就停止了。",
  "A processor or exporter of this service drops single spans.": "该服务的 processor 或 exporter 丢弃了个别 span。",
  "{0} have an id that is not valid ({1} of this service's spans).": "{0}的 ID 无效（占该服务 span 的 {1}）。",
  "{0} exports ids that are not valid": "{0} 导出了无效的 ID",
  "{0} gives {1} the context of another request": "{0} 把另一个请求的上下文给了 {1}",
  "{0} of {1} named {2} do not follow on the steps of their own request, and follow exactly on those of another that lacks one.":
    "名称为 {2} 的 {1}中有 {0} 个与自己请求的步骤不衔接，却与另一个恰好缺少它的请求完全衔接。",
  "{0} have no {1}; {2} of them would fit some request by chance.":
    "{0}没有 {1}；若是巧合，其中 {2} 会与某个请求吻合。",
  "{0} of them begin or end after the request they hang in.": "其中 {0} 个在所挂请求结束之后才开始或结束。",
  "{0} is started by a worker that serves several requests at once and picks the wrong one.":
    "{0} 由同时处理多个请求的 worker 启动，并选错了请求。",
  "{0} serves requests in the context of earlier ones": "{0} 在先前请求的上下文中处理新的请求",
  "{0} are children of a span of the same instance that had ended before they began: a thread kept its old context.":
    "{0}的父 span 属于同一实例，且在它们开始之前就已结束：线程保留了旧的上下文。",
  "{0} exits before it has sent its last spans": "{0} 在发送完最后的 span 之前就退出了",
  "{0} of {1} are missing, all of them where an instance of it ended ({2} in this data).":
    "{1} 缺少 {0}，都在它的某个实例结束之处（数据中有 {2}）。",
  "{0} to {1} there have no answer in this data.": "那段时间里，对 {1} 的{0}在数据中没有应答。",
  "Its exporter did not work until then.": "在那之前它的导出器没有工作。",
  "What they called was exported: {0} without a parent.": "它们调用的一方已导出：{0}没有父 span。",
  "Spans of {0} are missing above those that they called": "{0} 缺少一些 span，而它们所调用的 span 都在",
  "Spans of {0} name a parent that nobody exported": "{0} 的 span 指向没有任何人导出的父 span",
  "{0} named by {1} are on no span, though the rest of their traces is there.":
    "{1}所指的 {0}不存在，而调用链的其余部分都在。",
  "Other spans of {0} in the same traces were exported, so the service was recording.":
    "同一调用链中 {0} 的其他 span 已导出，说明该服务在记录。",
  "The instance was killed, and no flush could have helped.": "实例被强制终止，flush 也无济于事。",
  "{0} of {1} to {2} lie around them and have no answer: what is called there passes the context on and sends no spans.":
    "{1} 对 {2} 的{0}把它们包在其中，却没有应答：被调用的一方传递了上下文，但不发送 span。",
  "something unnamed": "未具名的一方",
  "{0} makes these calls in {1}, and here no span of it was exported.":
    "在 {1} 中这些调用由 {0} 发出，而这里它没有导出任何 span。",
  "another environment": "另一个环境",
  "{0} passes the context on and sends no spans": "{0} 传递了上下文，却不发送 span",
  "It exits before it has sent anything.": "它在发送任何内容之前就退出了。",
  "No service of this data is known to call these operations: a proxy may put its own span between.":
    "数据中没有已知的服务调用这些操作：可能是代理在中间加入了自己的 span。",
  "A proxy or platform between the services puts its own span id into the header and does not export that span.":
    "服务之间的代理或平台把自己的 span ID 写入 header，却不导出那个 span。",
  "The exporter's queue was full, or the collector dropped spans.": "exporter 的队列已满，或 collector 丢弃了 span。",
  "Spans are still arriving.": "span 仍在陆续到达。",
  "{0} works on after {1} has given up": "{1} 放弃之后 {0} 仍在继续工作",
  "{0} of {1} from {2} to {3} ({4}) ended with an error after {5}, and {6} took {7} longer than that.":
    "从 {2} 到 {3} 的 {1}中有 {0} 次（{4}）在 {5} 后以错误结束，而 {6} 比这多用了 {7}。",
  "{0} of them ended well at {1}: work that nobody waited for.": "其中 {0} 次在 {1} 正常结束：已无人等待的工作。",
  "{0} is overloaded, and the requests waited in it before they were read.": "{0} 过载，请求在被读取之前已在其中等待。",
  "{0} are their own ancestors ({1} of this service's spans).": "{0}是自己的祖先（占该服务 span 的 {1}）。",
  "Parents in {0} form a circle": "{0} 中的父子关系形成了环",
  "{0} decides for itself which traces it records": "{0} 自行决定记录哪些调用链",
  "{0} has no span at all in {1} ({2}) whose other spans are there, above it and below it.":
    "在 {1}（{2}）中 {0} 完全没有 span，而它之上和之下的 span 都在。",
  "In the {0} in which it is, it is whole: it is kept or dropped trace by trace.":
    "在有它的 {0}中它是完整的：它是按整条调用链保留或丢弃的。",
  "{0} of the services that it calls name a parent of it that was not exported.":
    "它所调用的服务有 {0}指向它未导出的父 span。",
  "A tail sampler or collector that sees only a part of each trace drops {0}'s part.":
    "只看到部分调用链的尾部采样器或 collector 丢弃了 {0} 的那一部分。",
  "{0} exports to another store in these traces.": "在这些调用链中 {0} 导出到了另一个存储。",
  "{0} writes log records without trace id while it serves requests": "{0} 在处理请求时写出没有 trace ID 的日志",
  "{0} of {1} of {2} have no trace id.": "{2}的{1}中有 {0} 条没有 trace ID。",
  "{0} ({1})": "{0}（{1}）",
  "{0} of them were written while a request of the same instance was open; by chance it would be {1}, seen are {2}.":
    "其中 {0} 条写出时同一实例上有请求正在处理；若是巧合应为 {1}，实际为 {2}。",
  "{0} can belong to one request only; for the others the likeliest is listed.":
    "{0}只可能属于一个请求；其余的列出最可能的请求。",
  "{0} of the same logger have their ids.": "同一 logger 的{0}带有 ID。",
  "{0} of other loggers in this data have their ids.": "数据中其他 logger 的 {0}带有 ID。",
  "Log records of {0} name spans that are not in their trace": "{0} 的日志指向不在其调用链中的 span",
  "{0} name a trace that is here and a span that is not: the span was never ended or not exported, or the record got the id of another span.":
    "{0}所指的调用链在数据中，span 却不在：该 span 从未结束或未导出，或日志取到了另一个 span 的 ID。",
  "The records come from a timer or a queue that serves no request.": "这些日志来自不处理请求的定时器或队列。",
  "{0} come from a service without a name": "{0}来自没有名称的服务",
  "service.name is {0}, which the SDK puts where nobody set one: services without a name cannot be told apart.":
    "service.name 为 {0}，这是无人设置时 SDK 填入的值：没有名称的服务无法区分。",
};

const VERDICTS: Readonly<Record<string, string>> = {
  "{0} have no root here, and nothing above the spans that name a parent: the file is a part of a larger store. No service is to blame.":
    "{0}在这里没有根，指向父 span 的那些 span 之上也什么都没有：该文件只是更大存储的一部分。没有服务有责任。",
  "{0} begin below a caller of which nothing is here: it was not sampled, or its spans are in another store. The context was carried.":
    "{0}的调用方在这里没有任何 span：它没有被采样，或其 span 在另一个存储中。上下文已经传递。",
  "{0} of {1} begin a trace of their own and link to the call of {2}: a restart on purpose.":
    "{1} 的 {0}开始了自己的调用链，并用 link 指向 {2} 的调用：有意的重新开始。",
  "{0} lead from consumers of {1} to messages of {2}: a batch has many causes, so it links instead of having a parent.":
    "{0}从 {1} 的消费者指向 {2} 的消息：一个批次有多个来源，因此用 link 而不是父 span。",
  "{0} of {1} to a database have no child: a database sends no spans.":
    "{1} 对数据库的 {0}没有子 span：数据库不发送 span。",
  "{0} of {1} got no span of {2} in answer: it did not record them, or they never reached it.":
    "{1} 的 {0}没有得到 {2} 的 span：它没有记录这些调用，或者调用没有到达它。",
  "{0} of {1} go to something that sends no spans here.": "{1} 的 {0}去往不在此发送 span 的一方。",
  "{0} of {1} are called by nobody in this data: entries from outside.":
    "{1} 的 {0}在数据中没有调用者：来自外部的入口。",
  "Their caller said that it records nothing: the traceparent that they recorded ends in 00. The context was carried as it should be.":
    "调用方声明自己不记录：它们记录的 traceparent 以 00 结尾。上下文已正确传递。",
  "Their parents are missing at the very end of the data and nowhere else: they were not over, or not yet sent, when the recording stopped.":
    "父 span 只在数据的最末尾缺失：记录停止时它们尚未结束或尚未发送。",
  "{0} got spans seconds ago, and may get more: nothing is said about them yet.":
    "{0}几秒前刚收到 span，可能还会有更多：暂不作判断。",
  "{0} of {1} from {2} to {3} are followed by a trace of their own.":
    "从 {2} 到 {3} 的 {1} 中，有 {0} 条之后另起了一条链路。",
  "{0} makes no CONSUMER span for them: its worker is not instrumented.":
    "{0} 没有为它们生成 CONSUMER span：它的 worker 没有接入埋点。",
  "{0} of {1} succeeded and got no span of it ({2}); in the traces of the other {3} it is whole, with what it calls.":
    "对 {1} 的 {0}成功了，却没有它的 span（{2}）；在另外 {3} 次调用的链路里它是完整的，包括它的下游调用。",
  "It is all or nothing, trace by trace, from one request to the next.": "每条链路要么全有，要么全无，逐个请求变化。",
  "{0} of {1} name traces that are here and spans that are not: it served them and recorded nothing.":
    "{1} 的 {0}指向的链路在这里、span 却不在：它处理了这些请求，但没有记录。",
  "A cache in front of {0} answers in its place.": "{0} 前面的缓存代替它作了应答。",
  "{0} records nothing of what {1} calls, and its answers come": "{0} 没有记录 {1} 的任何调用，但都作了应答",
  "{0} from {1} to {2} were answered without an error, and none has a span there.":
    "从 {1} 到 {2} 的 {0}都得到了无错误的应答，却没有一个在那里有 span。",
  "{0} records the same operation for {1}: {2}.": "{0} 为 {1} 记录了同样的操作：{2}。",
  "{0} sends a traceparent whose sampled flag is off (…-00), so a parent-based sampler drops the callee's part.":
    "{0} 发送的 traceparent 的采样标志为关（…-00），基于父级的采样器因此丢弃了被调方的部分。",
  "{0}'s own sampler drops these traces.": "{0} 自己的采样器丢弃了这些链路。",
  "Record traceparent at the callee, or log it once: 01 at its end means that the callee's sampler is the reason, 00 that the caller's is.":
    "在被调方记录 traceparent，或打印一次：结尾是 01 说明原因在被调方的采样器，是 00 说明原因在调用方。",
  "{0} of {1} hang on a span of {2} that is no call; the call that made them lies around them, and has no child.":
    "{1} 的 {0}挂在 {2} 的一个并非调用的 span 之下；真正的调用把它们包在里面，却没有子 span。",
  "{0} writes the header from the span around the call, before or instead of the CLIENT span.":
    "{0} 写入头部时用的是调用外层的 span，早于或代替了 CLIENT span。",
  "The CLIENT span belongs to another call that {0} made at the same time.":
    "该 CLIENT span 属于 {0} 同时发出的另一个调用。",
  "{0} sends {1} the context of the span around its call instead of the call's own":
    "{0} 发给 {1} 的是调用外层 span 的上下文，而不是调用自己的",
  "{0} was asked at another port than {1} asked: something between them passes the requests on.":
    "{0} 被请求的端口与 {1} 请求的端口不同：两者之间有东西在转发请求。",
  "Something that {0} calls": "{0} 调用的某个服务",
  "What {0} calls at {1}": "{0} 在 {1} 调用的服务",
  "{0} sends no spans here: each root of {1} lies in such a call. If it calls {2}, run the instrumentation there.":
    "{0}没有在此发送 span：{1} 的每个根 span 都位于这样的调用之内。如果是它调用了 {2}，请在那里接入埋点。",
};

export const sentences: Readonly<Record<string, string>> = { ...COUNTS, ...LOST_CONTEXT, ...OTHER_RULES, ...VERDICTS };
