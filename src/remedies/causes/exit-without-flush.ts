import type { CauseRemedies } from "../remedy.ts";

/** The process ends before its last spans are sent. */
export const exitWithoutFlush: CauseRemedies = {
  verify: {
    en: "Stop {service} once as it stopped here: the spans of its last requests must arrive.",
    zh: "让 {service} 像这次一样停止一次：它最后几个请求的 span 必须送达。",
  },
  languages: {
    go: [
      {
        id: "shutdown",
        text: {
          en: "{service} ends before it has sent its last spans. log.Fatal and os.Exit skip deferred calls, so the batch is lost. Return an error up to main, and shut the provider down there with a context of its own.",
          zh: "{service} 在发出最后的 span 之前就结束了。log.Fatal 和 os.Exit 会跳过 deferred 调用，整批 span 因此丢失。请把错误返回到 main，并在那里用单独的 context 关闭 provider。",
        },
        wrong: "log.Fatal(err) // no deferred call runs, no span is flushed",
        code: 'func main() {\n\tif err := run(); err != nil {\n\t\tslog.Error("exit", "error", err)\n\t\tos.Exit(1) // run\'s deferred calls are done\n\t}\n}\n\nfunc run() error {\n\tdefer func() {\n\t\tctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)\n\t\tdefer cancel()\n\t\tif err := tp.Shutdown(ctx); err != nil {\n\t\t\tslog.Error("flush spans", "error", err)\n\t\t}\n\t}()\n\treturn serve()\n}',
      },
    ],
    nodejs: [
      {
        id: "shutdown",
        text: {
          en: "{service} ends before it has sent its last spans. Shut the SDK down on SIGTERM and before each process.exit.",
          zh: "{service} 在发出最后的 span 之前就结束了。请在 SIGTERM 时以及每次 process.exit 之前关闭 SDK。",
        },
        wrong: "process.exit(1);",
        code: 'process.on("SIGTERM", () => {\n  sdk.shutdown().finally(() => process.exit(0));\n});',
      },
    ],
    webjs: [
      {
        id: "hidden",
        text: {
          en: "{service} runs in a page that is left before the batch is sent. Flush when the page is hidden; unload comes too late.",
          zh: "{service} 运行在页面中，页面在整批 span 发出之前就被离开。请在页面隐藏时 flush；unload 为时已晚。",
        },
        code: 'document.addEventListener("visibilitychange", () => {\n  if (document.visibilityState === "hidden") provider.forceFlush();\n});',
      },
    ],
    java: [
      {
        id: "close",
        text: {
          en: "{service} ends before it has sent its last spans. The agent flushes on exit, but not when the process is killed or calls Runtime.halt; an SDK of your own must be closed.",
          zh: "{service} 在发出最后的 span 之前就结束了。agent 会在退出时 flush，但进程被强行终止或调用 Runtime.halt 时不会；自己的 SDK 必须关闭。",
        },
        code: "Runtime.getRuntime().addShutdownHook(new Thread(openTelemetrySdk::close));",
      },
    ],
    python: [
      {
        id: "celery",
        when: { infrastructure: ["celery"] },
        text: {
          en: "{service} ends before it has sent its last spans. Celery's child processes end by os._exit, which skips atexit. Build the provider in worker_process_init and shut it down in worker_process_shutdown.",
          zh: "{service} 在发出最后的 span 之前就结束了。Celery 的子进程以 os._exit 结束，会跳过 atexit。请在 worker_process_init 中构建 provider，在 worker_process_shutdown 中关闭它。",
        },
        wrong: "atexit.register(provider.shutdown)  # a worker's child never runs it",
        code: "from celery.signals import worker_process_init, worker_process_shutdown\nfrom opentelemetry import trace\nfrom opentelemetry.instrumentation.celery import CeleryInstrumentor\n\n@worker_process_init.connect(weak=False)\ndef start_tracing(*args, **kwargs):\n    provider = TracerProvider()\n    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))\n    trace.set_tracer_provider(provider)\n    CeleryInstrumentor().instrument()\n\n@worker_process_shutdown.connect(weak=False)\ndef stop_tracing(*args, **kwargs):\n    trace.get_tracer_provider().shutdown()",
      },
      {
        id: "shutdown",
        text: {
          en: "{service} ends before it has sent its last spans. os._exit and a kill skip atexit; so do the children of multiprocessing. Flush before the work ends, and in pre-fork servers build the provider in each worker.",
          zh: "{service} 在发出最后的 span 之前就结束了。os._exit 和强行终止会跳过 atexit，multiprocessing 的子进程也是如此。请在工作结束之前 flush；在 pre-fork 服务器中，于每个 worker 中构建 provider。",
        },
        wrong: "os._exit(0)",
        code: "try:\n    main()\nfinally:\n    trace.get_tracer_provider().shutdown()",
      },
    ],
    dotnet: [
      {
        id: "dispose",
        text: {
          en: "{service} ends before it has sent its last spans. Dispose the provider, or let the host do so: Environment.Exit and FailFast skip it.",
          zh: "{service} 在发出最后的 span 之前就结束了。请释放 provider，或交给 host 释放：Environment.Exit 和 FailFast 会跳过它。",
        },
        code: 'using var tracerProvider = Sdk.CreateTracerProviderBuilder()\n    .AddSource("my-service")\n    .AddOtlpExporter()\n    .Build();\n// short-lived work: tracerProvider.ForceFlush();',
      },
    ],
    generic: [
      {
        id: "lambda",
        when: { infrastructure: ["lambda"] },
        text: {
          en: "{service} ends before it has sent its last spans. Lambda freezes the process once it has answered. Flush at the end of each invocation, or use the collector extension.",
          zh: "{service} 在发出最后的 span 之前就结束了。Lambda 在应答之后会冻结进程。请在每次调用结束时 flush，或使用 collector extension。",
        },
        code: "tracer_provider.force_flush()   // before the handler returns",
      },
      {
        id: "any",
        text: {
          en: "{service} ends before it has sent its last spans. Shut the tracer provider down on every way out, signals and fatal errors included, and give it a few seconds.",
          zh: "{service} 在发出最后的 span 之前就结束了。请在每一条退出路径上关闭 tracer provider，包括信号和致命错误，并给它几秒钟。",
        },
        code: "on_exit(() => tracer_provider.shutdown(timeout = 5 s))",
      },
    ],
  },
};
