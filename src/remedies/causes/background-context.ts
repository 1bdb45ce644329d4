import type { CauseRemedies } from "../remedy.ts";

/** Work is detached from its request together with the request's trace. */
export const backgroundContext: CauseRemedies = {
  verify: {
    en: "Trigger the background work once: its first span must be a child of, or a link to, the span that started it.",
    zh: "触发一次后台工作：它的第一个 span 必须是发起它的 span 的子 span，或用 link 指向它。",
  },
  languages: {
    go: [
      {
        id: "sql",
        when: { scopes: ["github.com/XSAM/otelsql"] },
        text: {
          en: "{service} queries the database without the request's ctx. Use the Context form of the call, and pass ctx all the way down.",
          zh: "{service} 查询数据库时没有使用请求的 ctx。请使用带 Context 的调用形式，并一路传递 ctx。",
        },
        wrong: "row := db.QueryRow(query, id)",
        code: "row := db.QueryRowContext(ctx, query, id)",
      },
      {
        id: "client",
        when: {
          scopes: [
            "go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp",
            "go.opentelemetry.io/contrib/instrumentation/google.golang.org/grpc/otelgrpc",
          ],
        },
        text: {
          en: "{service} makes this call with a context that is not the request's: context.Background, context.TODO, http.Get or http.NewRequest. Pass the ctx that tracer.Start or the request gave you.",
          zh: "{service} 发起调用时使用的不是请求的 context：context.Background、context.TODO、http.Get 或 http.NewRequest。请传入 tracer.Start 或请求给出的 ctx。",
        },
        wrong: "req, err := http.NewRequestWithContext(context.Background(), http.MethodPost, url, body)",
        code: "// r is the incoming *http.Request\nreq, err := http.NewRequestWithContext(r.Context(), http.MethodPost, url, body)",
      },
      {
        id: "goroutine",
        text: {
          en: "A goroutine or worker starts its spans from context.Background, so they begin a new trace. Keep the trace and drop only the cancellation. A worker pool must carry the ctx in the job.",
          zh: "goroutine 或 worker 从 context.Background 开始它的 span，因此开始了新的调用链。请保留调用链，只去掉取消信号。worker 池必须在任务中携带 ctx。",
        },
        wrong: "go func() {\n\tprocess(context.Background(), job)\n}()",
        code: '// Go 1.21 and newer\ndetached := context.WithoutCancel(ctx)\ngo func() {\n\tctx, span := tracer.Start(detached, "process")\n\tdefer span.End()\n\tprocess(ctx, job)\n}()\n\n// worker pool\ntype task struct {\n\tctx context.Context // context.WithoutCancel(ctx) of the request\n\tjob Job\n}\n\n// work that is a trace of its own: start it anew, with a link\nctx, span := tracer.Start(context.Background(), "batch", trace.WithLinks(trace.LinkFromContext(reqCtx)))',
      },
    ],
    nodejs: [
      {
        id: "bind",
        text: {
          en: "Work that is queued or done later runs outside the request's context. Keep the context with the work and run the work in it.",
          zh: "排队或稍后执行的工作在请求的上下文之外运行。请把上下文与工作一起保存，并在其中运行工作。",
        },
        wrong: "jobs.push(() => processJob(job));",
        code: 'import { context, trace } from "@opentelemetry/api";\n\njobs.push(context.bind(context.active(), () => processJob(job)));\n// or keep the context with the job: context.with(job.context, () => processJob(job))\n\n// work that is a trace of its own: start it anew, with a link\nconst origin = trace.getSpanContext(context.active());\nconst links = origin ? [{ context: origin }] : [];\ntracer.startActiveSpan("batch", { root: true, links }, (span) => {\n  try {\n    runBatch();\n  } finally {\n    span.end();\n  }\n});',
      },
    ],
    java: [
      {
        id: "executor",
        text: {
          en: "Tasks run on a thread that knows nothing of the request. Wrap the executor once, or the task.",
          zh: "任务在对请求一无所知的线程上运行。请包装一次 executor，或包装任务。",
        },
        wrong: "executor.submit(() -> process(job));",
        code: "ExecutorService traced = Context.taskWrapping(executor);\ntraced.submit(() -> process(job));\n// or one task: executor.submit(Context.current().wrap(() -> process(job)));",
      },
    ],
    python: [
      {
        id: "thread",
        text: {
          en: "Threads do not inherit contextvars. Instrument threading, or run the function in a copy of the context. asyncio.to_thread copies it; loop.run_in_executor does not.",
          zh: "线程不会继承 contextvars。请为 threading 接入埋点，或在上下文的副本中运行函数。asyncio.to_thread 会复制它；loop.run_in_executor 不会。",
        },
        wrong: "executor.submit(process, job)",
        code: "from opentelemetry.instrumentation.threading import ThreadingInstrumentor\n\nThreadingInstrumentor().instrument()\n\n# or by hand\nimport contextvars\n\nexecutor.submit(contextvars.copy_context().run, process, job)",
      },
    ],
    dotnet: [
      {
        id: "queue",
        text: {
          en: "Activity.Current flows with async code, but not through a queue or where flow is suppressed. Keep the ActivityContext with the work and give it as the parent.",
          zh: "Activity.Current 会随 async 代码传递，但不会穿过队列或被抑制传递的地方。请把 ActivityContext 与工作一起保存，并作为父传入。",
        },
        code: 'var parent = Activity.Current?.Context ?? default;\nqueue.Enqueue((parent, job));\n// in the worker\nusing var activity = source.StartActivity("process", ActivityKind.Internal, parent);',
      },
    ],
    generic: [
      {
        id: "any",
        text: {
          en: "The work is detached from the request, and the trace is lost with it. Pass the span context along with the work, and start the new span from it or link to it.",
          zh: "工作脱离了请求，调用链也随之丢失。请把 span 上下文与工作一起传递，并以它为父或用 link 指向它来开始新的 span。",
        },
        code: 'job.context = current_context\n// in the worker\nspan = tracer.start_span("process", parent = job.context)',
      },
    ],
  },
};
