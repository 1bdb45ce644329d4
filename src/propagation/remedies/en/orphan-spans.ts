import type { CauseRemedies } from "../remedy.ts";

/** The context arrived, but the parent span was never exported. */
export const orphanSpans: CauseRemedies = {
  verify: "After the next deploy the missing parent ids must be span ids of the same trace.",
  languages: {
    go: [
      {
        id: "flush",
        text: "The context arrives, but the parent span does not. If they are missing around restarts, flush on exit: os.Exit and log.Fatal skip deferred calls. If they all come from one component, export its spans too.",
        wrong: "defer tp.Shutdown(ctx) // ctx is already cancelled here",
        code: 'ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)\ndefer stop()\ndefer func() {\n\tctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)\n\tdefer cancel()\n\tif err := tp.Shutdown(ctx); err != nil {\n\t\tslog.Error("flush spans", "error", err)\n\t}\n}()',
      },
    ],
    nodejs: [
      {
        id: "flush",
        text: "The context arrives, but the parent span does not. If they are missing around restarts, shut the SDK down on SIGTERM. If they all come from one component, export its spans too.",
        wrong: 'process.on("SIGTERM", () => process.exit(0));',
        code: 'process.on("SIGTERM", () => {\n  sdk.shutdown().finally(() => process.exit(0));\n});',
      },
    ],
    java: [
      {
        id: "flush",
        text: "The context arrives, but the parent span does not. The agent flushes on exit; an SDK of your own must be closed.",
        code: "Runtime.getRuntime().addShutdownHook(new Thread(openTelemetrySdk::close));",
      },
    ],
    python: [
      {
        id: "flush",
        text: "The context arrives, but the parent span does not. Shut the provider down on exit; in pre-fork servers build it in each worker, after the fork.",
        code: "import atexit\n\natexit.register(provider.shutdown)",
      },
    ],
    dotnet: [
      {
        id: "framework",
        text: "HttpClient and ASP.NET Core start an Activity of their own and propagate its id even when nothing exports it. Add their instrumentation, so that the parent is exported.",
        code: "tracing.AddAspNetCoreInstrumentation()\n    .AddHttpClientInstrumentation();",
      },
    ],
    generic: [
      {
        id: "any",
        text: "The context arrives, but the parent span is not in this data. A proxy, load balancer or platform may have made it and exports elsewhere; a process may have ended before its flush; a collector may have dropped it. Export that component's spans here too, or stop it from starting spans.",
        code: "# collector: are spans refused or dropped?\notelcol_receiver_refused_spans_total\notelcol_processor_dropped_spans_total\notelcol_exporter_send_failed_spans_total",
      },
    ],
  },
};
