/** The Demo page: the shop, its faults as switches, both sides of a run, the lesson. */
import type { Messages } from "../en.ts";
import { counted } from "./counted.ts";

const RULES: readonly string[] = [
  "orphan-spans",
  "leaked-span",
  "mixed-context",
  "outlives-parent",
  "uncorrelated-logs",
  "clock-skew",
  "sampling-mismatch",
  "double-instrumentation",
];

export const demo: Messages["demo"] = {
  title: "演示",
  simulated:
    "在本页内模拟运行：商店自身的代码和 OpenTelemetry SDK 跑在 worker 里；用 header map 代替 socket，用列表代替 DuckDB，时钟无需真的等待。",
  chooseTitle: "一个由六个服务组成的商店，以及让调用链断开的错误",
  choose: "开启一个错误。商店会用同样的请求运行两遍：一遍正确，一遍带着这个错误。",
  faults: "错误",
  groups: {
    http: "HTTP",
    grpc: "gRPC",
    messaging: "消息队列",
    "in-process": "服务内部",
    innocent: "看似断开，其实没有",
  },
  showAll: "显示全部",
  noneHere: "这里没有可触发的错误。",
  shop: "商店：箭头表示一次调用",
  load: "访客",
  gateway: "网关",
  database: "DuckDB",
  protocols: { http: "HTTP", grpc: "gRPC", messaging: "消息队列", "in-process": "服务内部" },
  edge: (from, to, protocol) => (from === to ? `${from} 内部` : `${from} → ${to}，${protocol}`),
  edgeFaults: (edge, number) => `${edge}：${counted(number, "个错误")}`,

  where: "位置",
  language: "语言",
  languages: { go: "Go", typescript: "TypeScript" },
  wrote: "开发者写的代码",
  shouldBe: "应该这样写",
  looksLike: "看起来像",
  isRight: "其实是",
  why: "原因",
  inYourData: "在你自己的数据里",
  findingOf: (cause) =>
    cause === undefined
      ? "Causeway 不会报告问题，并会说明为什么它没有断开。"
      : RULES.includes(cause)
        ? `Causeway 用规则 ${cause} 报告它。`
        : `Causeway 用规则 lost-context 报告它，原因为 ${cause}。`,
  openBoth: "在 Causeway 中打开两次运行",
  fewRequests: "要有几十个请求才能确定：请求太少时，只会说存疑，或不作判断。",
  takeMore: (requests) => `改用 ${requests} 个请求`,

  settings: "运行参数",
  seed: "随机种子",
  requests: "请求数",
  concurrency: "并发数",
  variant: "变体",
  allVariants: "依次全部",
  visit: "请求",
  visitName: (ordinal, method, path, sign) => `${ordinal}：${method} ${path}${sign && ` ${sign}`}`,
  running: "运行中",
  failed: "运行失败",
  intact: "正常",
  broken: "断开",
  looksBroken: "看似断开",
  spans: (number) => counted(number, "个 span"),
  traces: (number) => counted(number, "条调用链"),
  bothSides: "同一请求的 span，正常与断开共用一条时间轴",
  span: "Span",
  time: "时间",
  notHere: "这一侧没有",
  nothingShown: "这次运行没有触发该错误。换一个随机种子，或提高并发数。",
  unended: "从未结束",
  unsent: "从未导出",
  signs: {
    "new-root": "新开了一条调用链：上下文没有传到",
    "remote-orphan": "父 span 不在任何数据中",
    "local-orphan": "父 span 从未结束",
    "wrong-parent": "挂在了错误的父 span 下",
    "ends-late": "调用方放弃后仍在执行",
    "bare-log": "日志没有带 trace ID 和 span ID",
    "linked-root": "有意另起一条，并带有 link",
    "shifted-child": "另一台主机的时钟",
    "nested-server": "同一请求被埋点了两次",
    "database-leaf": "数据库不上报 span",
  },
  marked: {
    "new-root": (number) => counted(number, "处断点"),
    "remote-orphan": (number) => counted(number, "个孤儿 span"),
    "local-orphan": (number) => counted(number, "个孤儿 span"),
    "wrong-parent": (number) => counted(number, "个父 span 有误"),
    "ends-late": (number) => counted(number, "个 span 结束过晚"),
    "bare-log": (number) => counted(number, "个 span 丢失了日志"),
  },
  logs: "该请求的日志",
  logsWithout: "整次运行中没有 trace ID 的日志",
};
