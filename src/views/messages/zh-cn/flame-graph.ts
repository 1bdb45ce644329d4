/** The flame graph of a trace. */
import { formatDuration } from "../../kit/format-time.ts";
import type { Messages } from "../en.ts";
import { counted } from "./counted.ts";

export const flameGraph: Messages["flameGraph"] = {
  graph: "调用链的火焰图",
  hint: "方向键移动，Enter 放大，Escape 缩小。",
  explained: "越宽，工作量越大。同一路径上的同名 span 合并为一条；并行的调用累加计算。",
  whole: "整条调用链",
  path: "已放大到",
  missing: "父 span 不在数据中",
  search: "查找服务或名称",
  found: (number, share) => (number === 0 ? "无" : `${counted(number, "条")} · ${share}`),
  spans: (number) => counted(number, "个 span"),
  errors: (number) => counted(number, "个错误"),
  work: (nano, share) => `总耗时 ${formatDuration(nano)}（${share}）`,
  self: (nano) => `自身 ${formatDuration(nano)}`,
  average: (nano) => `平均 ${formatDuration(nano)}`,
  showLongest: "查看耗时最长的 span",
  unknown: (number) => `${counted(number, "个 span")} 耗时未知，没有宽度。`,
  noTimes: "这条调用链中没有一个 span 有耗时，无法绘图。",
};
