import type { CauseRemedies } from "../remedy.ts";

/** The context arrived, but the parent span was never exported. */
export const orphanSpans: CauseRemedies = {
  verify: {
    en: "After the next deploy the missing parent ids must be span ids of the same trace.",
    zh: "下次部署之后，先前缺失的父 ID 应当是同一调用链中的 span ID。",
  },
  languages: {
    go: [
      {
        id: "flush",
        text: {
          en: "The context arrives, but the parent span does not. If they are missing around restarts, flush on exit: os.Exit and log.Fatal skip deferred calls. If they all come from one component, export its spans too.",
          zh: "上下文已送达，但父 span 没有。如果集中在重启前后缺失，请在退出时 flush：os.Exit 和 log.Fatal 会跳过 deferred 调用。如果都来自同一个组件，请也导出它的 span。",
        },
        wrong: "defer tp.Shutdown(ctx) // ctx is already cancelled here",
        code: 'ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)\ndefer stop()\ndefer func() {\n\tctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)\n\tdefer cancel()\n\tif err := tp.Shutdown(ctx); err != nil {\n\t\tslog.Error("flush spans", "error", err)\n\t}\n}()',
      },
    ],
    nodejs: [
      {
        id: "flush",
        text: {
          en: "The context arrives, but the parent span does not. If they are missing around restarts, shut the SDK down on SIGTERM. If they all come from one component, export its spans too.",
          zh: "上下文已送达，但父 span 没有。如果集中在重启前后缺失，请在 SIGTERM 时关闭 SDK。如果都来自同一个组件，请也导出它的 span。",
        },
        wrong: 'process.on("SIGTERM", () => process.exit(0));',
        code: 'process.on("SIGTERM", () => {\n  sdk.shutdown().finally(() => process.exit(0));\n});',
      },
    ],
    java: [
      {
        id: "flush",
        text: {
          en: "The context arrives, but the parent span does not. The agent flushes on exit; an SDK of your own must be closed.",
          zh: "上下文已送达，但父 span 没有。agent 会在退出时 flush；自己的 SDK 必须关闭。",
        },
        code: "Runtime.getRuntime().addShutdownHook(new Thread(openTelemetrySdk::close));",
      },
    ],
    python: [
      {
        id: "flush",
        text: {
          en: "The context arrives, but the parent span does not. Shut the provider down on exit; in pre-fork servers build it in each worker, after the fork.",
          zh: "上下文已送达，但父 span 没有。请在退出时关闭 provider；在 pre-fork 服务器中，请在 fork 之后于每个 worker 中构建它。",
        },
        code: "import atexit\n\natexit.register(provider.shutdown)",
      },
    ],
    dotnet: [
      {
        id: "framework",
        text: {
          en: "HttpClient and ASP.NET Core start an Activity of their own and propagate its id even when nothing exports it. Add their instrumentation, so that the parent is exported.",
          zh: "HttpClient 和 ASP.NET Core 会开始自己的 Activity 并传播它的 ID，即使没有任何东西导出它。请加上它们的埋点，使父 span 得以导出。",
        },
        code: "tracing.AddAspNetCoreInstrumentation()\n    .AddHttpClientInstrumentation();",
      },
    ],
    generic: [
      {
        id: "any",
        text: {
          en: "The context arrives, but the parent span is not in this data. A proxy, load balancer or platform may have made it and exports elsewhere; a process may have ended before its flush; a collector may have dropped it. Export that component's spans here too, or stop it from starting spans.",
          zh: "上下文已送达，但父 span 不在数据中。可能由代理、负载均衡器或平台创建并导出到别处；可能进程在 flush 之前就结束了；也可能被 collector 丢弃。请也在此导出该组件的 span，或不让它开始 span。",
        },
        code: "# collector: are spans refused or dropped?\notelcol_receiver_refused_spans_total\notelcol_processor_dropped_spans_total\notelcol_exporter_send_failed_spans_total",
      },
    ],
  },
};
