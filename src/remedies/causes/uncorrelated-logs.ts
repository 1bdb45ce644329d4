import type { CauseRemedies } from "../remedy.ts";

/** Log records without the ids of the span that was open when they were written. */
export const uncorrelatedLogs: CauseRemedies = {
  verify: {
    en: "Write one log line inside a request: it must carry the trace id and the span id of that request's span.",
    zh: "在请求中写一行日志：它必须带有该请求 span 的 trace ID 和 span ID。",
  },
  languages: {
    go: [
      {
        id: "zap",
        when: { scopes: ["go.opentelemetry.io/contrib/bridges/otelzap"] },
        text: {
          en: "otelzap takes the span from a field that holds a context. Without the field there are no ids.",
          zh: "otelzap 从保存 context 的字段取得 span。没有该字段就没有 ID。",
        },
        wrong: 'logger.Info("saved")',
        code: 'logger.Info("saved", zap.Any("context", ctx))',
      },
      {
        id: "logrus",
        when: { scopes: ["go.opentelemetry.io/contrib/bridges/otellogrus"] },
        text: {
          en: "otellogrus takes the span from the entry's context.",
          zh: "otellogrus 从 entry 的 context 取得 span。",
        },
        wrong: 'logrus.Info("saved")',
        code: 'logrus.WithContext(ctx).Info("saved")',
      },
      {
        id: "slog",
        text: {
          en: "slog.Info has no ctx, so no span. Call the methods with Context, on a logger that reads it: otelslog sends records with their ids.",
          zh: "slog.Info 没有 ctx，也就没有 span。请在会读取它的 logger 上调用带 Context 的方法：otelslog 会把日志连同 ID 一起发送。",
        },
        wrong: 'slog.Info("saved", "order", id)',
        code: 'slog.SetDefault(otelslog.NewLogger("my-service"))\n\nslog.InfoContext(ctx, "saved", "order", id)\n// sloglint with context: all finds the calls without ctx',
      },
    ],
    nodejs: [
      {
        id: "winston",
        when: { scopes: ["@opentelemetry/instrumentation-winston", "@opentelemetry/winston-transport"] },
        text: {
          en: "winston is patched when it is loaded. Load the SDK first; to send the records install @opentelemetry/winston-transport too.",
          zh: "winston 在加载时被打补丁。请先加载 SDK；要发送日志，还需安装 @opentelemetry/winston-transport。",
        },
        code: 'import { WinstonInstrumentation } from "@opentelemetry/instrumentation-winston";\n\nconst sdk = new NodeSDK({ instrumentations: [new WinstonInstrumentation()] });\nsdk.start(); // before winston is imported',
      },
      {
        id: "pino",
        text: {
          en: "The logger is patched when it is loaded, and adds ids only inside an active span. Load the SDK first, and log within startActiveSpan or a request handler. Bunyan and winston have instrumentations too.",
          zh: "logger 在加载时被打补丁，并且只在活动的 span 内添加 ID。请先加载 SDK，并在 startActiveSpan 或请求处理函数内写日志。Bunyan 和 winston 也有埋点。",
        },
        wrong: 'import pino from "pino"; // before the SDK has started',
        code: 'import { PinoInstrumentation } from "@opentelemetry/instrumentation-pino";\n\nconst sdk = new NodeSDK({ instrumentations: [new PinoInstrumentation()] });\nsdk.start(); // before pino is imported: node --import ./telemetry.mjs app.js',
      },
    ],
    java: [
      {
        id: "agent",
        when: { infrastructure: ["java-agent"] },
        text: {
          en: "The Java agent of {service} already puts the ids into the MDC. Name them in the pattern of the appender; a logger that hands records to another thread must copy the MDC.",
          zh: "{service} 的 Java agent 已经把 ID 放入 MDC。请在 appender 的 pattern 中写出它们；把记录交给其他线程的 logger 必须复制 MDC。",
        },
        code: "<pattern>%d %-5level trace_id=%X{trace_id} span_id=%X{span_id} %logger - %msg%n</pattern>",
      },
      {
        id: "logback",
        text: {
          en: "Run the Java agent, which adds the ids, or add the appender and install the SDK into it.",
          zh: "请使用会添加 ID 的 Java agent，或加上 appender 并把 SDK 装入其中。",
        },
        code: "OpenTelemetryAppender.install(openTelemetrySdk);\n// logback.xml: io.opentelemetry.instrumentation.logback.appender.v1_0.OpenTelemetryAppender\n// in text logs: %X{trace_id} %X{span_id}",
      },
    ],
    python: [
      {
        id: "logging",
        text: {
          en: "Instrument logging: it sends the records with their ids, and writes them into your lines when asked to.",
          zh: "请为 logging 接入埋点：它会把日志连同 ID 发送，并可按要求写入日志行。",
        },
        code: "from opentelemetry.instrumentation.logging import LoggingInstrumentor\n\nLoggingInstrumentor().instrument(inject_trace_context=True)\n# or OTEL_PYTHON_LOG_CORRELATION=true",
      },
    ],
    dotnet: [
      {
        id: "ilogger",
        text: {
          en: "ILogger takes the ids from Activity.Current. Add the OpenTelemetry provider, and log while the Activity is current.",
          zh: "ILogger 从 Activity.Current 取得 ID。请加上 OpenTelemetry provider，并在 Activity 为当前时写日志。",
        },
        code: "builder.Logging.AddOpenTelemetry(options => options.AddOtlpExporter());",
      },
    ],
    generic: [
      {
        id: "any",
        text: {
          en: "The logger does not know the current span. Use your logger's OpenTelemetry bridge, or add trace_id and span_id of the current span to every record.",
          zh: "logger 不知道当前的 span。请使用该 logger 的 OpenTelemetry 桥接，或在每条日志中加上当前 span 的 trace_id 和 span_id。",
        },
        code: 'logger.info("saved", trace_id = span.trace_id, span_id = span.span_id)',
      },
    ],
  },
};
