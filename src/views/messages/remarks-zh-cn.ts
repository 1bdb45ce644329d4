/** 读取说明的中文：键是 formats 中 say`…` 的英文模板（model/sentence.ts），{0}、{1} 是其中的值。测试保证一个不缺，一个不多。 */
import type { Sentences } from "./say-again.ts";

const WHOLE_FILE: Sentences = {
  "The file is empty: export the traces again.": "文件是空的：请重新导出调用链。",
  "The file could not be read: {0}.": "无法读取该文件：{0}。",
  "There is not enough memory here for the whole file: what was read before is shown. Open a part of it, or close other pages.":
    "内存不足，无法读取整个文件：已读取的部分照常显示。请只打开其中一部分，或关闭其他页面。",
  "Reading was stopped here: what comes before is shown. Open the file again to read the rest.":
    "读取在此处停止：之前的内容照常显示。要读取其余部分，请重新打开文件。",
  "The gzip data is damaged or cut: what could be unpacked before that is shown. Download or compress the file again.":
    "gzip 数据已损坏或被截断：能够解压的部分照常显示。请重新下载或压缩该文件。",
  "The gzip data unpacks to more than a hundred times its size, which no traces do: what came before is shown. If it is yours, unpack it first.":
    "gzip 数据解压后超过原大小的一百倍，调用链数据不会如此：之前的内容照常显示。如果确是你的文件，请先自行解压。",
  "No spans or logs are in this file: check that the export or the query found any.":
    "文件中没有 span，也没有日志：请检查导出或查询是否有结果。",
  "This JSON is of a shape that Causeway does not know: its top-level keys are {0}. It reads OTLP, Jaeger and Zipkin v2.":
    "Causeway 不认识这种结构的 JSON：它的顶层键是 {0}。Causeway 读取 OTLP、Jaeger 和 Zipkin v2。",
  "This JSON is of a shape that Causeway does not know: it reads OTLP, Jaeger and Zipkin v2.":
    "Causeway 不认识这种结构的 JSON：Causeway 读取 OTLP、Jaeger 和 Zipkin v2。",
  "Lines of a log: what stands before the JSON, and lines without any, are passed over.":
    "这是日志：JSON 之前的文字和不含 JSON 的行均已跳过。",
  "An object without ids and times is no span: it was left out.": "没有 ID 也没有时间的对象不是 span：未读取。",
  "This file holds OTLP metrics and no spans: Causeway reads traces and logs, so export those.":
    "文件中是 OTLP 指标，没有 span：Causeway 只读取调用链和日志，请导出这两种数据。",
  "OTLP metrics are not read: only spans and logs are.": "不读取 OTLP 指标：只读取 span 和日志。",
  "OTLP profiles are not read: only spans and logs are.": "不读取 OTLP profiles：只读取 span 和日志。",
};

const OTHER_FILES: Sentences = {
  "This is not a trace file Causeway knows: it reads OTLP (JSON or protobuf), Jaeger JSON and Zipkin v2 JSON, plain or gzipped.":
    "这不是 Causeway 能识别的 trace 文件：它读取 OTLP（JSON 或 protobuf）、Jaeger JSON 和 Zipkin v2 JSON，可用 gzip 压缩。",
  "This is what Go's stdouttrace exporter prints, not OTLP: export with otlptracehttp or otlptracegrpc to a collector with a file exporter, or to Causeway itself.":
    "这是 Go 的 stdouttrace 导出器打印的内容，不是 OTLP：请用 otlptracehttp 或 otlptracegrpc 导出到带 file exporter 的 collector，或直接导出到 Causeway。",
  "This is what Python's ConsoleSpanExporter prints, not OTLP: export with OTLPSpanExporter to a collector with a file exporter, or to Causeway itself.":
    "这是 Python 的 ConsoleSpanExporter 打印的内容，不是 OTLP：请用 OTLPSpanExporter 导出到带 file exporter 的 collector，或直接导出到 Causeway。",
  "This is what Node's ConsoleSpanExporter prints, not OTLP: export with OTLPTraceExporter to a collector with a file exporter, or to Causeway itself.":
    "这是 Node 的 ConsoleSpanExporter 打印的内容，不是 OTLP：请用 OTLPTraceExporter 导出到带 file exporter 的 collector，或直接导出到 Causeway。",
  "This is Zipkin's old v1 JSON: fetch the trace from /api/v2/trace/ instead.":
    "这是 Zipkin 旧版的 v1 JSON：请改从 /api/v2/trace/ 获取调用链。",
  "This is a {0}, not traces: open the exported data itself, not a picture of it.":
    "这是{0}，不是调用链：请打开导出的数据本身，而不是它的截图。",
  "This is a {0}: unpack it, then open the file inside (gzip is read as it is).":
    "这是{0}：请解压后打开其中的文件（gzip 可以直接读取）。",
  "This is a {0}, not traces: export them as OTLP JSON, Jaeger JSON or Zipkin JSON.":
    "这是{0}，不是调用链：请导出为 OTLP JSON、Jaeger JSON 或 Zipkin JSON。",
  "This text is UTF-16 (PowerShell's > writes that): save it as UTF-8 and open it again.":
    "这段文本是 UTF-16 编码（PowerShell 的 > 会这样写）：请另存为 UTF-8 后重新打开。",
  "This is an HTML page, not traces: the address may have answered with a login or error page. Sign in or use the API's address, and save the JSON.":
    "这是 HTML 网页，不是调用链：该地址返回的可能是登录页或错误页。请先登录，或使用 API 的地址，保存得到的 JSON。",
  "PNG picture": "PNG 图片",
  "JPEG picture": "JPEG 图片",
  "GIF picture": "GIF 图片",
  "PDF document": "PDF 文档",
  "ZIP archive": "ZIP 压缩包",
  "Zstandard file": "Zstandard 压缩文件",
  "bzip2 file": "bzip2 压缩文件",
  "xz file": "xz 压缩文件",
  "LZ4 file": "LZ4 压缩文件",
  "Parquet file": "Parquet 文件",
  "SQLite database": "SQLite 数据库",
  program: "可执行程序",
  "XML file": "XML 文件",
};

