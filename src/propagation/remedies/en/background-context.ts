import type { CauseRemedies } from "../remedy.ts";

/** Work is detached from its request together with the request's trace. */
export const backgroundContext: CauseRemedies = {
  verify:
    "Trigger the background work once: its first span must be a child of, or a link to, the span that started it.",
  languages: {
    go: [
      {
        id: "client",
        when: { protocols: ["http", "grpc"] },
        text: "{from} makes this call with a context that is not the request's: context.Background, context.TODO, http.Get or http.NewRequest. Pass the ctx that tracer.Start or the request gave you.",
        wrong: "req, err := http.NewRequestWithContext(context.Background(), http.MethodPost, url, body)",
        code: "// r is the incoming *http.Request\nreq, err := http.NewRequestWithContext(r.Context(), http.MethodPost, url, body)",
      },
      {
        id: "goroutine",
        text: "A goroutine or worker starts its spans from context.Background, so they begin a new trace. Keep the trace and drop only the cancellation. A worker pool must carry the ctx in the job.",
        wrong: "go func() {\n\tprocess(context.Background(), job)\n}()",
        code: '// Go 1.21 and newer\ndetached := context.WithoutCancel(ctx)\ngo func() {\n\tctx, span := tracer.Start(detached, "process")\n\tdefer span.End()\n\tprocess(ctx, job)\n}()\n\n// worker pool\ntype task struct {\n\tctx context.Context // context.WithoutCancel(ctx) of the request\n\tjob Job\n}\n\n// work that is a trace of its own: start it anew, with a link\nctx, span := tracer.Start(context.Background(), "batch", trace.WithLinks(trace.LinkFromContext(reqCtx)))',
      },
    ],
    nodejs: [
      {
        id: "bind",
        text: "Work that is queued or done later runs outside the request's context. Keep the context with the work and run the work in it.",
        wrong: "jobs.push(() => processJob(job));",
        code: 'import { context, trace } from "@opentelemetry/api";\n\njobs.push(context.bind(context.active(), () => processJob(job)));\n\n// work that is a trace of its own: start it anew, with a link\nconst origin = trace.getSpanContext(context.active());\nconst links = origin ? [{ context: origin }] : [];\ntracer.startActiveSpan("batch", { root: true, links }, (span) => {\n  try {\n    runBatch();\n  } finally {\n    span.end();\n  }\n});',
      },
    ],
    java: [
      {
        id: "executor",
        text: "Tasks run on a thread that knows nothing of the request. Wrap the executor once, or the task.",
        wrong: "executor.submit(() -> process(job));",
        code: "ExecutorService traced = Context.taskWrapping(executor);\ntraced.submit(() -> process(job));\n// or one task: executor.submit(Context.current().wrap(() -> process(job)));",
      },
    ],
    python: [
      {
        id: "thread",
        text: "Threads do not inherit contextvars. Instrument threading, or run the function in a copy of the context. asyncio.to_thread copies it; loop.run_in_executor does not.",
        wrong: "executor.submit(process, job)",
        code: "from opentelemetry.instrumentation.threading import ThreadingInstrumentor\n\nThreadingInstrumentor().instrument()\n\n# or by hand\nimport contextvars\n\nexecutor.submit(contextvars.copy_context().run, process, job)",
      },
    ],
    dotnet: [
      {
        id: "queue",
        text: "Activity.Current flows with async code, but not through a queue or where flow is suppressed. Keep the ActivityContext with the work and give it as the parent.",
        code: 'var parent = Activity.Current?.Context ?? default;\nqueue.Enqueue((parent, job));\n// in the worker\nusing var activity = source.StartActivity("process", ActivityKind.Internal, parent);',
      },
    ],
    generic: [
      {
        id: "any",
        text: "The work is detached from the request, and the trace is lost with it. Pass the span context along with the work, and start the new span from it or link to it.",
        code: 'job.context = current_context\n// in the worker\nspan = tracer.start_span("process", parent = job.context)',
      },
    ],
  },
};
