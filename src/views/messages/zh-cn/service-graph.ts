/** The service graph: nodes, edges, their panel. */
import { formatDuration } from "../../kit/format-time.ts";
import type { Messages } from "../en.ts";
import { counted, number } from "./counted.ts";

const PEERS = { service: "服务", database: "数据库", messaging: "队列或 topic", external: "外部主机" } as const;

export const serviceGraph: Messages["serviceGraph"] = {
  graph: "服务拓扑图",
  nodes: "服务及其调用对象",
  empty: "这些 span 中没有服务。",
  size: (services, peers, edges) =>
    [
      counted(services, "个服务"),
      ...(peers > 0 ? [counted(peers, "个没有 span 的对端")] : []),
      counted(edges, "条调用关系"),
    ].join(" · "),
  kind: (kind, system) => (system === "" ? PEERS[kind] : `${PEERS[kind]} · ${system}`),
  more: (kind, count) => `另有 ${counted(count, `个${PEERS[kind]}`)}`,
  folded: (groups) => `为便于阅读，已合并显示：${groups.join("、")}。`,

  find: "查找服务",
  found: (at, count) => (count === 0 ? "无" : at < 0 ? number(count) : `${number(at + 1)} / ${number(count)}`),
  fit: "显示整张图",
  zoomIn: "放大",
  zoomOut: "缩小",
  overview: "缩略图：拖动以移动",
  metric: "连线着色依据",
  metrics: { calls: "调用量", errors: "错误", latency: "延迟", continuity: "传播完整率" },
  legend: {
    calls: "越粗，调用越多。",
    errors: "越粗，调用越多；越红，失败占比越高。",
    latency: "越粗，调用越多；越深，越慢（p95）。",
    continuity: "缺口：丢失了 trace 上下文的调用。",
  },

  spans: (count) => counted(count, "个 span"),
  calls: (count) => counted(count, "次调用"),
  errors: (count, share) => `${counted(count, "个错误")}（${share}）`,
  noErrors: "没有错误",
  p50: (nano) => `p50 ${formatDuration(nano)}`,
  p95: (nano) => `p95 ${formatDuration(nano)}`,
  intact: (intact, hops) => `${number(hops)} 跳中 ${number(intact)} 跳完好`,
  intactShort: (intact, hops) => `${number(intact)} / ${number(hops)}`,
  unanswered: (count, to) =>
    `${counted(count, "次调用")}指向 ${to}，但没有接上它的任何 span：上下文丢失，或它的 span 不在数据中。`,
  lostOnly: (count) =>
    `${counted(count, "次调用")}由诊断推断得出：trace 上下文丢失，没有 span 把调用方和被调用方连起来。`,
  bridged: (count) => `${counted(count, "次调用")}由桥接连上：属于推断，并非记录。`,
  unnamed: (count) => `它有 ${counted(count, "次调用")}没有说明调用对象。`,
  backward: "形成环。",

  close: "关闭",
  name: "名称",
  showTraces: "查看调用链",
  showTracesOf: (service) => `查看 ${service} 的调用链`,
  callers: "调用方",
  callees: "调用",
  nobody: "数据中没有",
  nothing: "数据中没有",
  members: "包含",
  moreMembers: (count) => `另有 ${counted(count, "个")}`,
  connection: (from, to) => `${from} 到 ${to}`,
  labels: {
    spans: "Span",
    calls: "调用",
    errors: "错误",
    p50: "p50",
    p95: "p95",
    protocol: "协议",
    continuity: "完整率",
  },
  unknownProtocol: "未说明",
};
