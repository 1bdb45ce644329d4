import type { CauseRemedies } from "../remedy.ts";

/** The current context is lost on the way through callbacks, pools or coroutines. */
export const asyncContextLost: CauseRemedies = {
  verify: {
    en: "Repeat under load: the number of root spans that are not server or consumer spans must fall to none.",
    zh: "在压力下重复：既非 SERVER 也非 CONSUMER 的根 span 数量应降为零。",
  },
  languages: {
    go: [
      {
        id: "ctx",
        text: {
          en: "Somewhere between the request and this span the ctx is not handed on: a field, a callback, a library call without ctx. Pass ctx as first argument all the way; in frameworks use the request's context.",
          zh: "从请求到这个 span 之间的某处没有传递 ctx：结构体字段、回调或不带 ctx 的库调用。始终把 ctx 作为第一个参数传下去；在框架中使用请求的 context。",
        },
        wrong: "func (s *Service) Load(id string) error {\n\treturn s.db.QueryRow(query, id).Scan(&v)\n}",
        code: "func (s *Service) Load(ctx context.Context, id string) error {\n\treturn s.db.QueryRowContext(ctx, query, id).Scan(&v)\n}\n// gin: c.Request.Context()   fiber v2: c.UserContext()   echo: c.Request().Context()",
      },
    ],
    webjs: [
      {
        id: "browser",
        text: {
          en: "In a browser, native async/await loses the context that ZoneContextManager keeps. Hand the context on, or compile down to promises (ES2015).",
          zh: "在浏览器中，原生 async/await 会丢失 ZoneContextManager 保存的上下文。请显式传递上下文，或编译为 promise（ES2015）。",
        },
        code: 'import { context, trace } from "@opentelemetry/api";\n\nconst withSpan = trace.setSpan(context.active(), span);\nconst response = await context.with(withSpan, () => fetch(url));',
      },
    ],
    nodejs: [
      {
        id: "mongodb",
        when: { infrastructure: ["mongodb"], scopes: ["@opentelemetry/instrumentation-mongodb"] },
        text: {
          en: "The pool of mongodb runs callbacks in the context of whoever opened the connection. In {service}, upgrade @opentelemetry/instrumentation-mongodb and the driver, and prefer promises; bind a callback that must stay.",
          zh: "mongodb 的连接池会在打开连接的一方的上下文中运行回调。请在 {service} 中升级 @opentelemetry/instrumentation-mongodb 和驱动，并优先使用 promise；必须保留的回调请绑定上下文。",
        },
        code: 'import { context } from "@opentelemetry/api";\n\nconst found = await collection.findOne({ id });\n// a callback that must stay: context.bind(context.active(), callback)',
      },
      {
        id: "pool",
        text: {
          en: "A callback, an event emitter or a connection pool runs your code in the context of whoever used it first. Bind the callback or emitter to the context at the call, and check that a context manager is registered.",
          zh: "回调、事件发射器或连接池会在最先使用它的一方的上下文中运行你的代码。在调用处把回调或发射器绑定到上下文，并确认已注册 context manager。",
        },
        wrong: "pool.getConnection((error, connection) => load(connection));",
        code: 'import { context } from "@opentelemetry/api";\n\npool.getConnection(context.bind(context.active(), (error, connection) => load(connection)));\ncontext.bind(context.active(), emitter); // its listeners run in this context\n// NodeSDK and provider.register() install AsyncLocalStorageContextManager',
      },
    ],
    java: [
      {
        id: "reactive",
        text: {
          en: "The context is bound to the thread, and this work changes threads. Wrap the executor or the callback; for Kotlin coroutines and Reactor carry it in their own context.",
          zh: "上下文绑定在线程上，而这项工作会切换线程。请包装 executor 或回调；Kotlin 协程和 Reactor 则放在它们自己的上下文中。",
        },
        code: "ExecutorService traced = Context.taskWrapping(executor);\n// Kotlin: withContext(Context.current().asContextElement()) { ... }\n// find the place: -Dio.opentelemetry.context.enableStrictContext=true",
      },
    ],
    python: [
      {
        id: "generator",
        text: {
          en: "The span is attached in one task or generator step and used in another. Do not keep a span current across yield; give the context to the task.",
          zh: "span 在一个任务或生成器步骤中被 attach，却在另一个中使用。不要让 span 跨越 yield 保持为当前；请把上下文交给任务。",
        },
        wrong: 'with tracer.start_as_current_span("stream"):\n    yield chunk',
        code: 'from opentelemetry import context, trace\n\nspan = tracer.start_span("stream")\nctx = trace.set_span_in_context(span)\ntry:\n    for item in source:\n        token = context.attach(ctx)\n        try:\n            chunk = load(item)\n        finally:\n            context.detach(token)\n        yield chunk\nfinally:\n    span.end()',
      },
    ],
    dotnet: [
      {
        id: "flow",
        text: {
          en: "The ExecutionContext does not flow here: UnsafeQueueUserWorkItem, SuppressFlow, or a callback registered earlier. Capture the context and give it as the parent.",
          zh: "ExecutionContext 在这里没有传递：UnsafeQueueUserWorkItem、SuppressFlow，或更早注册的回调。请捕获上下文并作为父传入。",
        },
        code: 'var parent = Activity.Current?.Context ?? default;\n// in the callback\nusing var activity = source.StartActivity("work", ActivityKind.Internal, parent);',
      },
    ],
    generic: [
      {
        id: "any",
        text: {
          en: "The current context is lost in a callback, pool or task. Capture it where the work is requested, and run the work in it.",
          zh: "当前上下文在回调、线程池或任务中丢失。在发起工作的地方捕获它，并在其中运行工作。",
        },
        code: "captured = current_context\ncallback = () => run_in(captured, work)",
      },
    ],
  },
};
