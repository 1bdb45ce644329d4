import type { CauseRemedies } from "../remedy.ts";

/** Spans of one request hang in the trace of another. */
export const mixedContext: CauseRemedies = {
  verify:
    "Run many requests at the same time: each trace must have one entry span, and no span may start after its parent's request ended.",
  languages: {
    go: [
      {
        id: "shared",
        text: "A ctx or span is kept where several requests reach it: a package variable, a struct field, a pool, a logger. Or ctx was reassigned, so that a sibling became a child. Pass ctx as an argument, and give siblings their own variable.",
        wrong:
          'type Service struct{ ctx context.Context } // shared by all requests\n\nctx, a := tracer.Start(ctx, "a")\na.End()\nctx, b := tracer.Start(ctx, "b") // b hangs under a, which has ended',
        code: 'func (s *Service) Handle(ctx context.Context) {\n\taCtx, a := tracer.Start(ctx, "a")\n\tdoA(aCtx)\n\ta.End()\n\tbCtx, b := tracer.Start(ctx, "b")\n\tdoB(bCtx)\n\tb.End()\n}',
      },
    ],
    nodejs: [
      {
        id: "shared",
        text: "A listener, queue or pool runs the work of one request in the context of another. Bind at the call, start independent work with ROOT_CONTEXT, and keep no span in a module variable.",
        wrong: "let currentSpan; // shared by all requests",
        code: 'import { context, ROOT_CONTEXT } from "@opentelemetry/api";\n\nemitter.once("done", context.bind(context.active(), onDone));\n// a shared loop belongs to no request\ncontext.with(ROOT_CONTEXT, () => startPolling());',
      },
    ],
    java: [
      {
        id: "scope",
        text: "A thread of a pool keeps the context of the request before. Close every Scope on the thread that opened it; strict mode names the place.",
        wrong: "Scope scope = span.makeCurrent(); // never closed",
        code: "try (Scope scope = span.makeCurrent()) {\n  work();\n}\n// find the place: -Dio.opentelemetry.context.enableStrictContext=true",
      },
    ],
    python: [
      {
        id: "detach",
        text: "A context is attached and not detached, or attached across a yield, so the next request of this thread or task inherits it.",
        code: "token = context.attach(ctx)\ntry:\n    work()\nfinally:\n    context.detach(token)",
      },
    ],
    dotnet: [
      {
        id: "static",
        text: "An Activity is kept in a static field or not disposed, so later work hangs under it. Dispose it, and start shared loops with no current Activity.",
        code: 'Activity.Current = null; // at the start of a loop that serves all requests\nusing var activity = source.StartActivity("poll");',
      },
    ],
    generic: [
      {
        id: "any",
        text: "A context is shared between requests: a global, a pooled object, a thread that was not cleaned. Hold the context per request, and remove it when the request ends.",
        code: "previous = attach(context)\ntry:\n    handle(request)\nfinally:\n    attach(previous)",
      },
    ],
  },
};
