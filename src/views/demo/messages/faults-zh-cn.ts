/** 演示中各种错误与误会的中文，键是错误表（src/demo/faults）中的 id；测试保证一个不缺，一个不多。代码保持原样；只有一行注释、没有代码的，给出中文。 */
import type { DemoWords, FaultWords } from "../localise-demo.ts";

const comment = (text: string) => ({ go: `// ${text}`, typescript: `// ${text}` });

const HTTP: Readonly<Record<string, FaultWords>> = {
  "http-no-inject": {
    title: "HTTP 客户端没有 inject 上下文",
    sentence: "手写的客户端创建了 span，却忘了写入 header：被调用方只好另起一条调用链。",
    where: "storefront 自己封装的 HTTP 客户端，影响它对 checkout 和 ledger 的每次调用",
    why: "span 只存在于一个进程之内，只有 header 能把它的 ID 带到下一个进程。没有 traceparent，被调用方无从延续，它的 SERVER span 就成了新调用链的根。表现为：这个调用方的每次调用都是没有子 span 的 CLIENT span，而同一服务的其他调用方连接完好。",
  },
  "http-no-extract": {
    title: "HTTP 服务端没有 extract 上下文",
    sentence: "每个调用方都发来了 traceparent，服务端却凭空开始自己的 span。",
    where: "ledger 手写的 handler，影响它的所有调用方",
    why: "header 送到了，却没有人读取。无论谁发来请求，进入该服务后都会开始新的调用链。所有调用方都丢在同一个被调用方，在别处都不丢：这一点把它与忘记 inject 的客户端区分开来。",
  },
  "no-propagator": {
    title: "没有配置 propagator",
    sentence: "SDK 和各种 instrumentation 都在，propagator 却是默认的空实现。",
    where: "payment：从 checkout 收到的和发给 ledger 的",
    why: "OpenTelemetry 的 API 在配置之前什么也不做：Go 的全局 propagator 默认就是空的。span 照常创建和导出，单看这个服务毫无异常。问题出现在它的两侧：它收到的都成了新的根，它调用的也都成了新的根。",
  },
  "gateway-strips": {
    title: "网关丢弃了 header",
    sentence: "反向代理只转发它认识的 header，traceparent 不在其中。",
    where: "checkout 与 payment 之间的网关；退款请求绕过它，连接完好",
    why: "两边的服务都没有做错，是它们之间的环节没有把 header 传下去。调用方的 span 记录了发出的 traceparent，被调用方的 span 却没有收到。同样两个服务之间，绕过网关的调用连接完好：这就是证据。",
  },
  "header-reused": {
    title: "收到的 header 被原样转发",
    sentence: "调用方把自己收到的 traceparent 复制到下一次调用：被调用方挂高了一层。",
    where: "checkout 手写的 payment 客户端，它复制了收到的 header",
    why: "traceparent 指明的是发送方的 span（16 位十六进制数字，8 个字节），因此每一跳都要写自己的。原样转发时，它指的是调用方的调用方。trace ID 仍然正确，树却被压平了：CLIENT span 没有子 span，被调用方成了调用它的服务的兄弟。",
  },
};

