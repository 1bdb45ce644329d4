/** All spans of a trace as a table. */
import type { Messages } from "../en.ts";

export const spanTable: Messages["spanTable"] = {
  table: "调用链的 span",
  columns: {
    service: "服务",
    name: "Span",
    start: "开始",
    duration: "耗时",
    self: "自身",
    critical: "关键路径",
    kind: "类型",
    status: "状态",
  },
  explained: {
    service: "service.name",
    name: "Span 名称",
    start: "相对调用链的开始",
    duration: "结束减开始",
    self: "耗时减去等待下游调用的时间",
    critical: "其中有多少时间推迟了整条调用链的结束",
    kind: "Span 在调用中的角色（SpanKind）",
    status: "状态码",
  },
  kinds: ["–", "internal", "server", "client", "producer", "consumer"],
  statuses: ["–", "ok", "error"],
  unknown: "未知",
  none: "–",
};
