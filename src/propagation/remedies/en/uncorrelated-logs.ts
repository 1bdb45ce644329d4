import type { CauseRemedies } from "../remedy.ts";

/** Log records without the ids of the span that was open when they were written. */
export const uncorrelatedLogs: CauseRemedies = {
  verify: "Write one log line inside a request: it must carry the trace id and the span id of that request's span.",
  languages: {
    go: [
      {
        id: "zap",
        when: { scope: "zap" },
        text: "otelzap takes the span from a field that holds a context. Without the field there are no ids.",
        wrong: 'logger.Info("saved")',
        code: 'logger.Info("saved", zap.Any("context", ctx))',
      },
      {
        id: "logrus",
        when: { scope: "logrus" },
        text: "otellogrus takes the span from the entry's context.",
        wrong: 'logrus.Info("saved")',
        code: 'logrus.WithContext(ctx).Info("saved")',
      },
      {
        id: "slog",
        text: "slog.Info has no ctx, so no span. Call the methods with Context, on a logger that reads it: otelslog sends records with their ids.",
        wrong: 'slog.Info("saved", "order", id)',
        code: 'slog.SetDefault(otelslog.NewLogger("my-service"))\n\nslog.InfoContext(ctx, "saved", "order", id)\n// sloglint with context: all finds the calls without ctx',
      },
    ],
    nodejs: [
      {
        id: "winston",
        when: { scope: "winston" },
        text: "winston is patched when it is loaded. Load the SDK first; to send the records install @opentelemetry/winston-transport too.",
        code: 'import { WinstonInstrumentation } from "@opentelemetry/instrumentation-winston";\n\nconst sdk = new NodeSDK({ instrumentations: [new WinstonInstrumentation()] });\nsdk.start(); // before winston is imported',
      },
      {
        id: "pino",
        text: "The logger is patched when it is loaded, and adds ids only inside an active span. Load the SDK first, and log within startActiveSpan or a request handler. Bunyan and winston have instrumentations too.",
        wrong: 'import pino from "pino"; // before the SDK has started',
        code: 'import { PinoInstrumentation } from "@opentelemetry/instrumentation-pino";\n\nconst sdk = new NodeSDK({ instrumentations: [new PinoInstrumentation()] });\nsdk.start(); // before pino is imported: node --import ./telemetry.mjs app.js',
      },
    ],
    java: [
      {
        id: "logback",
        text: "Run the Java agent, which adds the ids, or add the appender and install the SDK into it.",
        code: "OpenTelemetryAppender.install(openTelemetrySdk);\n// logback.xml: io.opentelemetry.instrumentation.logback.appender.v1_0.OpenTelemetryAppender\n// in text logs: %X{trace_id} %X{span_id}",
      },
    ],
    python: [
      {
        id: "logging",
        text: "Instrument logging: it sends the records with their ids, and writes them into your lines when asked to.",
        code: "from opentelemetry.instrumentation.logging import LoggingInstrumentor\n\nLoggingInstrumentor().instrument(inject_trace_context=True)\n# or OTEL_PYTHON_LOG_CORRELATION=true",
      },
    ],
    dotnet: [
      {
        id: "ilogger",
        text: "ILogger takes the ids from Activity.Current. Add the OpenTelemetry provider, and log while the Activity is current.",
        code: "builder.Logging.AddOpenTelemetry(options => options.AddOtlpExporter());",
      },
    ],
    generic: [
      {
        id: "any",
        text: "The logger does not know the current span. Use your logger's OpenTelemetry bridge, or add trace_id and span_id of the current span to every record.",
        code: 'logger.info("saved", trace_id = span.trace_id, span_id = span.span_id)',
      },
    ],
  },
};
