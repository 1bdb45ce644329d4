import type { CauseRemedies } from "../remedy.ts";

/** A scope is opened and never closed, so its thread stays in that context. */
export const scopeNotClosed: CauseRemedies = {
  verify: {
    en: "Run many requests one after the other: each must have an entry span and a trace of its own.",
    zh: "依次发起许多请求：每个请求都必须有自己的入口 span 和自己的调用链。",
  },
  languages: {
    java: [
      {
        id: "try",
        text: {
          en: "{service} leaves a context current on its thread after the work is done, so later requests there run in it. Close each Scope on the thread that opened it, with try. Strict mode names the place.",
          zh: "{service} 在工作完成之后仍把上下文留在线程上作为当前上下文，之后在该线程上的请求都在其中运行。请用 try 在打开它的线程上关闭每个 Scope。严格模式会指出位置。",
        },
        wrong: "Scope scope = span.makeCurrent(); // never closed",
        code: 'Span span = tracer.spanBuilder("work").startSpan();\ntry (Scope scope = span.makeCurrent()) {\n  work();\n} finally {\n  span.end();\n}\n// find the place: -Dio.opentelemetry.context.enableStrictContext=true',
      },
    ],
    python: [
      {
        id: "detach",
        text: {
          en: "{service} leaves a context current on its thread after the work is done, so later requests there run in it. Detach each token in finally, in the same task; better, use the context manager.",
          zh: "{service} 在工作完成之后仍把上下文留在线程上作为当前上下文，之后在该线程上的请求都在其中运行。请在 finally 中、在同一任务里 detach 每个 token；更好的做法是使用上下文管理器。",
        },
        wrong: "context.attach(ctx)  # and no detach",
        code: 'with tracer.start_as_current_span("work"):\n    work()\n\n# or by hand\ntoken = context.attach(ctx)\ntry:\n    work()\nfinally:\n    context.detach(token)',
      },
    ],
    dotnet: [
      {
        id: "dispose",
        text: {
          en: "{service} leaves a context current on its thread after the work is done, so later requests there run in it. Dispose each Activity where it was started.",
          zh: "{service} 在工作完成之后仍把上下文留在线程上作为当前上下文，之后在该线程上的请求都在其中运行。请在开始每个 Activity 的地方释放它。",
        },
        wrong: 'var activity = source.StartActivity("work"); // stays Activity.Current',
        code: 'using var activity = source.StartActivity("work");',
      },
    ],
    php: [
      {
        id: "detach",
        text: {
          en: "{service} leaves a context current on its thread after the work is done, so later requests there run in it. Detach each scope in finally, then end the span.",
          zh: "{service} 在工作完成之后仍把上下文留在线程上作为当前上下文，之后在该线程上的请求都在其中运行。请在 finally 中 detach 每个 scope，然后结束 span。",
        },
        wrong: "$scope = $span->activate(); // never detached",
        code: "$span = $tracer->spanBuilder('work')->startSpan();\n$scope = $span->activate();\ntry {\n    work();\n} finally {\n    $scope->detach();\n    $span->end();\n}",
      },
    ],
    ruby: [
      {
        id: "block",
        text: {
          en: "{service} leaves a context current on its thread after the work is done, so later requests there run in it. Use the block form, which restores the context.",
          zh: "{service} 在工作完成之后仍把上下文留在线程上作为当前上下文，之后在该线程上的请求都在其中运行。请使用 block 形式，它会恢复上下文。",
        },
        wrong: "OpenTelemetry::Context.attach(context) # and no detach",
        code: "tracer.in_span('work') do |span|\n  work\nend",
      },
    ],
    generic: [
      {
        id: "any",
        text: {
          en: "{service} leaves a context current on its thread after the work is done, so later requests there run in it. Restore the previous context on every path.",
          zh: "{service} 在工作完成之后仍把上下文留在线程上作为当前上下文，之后在该线程上的请求都在其中运行。请在每条路径上恢复先前的上下文。",
        },
        code: "token = attach(context)\ntry:\n    work()\nfinally:\n    detach(token)",
      },
    ],
  },
};
