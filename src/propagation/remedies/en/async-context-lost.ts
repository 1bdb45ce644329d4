import type { CauseRemedies } from "../remedy.ts";

/** The current context is lost on the way through callbacks, pools or coroutines. */
export const asyncContextLost: CauseRemedies = {
  verify: "Repeat under load: the number of root spans that are not server or consumer spans must fall to none.",
  languages: {
    go: [
      {
        id: "ctx",
        text: "Somewhere between the request and this span the ctx is not handed on: a field, a callback, a library call without ctx. Pass ctx as first argument all the way; in frameworks use the request's context.",
        wrong: "func (s *Service) Load(id string) error {\n\treturn s.db.QueryRow(query, id).Scan(&v)\n}",
        code: "func (s *Service) Load(ctx context.Context, id string) error {\n\treturn s.db.QueryRowContext(ctx, query, id).Scan(&v)\n}\n// gin: c.Request.Context()   fiber v2: c.UserContext()   echo: c.Request().Context()",
      },
    ],
    nodejs: [
      {
        id: "browser",
        when: { telemetryLanguage: "webjs" },
        text: "In a browser, native async/await loses the context that ZoneContextManager keeps. Hand the context on, or compile down to promises (ES2015).",
        code: 'import { context, trace } from "@opentelemetry/api";\n\nconst withSpan = trace.setSpan(context.active(), span);\nconst response = await context.with(withSpan, () => fetch(url));',
      },
      {
        id: "pool",
        text: "A callback, an event emitter or a connection pool runs your code in the context of whoever used it first. Bind the callback or emitter to the context at the call, and check that a context manager is registered.",
        wrong: "pool.getConnection((error, connection) => load(connection));",
        code: 'import { context } from "@opentelemetry/api";\n\npool.getConnection(context.bind(context.active(), (error, connection) => load(connection)));\ncontext.bind(context.active(), emitter); // its listeners run in this context\n// NodeSDK and provider.register() install AsyncLocalStorageContextManager',
      },
    ],
    java: [
      {
        id: "reactive",
        text: "The context is bound to the thread, and this work changes threads. Wrap the executor or the callback; for Kotlin coroutines and Reactor carry it in their own context.",
        code: "ExecutorService traced = Context.taskWrapping(executor);\n// Kotlin: withContext(Context.current().asContextElement()) { ... }\n// find the place: -Dio.opentelemetry.context.enableStrictContext=true",
      },
    ],
    python: [
      {
        id: "generator",
        text: "The span is attached in one task or generator step and used in another. Do not keep a span current across yield; give the context to the task.",
        wrong: 'with tracer.start_as_current_span("stream"):\n    yield chunk',
        code: 'from opentelemetry import context, trace\n\nspan = tracer.start_span("stream")\nctx = trace.set_span_in_context(span)\ntry:\n    for item in source:\n        token = context.attach(ctx)\n        try:\n            chunk = load(item)\n        finally:\n            context.detach(token)\n        yield chunk\nfinally:\n    span.end()',
      },
    ],
    dotnet: [
      {
        id: "flow",
        text: "The ExecutionContext does not flow here: UnsafeQueueUserWorkItem, SuppressFlow, or a callback registered earlier. Capture the context and give it as the parent.",
        code: 'var parent = Activity.Current?.Context ?? default;\n// in the callback\nusing var activity = source.StartActivity("work", ActivityKind.Internal, parent);',
      },
    ],
    generic: [
      {
        id: "any",
        text: "The current context is lost in a callback, pool or task. Capture it where the work is requested, and run the work in it.",
        code: "captured = current_context\ncallback = () => run_in(captured, work)",
      },
    ],
  },
};
