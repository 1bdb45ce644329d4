/** Jaeger, Tempo and Zipkin behind this server: connecting, searching, what went wrong and what to do about it. */
import type { BackendFailure } from "../../../sources/backends/backend-failure.ts";
import type { MissingPart } from "../../../sources/backends/fetch-traces.ts";
import type { Messages } from "../en.ts";
import { counted, number as written } from "./counted.ts";

const traceCount = (number: number) => counted(number, "条调用链");

function failure(name: string, of: BackendFailure): string {
  switch (of.cause) {
    case "refused":
      return `${name} 拒绝连接。请确认它正在运行，并检查 --backend 或配置文件中的地址。`;
    case "unknown-host":
      return `无法解析 ${name} 的主机名。请检查 --backend 或配置文件中的地址。`;
    case "tls":
      return `${name} 的证书不受信任。请用 NODE_EXTRA_CA_CERTS 指定其颁发机构后重新启动 Causeway。`;
    case "timeout":
      return `${name} 未能及时响应。请缩小查询范围，或在配置文件中调大 timeoutSeconds。`;
    case "redirect":
      return `${name} 跳转到了其 API 之外的地址，多半是登录页。请填写它自身的地址，并在配置文件中提供凭据。`;
    case "too-large":
      return `${name} 返回的内容超出单次上限。请减少查询数量，或在配置文件中调大 replyLimitMb。`;
    case "cut":
      return `与 ${name} 的连接中途断开。请重试。`;
    case "unreachable":
      return `无法连接 ${name}。请检查它的地址，以及它与 Causeway 之间的网络。`;
    case "no-server":
      return `Causeway 自身的服务没有响应，无法查询 ${name}。请确认它仍在运行。`;
    case "no-backend":
      return `此服务没有名为 ${name} 的后端。请用 --backend 启动 Causeway，或在配置了该后端的地方打开此链接。`;
    case "html":
      return `${name} 返回的是网页，不是数据，多半是登录页。请检查地址是否指向 API，以及凭据是否正确。`;
    case "not-json":
      return `${name} 返回的内容不是完整的 JSON。请重试；若仍如此，请检查它的地址和前面的代理。`;
    case "other-api":
      return `${name} 有响应，但与所填类型不符。请检查 --backend 或配置文件中的类型和地址。`;
    case "no-trace":
      return `${name} 中没有调用链 ${of.traceId}。它可能已过保留期，或尚未到达。`;
    case "status":
      return refusal(name, of);
  }
}

interface Refusal {
  readonly status: number;
  readonly said: string;
  readonly retryAfterSeconds?: number;
}

const wait = (seconds: number) => (seconds < 120 ? `${seconds} 秒` : `${Math.ceil(seconds / 60)} 分钟`);

function refusal(name: string, { status, said, retryAfterSeconds }: Refusal): string {
  const words = said === "" ? "" : `：${said}`;
  if (status === 401) return `${name} 要求凭据（401）。请写入配置文件后重新启动 Causeway。`;
  if (status === 403) return `${name} 不允许此操作（403）。请检查配置文件中的凭据和租户。`;
  if (retryAfterSeconds !== undefined && retryAfterSeconds > 0)
    return `${name} 要求在 ${wait(retryAfterSeconds)}后再访问（${status}）${words}。请到时重试。`;
  if (status === 429) return `${name} 过于繁忙（429）。请稍后重试。`;
  if (status >= 500) return `${name} 自身出错（${status}）${words}。请重试，或查看它的日志。`;
  return `${name} 不接受此查询（${status}）${words}`;
}

function missing(name: string, part: MissingPart): string {
  switch (part.part) {
    case "traces":
      return `${traceCount(part.traces)}未能取回。${failure(name, part.failure)}`;
    case "spans":
      return `${name} 只给出了 ${traceCount(part.traces)}的一部分${part.said === "" ? "" : `：${part.said}`}`;
    case "services":
      return `未能在所有服务中查找前后的调用链。${failure(name, part.failure)}`;
    case "around":
      return `前后的调用链超出单次上限：已打开时间上最近的 ${traceCount(part.fetched)}。`;
  }
}

