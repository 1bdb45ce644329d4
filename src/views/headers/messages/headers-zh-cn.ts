/** 检查请求头页面的文字。header 名、字段名与 OpenTelemetry 的术语保持代码里的写法。 */

import { carriers } from "./carriers-zh-cn.ts";
import type { HeaderWords } from "./headers-en.ts";

export const headerWords: HeaderWords = {
  page: {
    title: "检查请求头",
    intro: "粘贴一次请求携带的内容：一个 header、多行、curl -v 的输出或原始请求。内容不会离开本页面。",
    label: "header 或其值",
    placeholder: "traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
    examples: "示例：",
    example: {
      valid: "有效",
      upper: "大写字母",
      twice: "发送了两次",
      misnamed: "名称错误",
      b3: "两种格式",
      state: "tracestate",
    },
    nothing: "这里没有携带追踪上下文的 header。",
    nothingNote: "可识别 traceparent、tracestate、b3、uber-trace-id、X-Amzn-Trace-Id、x-datadog-*、sentry-trace 等。",
    otherHeaders: (count) => `另有 ${count} 个 header 未列出。`,
    verdict: "W3C Trace Context 接收方",
    accepted: "有效",
    rejected: "无效",
    mustBe: "应为",
    missing: "此处缺少内容",
    fields: "字段",
    spanOfProblem: (at) => `字符 ${at}`,
    flag: { sampled: "已采样", notSampled: "未采样", random: "随机 trace ID", debug: "调试" },
    asOpenTelemetry: "按 OpenTelemetry 表示",
    traceId: "trace ID",
    parentId: "父 span ID",
    sampling: "采样",
    open: "打开调用链",
    openSpan: "打开 span",
    data: "在已打开的数据中",
    noData: "打开一个追踪文件后，这里会说明这些 ID 指向何处。",
    span: (name, service) => `父 span 是 ${service} 的 ${name}。`,
    children: (count) =>
      count === 0
        ? "没有 span 以它为父：接收方没有延续它，或没有导出自己的 span。"
        : `有 ${count} 个 span 以它为父：上下文已送达。`,
    spanMissing: (spans) => `这条调用链在数据中，有 ${spans} 个 span；但父 span 不在：发送方没有导出它。`,
    traceOnly: (spans) => `这条调用链在数据中，有 ${spans} 个 span。`,
    cut: (traceId) => `数据中有调用链 ${traceId}：只有最后 16 位相同，其中一方截断了 ID。`,
    elsewhere: (traceId) => `父 span 在数据中，但属于另一条调用链：${traceId}。`,
    nowhere: "调用链和 span 都不在其中。",
  },
  carriers,
};