const FORMATS: Readonly<Record<string, FaultWords>> = {
  "traceparent-malformed": {
    title: "traceparent 格式错误",
    sentence: "header 由手工拼接，不符合语法：被调用方必须忽略它。",
    where: "checkout 手写的 payment 客户端",
    why: "W3C Trace Context 只有一种写法，接收方遇到别的写法必须开始新的调用链。错一个字符就够了：大写字母、少一位、禁用的版本。被调用方的 span 是新的根，它记录的 header 中可以看到错在哪里。",
  },
  "custom-header": {
    title: "用自定义 header 代替 traceparent",
    sentence: "调用方发送只有本团队认识的 X-Trace-Id；被调用方读取的是 W3C Trace Context。",
    where: "checkout 手写的 payment 客户端",
    why: "接收方的 propagator 不查找的名称，等于没有发送；而只有 trace ID，也说明不了哪个 span 是父 span。被调用方开始了自己的调用链。如果它记录请求 header，就能在那个陌生的名称下找到调用方的 trace ID。",
  },
  "format-mismatch": {
    title: "一方用 B3 或 Jaeger，另一方用 W3C",
    sentence: "发送方 inject 的是 b3 或 uber-trace-id，接收方的 propagator 只读取 traceparent。",
    where: "较老的 payment 服务调用 ledger；storefront 对 ledger 的调用连接完好",
    why: "两个服务都在传播上下文，只是互相听不懂。在各自的一派之内都没有问题，因此恰好丢在两者之间。接收方记录的 header 中有完好的 b3 或 uber-trace-id，却没有 traceparent。",
  },
  "id-truncated": {
    title: "trace ID 被截断为 64 位",
    sentence: "旧版库只发送 trace ID 的后 16 位数字，接收方用零补齐。",
    where: "payment 调用 ledger 的旧 B3 客户端",
    why: "trace ID 有 32 位十六进制数字（16 个字节），只剩一半就是另一条调用链。接收方补零后导出的 span，其父 span 确实存在，却在另一条调用链中。两个 trace ID 的后 16 位相同，因此可以毫无疑问地接回去。",
  },
};

const GRPC: Readonly<Record<string, FaultWords>> = {
  "grpc-no-metadata": {
    title: "interceptor 替换了 gRPC metadata",
    sentence: "上下文已经 inject，随后 interceptor 却用自己的 metadata 发起调用。",
    where: "checkout 调用 inventory 的 gRPC 客户端",
    why: "gRPC 用 metadata 携带上下文，替换 metadata 就连上下文一起丢掉了。CLIENT span 由 instrumentation 创建，看上去正常，却始终没有子 span。该服务只有 gRPC 调用丢失，HTTP 调用连接完好。",
  },
  "grpc-miskeyed": {
    title: "gRPC metadata 的键不是 traceparent",
    sentence: "上下文在 metadata 中，但所用的键没有 propagator 会去查找。",
    where: "checkout 调用 inventory 的 gRPC 客户端",
    why: "propagator 只查找一个确切的键：traceparent。gRPC metadata 的键允许下划线，不允许大写，所以写错的名称能顺利送达，却永远不会被读到。服务端记录了这个多余的键，没有 traceparent，它的 span 是新的根。",
  },
  "grpc-no-extract": {
    title: "gRPC 服务端没有 extract 上下文",
    sentence: "服务端的 handler 不看 metadata 就开始了自己的 span。",
    where: "inventory，影响它的两个调用方",
    why: "metadata 带着 traceparent 送到了，handler 却不去读取。该服务的所有调用方都丢在这一跳，无论是一元调用还是流。一个被调用方、多个调用方都丢失，说明问题在服务端；只有一个调用方丢失，则在客户端。",
  },
};

const MESSAGING: Readonly<Record<string, FaultWords>> = {
  "queue-not-carried": {
    title: "消息没有携带上下文",
    sentence: "生产者发布订单时，没有填写消息的 user properties。",
    where: "checkout 发布到 MQTT 队列，由 notifier 消费",
    why: "消息中间件只传递消息里已有的内容，不知道请求为何物，因此上下文必须写进消息。MQTT 5 用 user properties，Kafka 用 header，AMQP 用 application properties。消费者的 span 成了没有 link 的根；正常情况下它应有父 span，或有指向生产者的 link。",
  },
};

