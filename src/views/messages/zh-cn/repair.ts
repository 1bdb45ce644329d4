/** Broken requests: where they fall apart, and how they are put together again. */
import { shortTraceId } from "../../kit/short-trace-id.ts";
import type { Messages } from "../en.ts";
import { counted, number } from "./counted.ts";

const CONFIDENCE = { certain: "确定", likely: "很可能", possible: "存疑" } as const;

export const repair: Messages["repair"] = {
  fallApart: (requests) => `${counted(requests, "个请求")}断开于`,
  mayFallApart: (requests) => `${counted(requests, "个请求")}可能断开于`,
  seeWhy: "查看原因",
  show: "显示修复后的请求",
  showRecorded: "按原始记录显示",
  showPossible: (bridges) => `显示 ${counted(bridges, "处存疑的桥接")}`,
  hidePossible: "隐藏存疑的桥接",
  fix: "修复方法",
  toggle: "修复视图",
  toggleLong: "显示完整请求：用桥接接回散落在其他调用链中的部分",
  looking: "正在查找丢失的父 span…",
  done: (share) => `${Math.floor(share * 100)}%`,
  cancel: "取消",
  nothingToJoin: "没有足够可靠的父 span，无法把其他部分接到这条调用链上。",

  lostHere: (service) => `${service} 丢失了 trace 上下文。`,
  asSentence: (title) => `${title}。`,
  causeAndExtent: (cause, extent) => `${cause}${extent}`,
  inOthers: (spans, traceIds) =>
    `该请求有 ${counted(spans, "个 span")} 在${
      traceIds.length === 1
        ? `调用链 ${shortTraceId(traceIds[0]!)} 中`
        : `另外 ${counted(traceIds.length, "条调用链")}中`
    }。`,
  beganIn: (traceId) => `这条调用链只是一个请求的一部分，该请求始于调用链 ${shortTraceId(traceId)}。`,
  placed: (spans) => `${counted(spans, "个 span")} 没有父 span，已根据证据放到相应位置。`,
  joined: (parts) =>
    `已修复：${counted(parts.certain + parts.likely + parts.possible, "处桥接")}（${(
      ["certain", "likely", "possible"] as const
    )
      .filter((word) => parts[word] > 0)
      .map((word) => `${CONFIDENCE[word]} ${number(parts[word])}`)
      .join("，")}），以虚线表示：属于推断，并非记录。`,

  confidence: CONFIDENCE,
  recordedIn: (traceId) => `记录在调用链 ${shortTraceId(traceId)} 中`,
  bridged: (confidence, because) => `由桥接连上（${confidence}）：${because.join("；")}`,
  notRecorded: (confidence) => `由桥接推断（${confidence}），并非记录`,
  because: {
    "exact-id": "有 ID 指明父 span",
    wire: "它所处的那次调用没有别的应答",
    "in-process": "它运行时，同一实例正在处理这个请求",
    "missing-parent": "它是同一调用链中可能成为祖先的最近的 span",
  },
  becauseId: {
    "truncated-trace-id": "trace ID 的低 64 位和 parent ID 都相同",
    "foreign-parent": "它的 parent ID 就是这个 span，但在另一条调用链中",
    "captured-header": "它收到的 header 指明了这个 span",
    "message-id": "消息 ID 相同",
    "request-id": "请求 ID 相同",
  },
  becauseTime: (after, low, high) => `它在调用之后 ${after} 开始，这里通常为 ${low} 至 ${high}`,
  clocksApart: (apart) => `估计两端时钟相差 ${apart}`,
};
