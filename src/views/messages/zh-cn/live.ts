/** Watching the local collector. */
import type { Messages } from "../en.ts";
import { counted, number as written } from "./counted.ts";

export const live: Messages["live"] = {
  title: "实时",
  strip: "实时视图",
  states: {
    connecting: "正在连接采集器…",
    waiting: "正在监听",
    live: "实时",
    paused: "已暂停",
    broken: "与采集器的连接已断开",
  },
  tries: (seconds) => (seconds <= 0 ? "正在重试…" : `${counted(seconds, "秒")}后重试。`),
  keeps: "期间收到的数据会在恢复后显示。",
  rate: (spansPerSecond) => `${written(spansPerSecond)} span/秒`,
  rateHint: "采集器最近一秒收到的 span 数",
  lag: (time) => `延迟 ${time}`,
  lagHint: "从采集器收到到显示在屏幕上的时间",
  arriving: (traces) => `${written(traces)} 条调用链仍在到达`,
  arrivingHint: "它们的最后一个 span 几秒前才到，缺少的部分可能还会到，因此暂不下结论。",
  held: (spans) => (spans === 0 ? "没有新数据" : `${written(spans)} 个新 span 等待显示`),
  since: "回溯多久",
  sinceMinutes: (minutes) => (minutes % 60 === 0 ? `最近 ${minutes / 60} 小时` : `最近 ${minutes} 分钟`),
  pause: "暂停",
  resume: "继续",
  tryNow: "立即重试",
  gone: (traces) => `${written(traces)} 条较早的调用链已离开本页`,
  goneHint: "它们早于所选时间，或超出本页上限（300,000 个 span）。采集器仍保留它们。",
  leftOut: (spans) => `略去 ${written(spans)} 个 span`,
  leftOutHint: "到达的数据超出本页上限，只显示最新的。采集器仍保留它们。",
  lostStore: "采集器已重新启动，之前的 span 不在其中",
  lostStoreHint: "它只在内存中保存，或换了数据文件夹。此处已显示的内容保留。",
  listening: (http, grpc) =>
    http === undefined && grpc === undefined
      ? "采集器在运行，但它的端口被其他程序占用。"
      : `正在 ${[http, grpc].filter((port) => port !== undefined).join(" 和 ")} 端口监听 OTLP。`,
  noSpansYet: "尚无 span",
  pointHere: "告诉服务发往哪里，然后启动它：",
  orGrpc: "或使用 gRPC：",
  withToken: "并将 TOKEN 替换为此收集器的令牌：",
  demoStarts: "演示商店正在启动：十秒内会有第一批调用链。",
  recent: (traces, services, minutes) =>
    `最近 ${counted(minutes, "分钟")}：${written(services)} 个服务的 ${written(traces)} 条调用链`,
  keptIn: (folder) => `保存在文件夹 ${folder} 中。`,
  keptInMemory: "只保存在内存中。",
  open: "打开实时视图",
  noAnswer: "提供本页的采集器没有应答",
  noAnswerNote: "它可能已停止。请用 causeway start 重新启动。",
  noCollector: "本页不是由采集器提供的",
  noCollectorNote: "用 npm start 或 npx causeway-trace 启动一个，再打开它给出的地址。",
  variable: "环境变量",
  traceArriving: "这条调用链仍在到达：最后一个 span 几秒前才到，缺少的部分可能还会到。",
  lookInCollector: "到采集器中查找",
  rowArriving: "仍在到达",
  newAbove: (traces) => `${written(traces)} 条新的`,
  newAboveHint: "显示最新的",
};