const IN_PROCESS: Readonly<Record<string, FaultWords>> = {
  "background-context": {
    title: "span 从空的上下文开始",
    sentence: "为了让工作不随请求结束，用 context.Background() 启动它：于是它也离开了调用链。",
    where: "checkout 的 settle 步骤，以及它发出的 gRPC 调用",
    why: "上下文携带两样东西：取消信号和当前的 span，空的上下文把两者都丢掉了。这项工作连同它的所有调用，开始了自己的调用链。表现为：每次都有一个 INTERNAL 根，在同一实例的某个 SERVER span 期间开始。",
  },
  "async-context-lost": {
    title: "任务排队等待连接池时丢失上下文",
    sentence: "连接空闲时上下文得以保留；需要等待的任务，之后由连接池自己的循环执行。",
    where: "ledger 访问 DuckDB 的连接池",
    why: "进程内的队列与其他各跳一样，队列里的函数不记得是谁发起的。只有需要等待的请求才丢失上下文，因此丢失的比例随负载上升，在空闲机器上测试则一切正常。表现为：数据库的 CLIENT span 时不时成为根。",
  },
  "global-context": {
    title: "当前 span 保存在请求共用的地方",
    sentence: "上下文放在模块变量里，或放在比请求活得更久的购物车对象里：被另一个请求取走了。",
    where: "checkout，在预留库存与扣款之间",
    why: "上下文属于某一个请求；放在请求共用的地方，第一个请求还在等待时就会被覆盖。事后什么也不缺：只是一位顾客的扣款挂在了另一位的调用链里。表现为：子 span 开始时父 span 早已进入下一步或已经结束，负载越高越常见。",
  },
  "log-without-context": {
    title: "日志没有 trace ID",
    sentence: "写日志的调用没有拿到上下文，因此这些日志不属于任何请求。",
    where: "payment 的 logger",
    why: "日志的 trace ID 和 span ID 取自写出时所在的上下文，没有传入上下文的调用只能留空。调用链完整，却无法从它找到日志。表现为：某个实例的日志落在它的 span 期间，却没有 ID，而其他服务的日志都有。",
  },
};

const LIFETIME: Readonly<Record<string, FaultWords>> = {
  "span-leak": {
    title: "出错时 span 没有结束",
    sentence: "银行卡被拒时提前返回，span 没有结束：它永远不会导出，它的子 span 也就没有了父 span。",
    where: "checkout 的扣款步骤",
    why: "只有结束的 span 才会导出；没有结束的只是一块内存，谁也看不到。它的子 span 已经发送，所指的父 span 却谁都没有。它们的 flags 说明父 span 在本进程内（有 0x100 而无 0x200）：不是在途中丢失，而是从未结束。",
  },
  "exception-skips-end": {
    title: "异常跳过了 span 的结束",
    sentence: "结束 span 的调用写在会抛异常的那一行之后，途中没有任何地方捕获。",
    where: "inventory 的预留库存步骤，商品售罄时",
    why: "抛出的异常走最短的路离开，不在 finally 里的代码一律跳过。（在 Go 中，defer 的 End 在 panic 时仍会执行；被跳过的是没有 defer 的 End，或进程直接退出。）缺少 span 的正是失败的请求，而那正是最需要它们的时候。",
  },
  "timeout-keeps-running": {
    title: "调用方放弃后，被调用方仍在继续",
    sentence: "调用方的 deadline 已到，span 已结束；没有人通知被调用方，它仍在工作并上报。",
    where: "payment 处理较慢的银行卡，checkout 调用它时设有超时",
    why: "deadline 只在一端有效，除非把它一同发送并由对方遵守。CLIENT span 在超时处以错误结束，SERVER span 却还在继续，甚至最后成功。调用链里有无人等待的工作：子 span 远在父 span 之后才结束。",
  },
  "exit-without-flush": {
    title: "进程退出前没有 flush",
    sentence: "进程退出时，已结束的 span 还在批处理器里等待；它们所调用的一方照常导出，却少了它们。",
    where: "payment，被新的部署替换",
    why: "批处理器会攒几秒的 span 再发送，进程一退出就全忘了。被调用的服务已经发送了自己的 span，所指的父 span 却没有任何人导出。同一调用方的孤儿 span 在时间上挤在一起，就在它的 service.instance.id 变化之前。",
  },
  "sampling-mismatch": {
    title: "中间的服务自行采样",
    sentence: "它不听从父 span 的决定，自己掷骰子：一半的调用链中间有一个洞。",
    where: "checkout 采样一半；inventory 和 payment 全部保留",
    why: "一条调用链要么整条保留，要么整条丢弃，由 traceparent 中的采样标志说明。不看父 span 的采样器，会从别人保留的调用链里挖掉自己的 span。根和被调用方都在，两者之间的 span 按采样率缺失。",
  },
};

