import type { CauseRemedies } from "../remedy.ts";

/** Spans of one request hang in the trace of another. */
export const mixedContext: CauseRemedies = {
  verify: {
    en: "Run many requests at the same time: each trace must have one entry span, and no span may start after its parent's request ended.",
    zh: "同时发起许多请求：每条调用链应只有一个入口 span，且没有 span 在其父所属请求结束后才开始。",
  },
  languages: {
    go: [
      {
        id: "shared",
        text: {
          en: "A ctx or span is kept where several requests reach it: a package variable, a struct field, a pool, a logger. Or ctx was reassigned, so that a sibling became a child. Pass ctx as an argument, and give siblings their own variable.",
          zh: "ctx 或 span 保存在多个请求都能访问的地方：包变量、结构体字段、池或 logger；或者 ctx 被重新赋值，使兄弟成了子。请把 ctx 作为参数传递，并让兄弟使用各自的变量。",
        },
        wrong:
          'type Service struct{ ctx context.Context } // shared by all requests\n\nctx, a := tracer.Start(ctx, "a")\na.End()\nctx, b := tracer.Start(ctx, "b") // b hangs under a, which has ended',
        code: 'func (s *Service) Handle(ctx context.Context) {\n\taCtx, a := tracer.Start(ctx, "a")\n\tdoA(aCtx)\n\ta.End()\n\tbCtx, b := tracer.Start(ctx, "b")\n\tdoB(bCtx)\n\tb.End()\n}',
      },
    ],
    nodejs: [
      {
        id: "shared",
        text: {
          en: "A listener, queue or pool runs the work of one request in the context of another. Bind at the call, start independent work with ROOT_CONTEXT, and keep no span in a module variable.",
          zh: "监听器、队列或池在一个请求的上下文中运行另一个请求的工作。在调用处绑定，用 ROOT_CONTEXT 开始独立的工作，不要把 span 保存在模块变量中。",
        },
        wrong: "let currentSpan; // shared by all requests",
        code: 'import { context, ROOT_CONTEXT } from "@opentelemetry/api";\n\nemitter.once("done", context.bind(context.active(), onDone));\n// a shared loop belongs to no request\ncontext.with(ROOT_CONTEXT, () => startPolling());',
      },
    ],
    java: [
      {
        id: "scope",
        text: {
          en: "A thread of a pool keeps the context of the request before. Close every Scope on the thread that opened it; strict mode names the place.",
          zh: "线程池的线程保留了前一个请求的上下文。每个 Scope 都要在打开它的线程上关闭；严格模式会指出位置。",
        },
        wrong: "Scope scope = span.makeCurrent(); // never closed",
        code: "try (Scope scope = span.makeCurrent()) {\n  work();\n}\n// find the place: -Dio.opentelemetry.context.enableStrictContext=true",
      },
    ],
    python: [
      {
        id: "detach",
        text: {
          en: "A context is attached and not detached, or attached across a yield, so the next request of this thread or task inherits it.",
          zh: "上下文被 attach 而没有 detach，或跨越 yield 被 attach，因此该线程或任务的下一个请求继承了它。",
        },
        code: "token = context.attach(ctx)\ntry:\n    work()\nfinally:\n    context.detach(token)",
      },
    ],
    dotnet: [
      {
        id: "static",
        text: {
          en: "An Activity is kept in a static field or not disposed, so later work hangs under it. Dispose it, and start shared loops with no current Activity.",
          zh: "Activity 保存在静态字段中或没有 dispose，因此之后的工作挂在它之下。请 dispose 它，并在没有当前 Activity 时启动共享的循环。",
        },
        code: 'Activity.Current = null; // at the start of a loop that serves all requests\nusing var activity = source.StartActivity("poll");',
      },
    ],
    generic: [
      {
        id: "any",
        text: {
          en: "A context is shared between requests: a global, a pooled object, a thread that was not cleaned. Hold the context per request, and remove it when the request ends.",
          zh: "上下文在请求之间被共享：全局变量、池中的对象，或没有清理的线程。请按请求保存上下文，并在请求结束时移除。",
        },
        code: "previous = attach(context)\ntry:\n    handle(request)\nfinally:\n    attach(previous)",
      },
    ],
  },
};