export const backends: Messages["backends"] = {
  rail: "搜索",
  failure,
  missing,
  failedTitle: (name, traces) => (traces === 0 ? `无法打开 ${name}` : `无法打开 ${name} 的 ${traceCount(traces)}`),
  partTitle: (name) => `${name}：内容不完整`,
  fetching: (name, done, of) =>
    of === 1 ? `正在从 ${name} 获取调用链` : `正在从 ${name} 获取调用链：${written(done)} / ${written(of)}`,
  tryAgain: "重试",
  connect: {
    title: "连接后端",
    open: "连接",
    none: "尚无后端",
    how: "Jaeger、Tempo 和 Zipkin 由 Causeway 的服务代为查询。请在启动时指定：",
    credentials: "凭据只写在配置文件或环境变量中，不会出现在本页。两种写法见 docs/backends.md。",
    notServed: "本页来自普通的网页服务器。后端不允许其他来源的网页读取，请在本机启动 Causeway 后再搜索：",
    ownHost: "此服务自身采集的数据",
    checking: "正在询问……",
    speaks: (kind, api, version) => `可用：${kind}${version === undefined ? "" : ` ${version}`}，API ${api}`,
    search: "搜索",
    command: "命令",
  },
  search: {
    title: "搜索",
    titleOf: (name) => `搜索 ${name}`,
    form: "查询条件",
    backend: "后端",
    service: "服务",
    anyService: "任意服务",
    chooseService: "选择一个服务",
    operation: "操作",
    anyOperation: "任意操作",
    attributes: "属性",
    attributesProblem: "属性写作 name=value，以空格分隔；含空格的值请加引号。",
    shortest: "最短耗时",
    longest: "最长耗时",
    durationExample: "100 ms",
    durationProblem: "这不是时长，例如 100 ms 或 1.5 s。",
    range: "时间",
    ranges: {
      "5m": "最近 5 分钟",
      "15m": "最近 15 分钟",
      "1h": "最近 1 小时",
      "6h": "最近 6 小时",
      "24h": "最近 24 小时",
      "7d": "最近 7 天",
      between: "指定区间……",
    },
    since: "从",
    until: "到",
    rangeProblem: "开始时间晚于结束时间。",
    limit: "最多条数",
    traceql: "TraceQL",
    traceqlNote: "原样交给 Tempo；填写后，下方只有时间和条数有效。",
    byId: "Trace ID",
    byIdProblem: "Trace ID 至多 32 位十六进制数字。",
    openTrace: "打开",
    go: "搜索",
    cancel: "取消",
    searching: (name) => `正在询问 ${name}……`,
    tryingAgain: (name) => `${name} 未正常响应，正在重试……`,
    stopped: "已停止，尚无结果。",
    needsService: "请选择一个服务再搜索。",
    needsServiceNote: (name) => `${name} 只能按服务搜索。`,
    found: (number) => `找到 ${traceCount(number)}`,
    foundMore: (number) => `找到最近的 ${traceCount(number)}，可能还有更多：请缩小范围，或调大条数。`,
    foundPart: (name, said) => `${name} 只查了一部分${said === "" ? "。" : `：${said}`}`,
    asOf: (clock) => `截至 ${clock}`,
    nothing: "没有找到",
    nothingNote: "请放宽时间，或去掉某个条件。",
    openAll: "全部一起打开",
    openAllNote: "打开列表中的每条调用链，以便找出它们之间的断点。",
    results: "找到的调用链",
    columns: { start: "开始", trace: "调用链", services: "服务", spans: "Span", errors: "错误", duration: "耗时" },
    noRoot: "无根",
    noRootNote: "后端不知道这条调用链的根。",
    orphans: (number) => `${counted(number, "个 span")} 缺少父 span`,
    unnamed: "未命名",
    servicesFailed: "未能列出服务，但可以直接输入。",
  },
  context: {
    open: "连同前后打开",
    openNote: "获取这条调用链前后发生的其他调用链：断掉的请求，另一半就在其中。",
    label: "这条调用链前后打开的范围",
    alone: "仅这条调用链",
    around: (seconds) => (seconds < 60 ? `前后 ${seconds} 秒` : `前后 ${seconds / 60} 分钟`),
    lookIn: (name) => `在 ${name} 中查找`,
  },
};