const DAMAGE: Sentences = {
  "Not JSON here (expected {0}): what comes before is shown, what comes after could not be read.":
    "此处不是 JSON（应有{0}）：之前的内容照常显示，之后的无法读取。",
  "Not JSON here (expected {0}): read on at the next line.": "此处不是 JSON（应有{0}）：从下一行继续读取。",
  "Values are nested more than {0} levels deep here, which no exporter does: what comes before is shown.":
    "此处的值嵌套超过 {0} 层，没有导出器会这样写：之前的内容照常显示。",
  "The file ends in the middle of a value: what comes before the cut is shown, the rest is missing. Export or download it again.":
    "文件在一个值的中间结束：截断之前的内容照常显示，其余缺失。请重新导出或下载。",
  "The file ends in the middle of a message: what comes before the cut is shown, the rest is missing. Export or download it again.":
    "文件在一条消息的中间结束：截断之前的内容照常显示，其余缺失。请重新导出或下载。",
  "Not OTLP protobuf here ({0}): what comes before is shown, the rest could not be read.":
    "此处不是 OTLP protobuf（{0}）：之前的内容照常显示，其余无法读取。",
  "A record is damaged and was left out; all others were read.": "有一条记录已损坏，未读取；其余均已读取。",
  "The process of a span is not in the file: its service is shown as unknown_service.":
    "span 的 process 不在文件中：它的服务显示为 unknown_service。",

  more: "更多内容",
  "a value": "一个值",
  "a key in quotes": "带引号的键",
  "the end of a string": "字符串的结尾",
  "the end of a value": "值的结尾",
  '"{" or "["': "“{”或“[”",
  '"," or "}"': "“,”或“}”",
  '"," or "]"': "“,”或“]”",
  '","': "“,”",
  '":"': "“:”",
  "an unknown wire type": "未知的 wire type",
  "a field without a number": "字段没有编号",
  "a field longer than its message": "字段比所在的消息还长",
  "a number cut short": "数字被截断",
  "a number of more than 64 bits": "数字超过 64 位",
};

const REPAIRS: Sentences = {
  "{0} spans are their own parent: shown as top-level spans.": "{0} 个 span 以自己为父：显示在顶层。",
  "{0} spans are ancestors of themselves: each cycle is cut at its earliest span, which is shown as a top-level span.":
    "{0} 个 span 是自己的祖先：每个环在最早的 span 处断开，该 span 显示在顶层。",
  "{0} spans have an id that another span of their trace has: all are shown, children belong to the earliest one.":
    "{0} 个 span 的 ID 与同一调用链中另一个 span 相同：全部显示，子 span 归最早的一个。",
  "{0} spans have no start time: shown last in their traces, without a bar.":
    "{0} 个 span 没有开始时间：排在调用链的最后，不画条形。",
  "{0} spans have no end time: their durations are unknown.": "{0} 个 span 没有结束时间：耗时未知。",
  "{0} spans end before they start: their durations are shown as unknown.":
    "{0} 个 span 的结束早于开始：耗时显示为未知。",
  "{0} spans share their ids with their callers' spans (Zipkin): shown as those spans' children.":
    "{0} 个 span 与调用方的 span 共用 ID（Zipkin）：显示为后者的子 span。",
  "{0} spans have ids that are empty, or neither hex nor base64 of the right length: replaced by made ones.":
    "{0} 个 span 的 ID 为空，或既不是长度正确的十六进制，也不是 base64：已用生成的 ID 代替。",
};

export const remarks: Sentences = { ...WHOLE_FILE, ...OTHER_FILES, ...DAMAGE, ...REPAIRS };
