/** The start page and the drop overlay. */
import type { Messages } from "../en.ts";
import { counted, number as written } from "./counted.ts";

export const start: Messages["start"] = {
  title: "看清调用链断在哪里。",
  intro: "把 trace 文件拖到本页任意位置：OTLP、Jaeger、Zipkin，可用 gzip 压缩。数据不离开浏览器。",
  openFile: "打开文件",
  paste: "粘贴",
  connect: "连接",
  samples: "或看一个示例",
  allSamples: (number) => `显示全部 ${counted(number, "个")}`,
  sampleFacts: (spans, traces, lost) =>
    [
      `${written(spans)} 个 span`,
      `${written(traces)} 条调用链`,
      ...(lost === undefined || lost === 0 ? [] : [`${written(lost)} 处断点`]),
    ].join("，"),
  backTo: (name) => `回到 ${name}`,
  dropToOpen: "松开以打开",
  dropToReplace: "打开，替换现有数据",
  dropToAdd: "添加到现有数据",
  pastedName: "粘贴的文本",
};