const INNOCENTS: Readonly<Record<string, FaultWords>> = {
  "restart-with-link": {
    title: "公开入口另起调用链，并用 link 指向调用方",
    sentence: "公开的入口不信任任何人的 trace ID：开始新的根，用 link 指明调用来自何处。",
    where: "storefront 的 webhook，由 notifier 调用",
    wrong: comment("看起来像 http-no-extract：SERVER span 是根"),
    why: "陌生人的 trace ID 可能是伪造或重复使用的，所以公开的入口开始自己的调用链。调用方没有被忘记：它在 link 里。能解析到发起调用的 span 的 link，说明新的根是有意为之。",
  },
  "batch-consumer-with-links": {
    title: "批量消费者用 link 指向每条消息",
    sentence: "一个 span 处理多条消息，不能有多个父 span；它是根，用 link 指向各个生产者。",
    where: "notifier 批量消费队列",
    wrong: comment("看起来像 queue-not-carried：CONSUMER span 是根"),
    why: "一个 span 只有一个父 span，而一个批次来自多个请求。语义约定（semantic conventions）要求用 link 从处理的 span 指向每条消息的创建。调用链是分开的，但什么也没有丢失。",
  },
  "sampled-out-upstream": {
    title: "调用方没有被采样",
    sentence: "入口只保留一半的调用链；付款为审计仍全部保留，它们所指的父 span 从未被记录。",
    where: "payment，调用它的 checkout 什么也没有记录",
    wrong: comment("看起来像孤儿 span：所指的父 span 不存在"),
    why: "调用方传递了上下文，并用 traceparent 的最后两位说明自己不记录：00。被调用方仍然记录了自己的 span。调用方一侧没有任何 span，而记录下来的 header 说明了原因。",
  },
  "uninstrumented-database": {
    title: "数据库不上报数据",
    sentence: "查询的 CLIENT span 没有子 span，因为数据库不发送 span。",
    where: "ledger 查询 DuckDB",
    wrong: comment("看起来像 http-no-inject：CLIENT span 没有子 span"),
    why: "遥测到哪里为止，CLIENT span 就到哪里为止；数据库、缓存和外部 API 都不发送 span。没有丢失任何一跳，因为它后面本来就不会有 span。db.system.name 说明了这一点。",
  },
  "clock-skew": {
    title: "某台主机的时钟偏快",
    sentence: "一台主机的 span 都偏移了同一个量：子 span 看似在父 span 结束之后才开始。",
    where: "运行 inventory 和 payment 的 host-b，快 1.5 秒",
    wrong: comment("看起来像 outlives-parent 或 mixed-context：子 span 落在父 span 之外"),
    right: comment("代码没有问题：在主机上配置 chrony 或 NTP"),
    why: "每台主机都用自己的时钟给 span 记时，而各个时钟并不一致。跨越这台主机边界的每一对 span，无论哪个请求，都相差同样的量。如果是故障，只会影响部分请求，而且每次相差不同。",
  },
  "double-instrumentation": {
    title: "服务端被重复接入埋点",
    sentence: "同一个请求，框架的 span 嵌在库的 span 之内。",
    where: "storefront 的路由",
    why: "两层都以为该由自己追踪这个请求。两个 span 互相嵌套，时间重合，属于同一实例。开销翻倍，计数也翻倍，但没有丢失上下文。",
  },
};

export const demoWords: DemoWords = {
  faults: { ...HTTP, ...FORMATS, ...GRPC, ...MESSAGING, ...IN_PROCESS, ...LIFETIME, ...INNOCENTS },
  samples: {
    shop: {
      title: "由六个服务组成的商店",
      sentence: "有正常到达的订单，有一笔被银行拒绝，还有一笔的开头缺失。",
    },
  },
  does: {
    ledger: "在 DuckDB 中记账",
    inventory: "库存，使用 gRPC",
    payment: "刷卡扣款；内部使用 OpenTracing",
    notifier: "消费 MQTT 5 队列中的订单",
    checkout: "下单",
    storefront: "商店的公开入口",
  },
};
