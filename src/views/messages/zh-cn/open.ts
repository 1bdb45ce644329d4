/** Reading data: progress, what could not be read, and why. Each sentence says what to do. */
import type { Messages } from "../en.ts";
import { counted, number as written } from "./counted.ts";

export const open: Messages["open"] = {
  reading: (name) => `正在读取 ${name}`,
  fetching: (name) => `正在下载 ${name}`,
  bytesOf: (read, total) => (total === undefined ? read : `${read} / ${total}`),
  spansSoFar: (spans) => counted(spans, "个 span"),
  cancel: "取消",
  progress: "进度",
  linkFailed: (address) => `无法打开 ${address}`,
  linkFailures: {
    "not-an-address": () => "这不是有效的地址。请使用以 http:// 或 https:// 开头的地址，或本站内的路径。",
    scheme: () => "只能打开 http 和 https 地址。",
    "mixed-content": () => "本页通过 https 加载，浏览器不允许读取 http 地址。请改用 https，或下载文件后拖到这里。",
    cors: ({ host }) =>
      `${host} 有响应，但不允许本页读取（CORS）。请下载文件后拖到这里，或让 ${host} 返回 Access-Control-Allow-Origin。`,
    network: ({ host }) => `${host} 没有响应。请检查地址和网络连接。`,
    status: ({ host, status }) =>
      status === 404
        ? `${host} 上没有这个文件（404）。请检查地址。`
        : status === 401 || status === 403
          ? `${host} 要求登录后才能获取该文件（${status}）。请下载后拖到这里。`
          : `${host} 返回状态码 ${status}。请稍后重试，或下载文件后拖到这里。`,
    html: ({ host }) => `${host} 返回的是网页，不是 trace 数据，多半是登录页：请先登录，下载文件后拖到这里。`,
    empty: ({ host }) => `${host} 返回了空内容。`,
    cut: ({ host }) => `与 ${host} 的连接中途断开。请重试。`,
  },
  nothingFound: (names) =>
    names.length === 1 ? `${names[0]} 中没有可显示的内容` : `这 ${written(names.length)} 个文件中没有可显示的内容`,
  nothingFoundNote: "没有找到 span，也没有找到日志。",
  clipboardEmpty: "剪贴板中没有可打开的内容",
  clipboardNote: "复制 trace 的文本或地址，然后在本页按 Ctrl+V（⌘V）。浏览器可能会先询问是否允许读取剪贴板。",
  crashed: (names) => `读取${names[0] === undefined ? "数据" : ` ${names[0]} `}时中断`,
  stillOpen: (name) => `${name} 仍处于打开状态。`,
  tryAgain: "重试",
  remarks: "读取说明",
  remarksIntro: "没有任何内容被悄悄丢弃：未能读取的和已修正的都列在这里。",
  severities: { refusal: "未读取", repair: "已修正", note: "说明" },
  line: (line) => `第 ${written(line)} 行`,
  offset: (offset) => `第 ${written(offset)} 字节`,
  times: (number) => counted(number, "次"),
  partialOpened: (spans, logs) =>
    spans > 0 ? `已打开 ${counted(spans, "个 span")}。` : `已打开 ${counted(logs, "条日志")}。`,
  partialMore: (number) => `另有 ${counted(number, "条说明")}。`,
  panelWaits: "正在等待宿主页面传入 trace 数据。",
  noSpans: "没有 span",
  onlyLogs: (logs) => `只找到 ${counted(logs, "条日志")}。请添加包含对应 span 的文件，日志会显示在各自的 span 旁。`,
  noData: "尚未打开数据",
  noDataNote: "把 trace 文件拖到这里，或打开一个文件。",
  dropAgain: "请重新打开文件以继续",
  dropAgainNote: "链接指向的文件在本机磁盘上，网页无法自行再次读取。把它拖到这里，就能回到原来的位置。",
  traceMissing: "已打开的数据中没有这条调用链",
  traceMissingNote: (traceId) => `没有 span 的 trace ID 是 ${traceId}。`,
  showTraces: "查看已有的调用链",
  addFile: "添加文件",
};
