import type { CauseRemedies } from "../remedy.ts";

/** A span is started and not ended, so it is never exported. */
export const leakedSpan: CauseRemedies = {
  verify: {
    en: "Run the failing path once more: the missing parent must now appear, with its children under it.",
    zh: "再走一次出错的路径：缺失的父 span 应当出现，子 span 位于其下。",
  },
  languages: {
    go: [
      {
        id: "httptrace",
        when: {
          scopes: [
            "go.opentelemetry.io/otel/instrumentation/httptrace",
            "go.opentelemetry.io/contrib/instrumentation/net/http/httptrace/otelhttptrace",
          ],
        },
        text: {
          en: "No End is missing in {service}: {scope} {version} never ends http.getconn when the dial fails or is cancelled. Upgrade otelhttptrace; where that does not help, let it record events on the client span instead of spans of its own.",
          zh: "{service} 并没有漏掉 End：拨号失败或被取消时，{scope} {version} 从不结束 http.getconn。请升级 otelhttptrace；若无济于事，让它在 CLIENT span 上记录事件，而不创建自己的 span。",
        },
        wrong: "otelhttptrace.NewClientTrace(ctx)",
        code: "otelhttp.NewTransport(http.DefaultTransport, otelhttp.WithClientTrace(\n\tfunc(ctx context.Context) *httptrace.ClientTrace {\n\t\treturn otelhttptrace.NewClientTrace(ctx, otelhttptrace.WithoutSubSpans())\n\t}))",
      },
      {
        id: "http-client",
        when: { scopes: ["go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp"] },
        text: {
          en: "A client span of otelhttp ends when the response body is read to its end or closed. Here a body is left open, most likely on an error path.",
          zh: "otelhttp 的 CLIENT span 在响应体读完或关闭时结束。这里有响应体没有关闭，多半在出错的路径上。",
        },
        wrong:
          "resp, err := client.Do(req)\nif resp.StatusCode != http.StatusOK {\n\treturn errStatus // body never closed\n}",
        code: "resp, err := client.Do(req)\nif err != nil {\n\treturn err\n}\ndefer resp.Body.Close()",
      },
      {
        id: "defer",
        text: {
          en: "A span is not ended on every path: an early return or a panic passes its End. Defer End right after Start. A deferred End also runs while panicking and records the panic; os.Exit and log.Fatal skip it.",
          zh: "有的路径上 span 没有被结束：提前返回或 panic 跳过了它的 End。在 Start 之后立即 defer End。deferred 的 End 在 panic 时也会运行并记录 panic；os.Exit 和 log.Fatal 会跳过它。",
        },
        wrong:
          'ctx, span := tracer.Start(ctx, "work")\nif err != nil {\n\treturn err // span is never ended\n}\nspan.End()',
        code: 'ctx, span := tracer.Start(ctx, "work")\ndefer span.End()',
      },
    ],
    nodejs: [
      {
        id: "finally",
        text: {
          en: "A span is not ended on every path: a throw or an early return passes its end(). End it in finally.",
          zh: "有的路径上 span 没有被结束：抛出异常或提前返回跳过了它的 end()。请在 finally 中结束它。",
        },
        wrong: 'const span = tracer.startSpan("work");\nawait work(); // throws: the span is never ended\nspan.end();',
        code: 'await tracer.startActiveSpan("work", async (span) => {\n  try {\n    return await work();\n  } catch (error) {\n    span.recordException(error as Error);\n    span.setStatus({ code: SpanStatusCode.ERROR });\n    throw error;\n  } finally {\n    span.end();\n  }\n});',
      },
    ],
    java: [
      {
        id: "finally",
        text: {
          en: "A span is not ended on every path. Close the scope and end the span in finally.",
          zh: "有的路径上 span 没有被结束。请在 finally 中关闭 scope 并结束 span。",
        },
        code: 'Span span = tracer.spanBuilder("work").startSpan();\ntry (Scope scope = span.makeCurrent()) {\n  work();\n} catch (Throwable t) {\n  span.recordException(t);\n  throw t;\n} finally {\n  span.end();\n}',
      },
    ],
    python: [
      {
        id: "with",
        text: {
          en: "A span is not ended on every path. Use the context manager, which ends it on return and on exceptions.",
          zh: "有的路径上 span 没有被结束。请使用上下文管理器，它在返回和异常时都会结束 span。",
        },
        wrong: 'span = tracer.start_span("work")\nwork()\nspan.end()',
        code: 'with tracer.start_as_current_span("work"):\n    work()',
      },
    ],
    dotnet: [
      {
        id: "using",
        text: {
          en: "An Activity is not disposed on every path. Declare it with using.",
          zh: "有的路径上 Activity 没有被 dispose。请用 using 声明它。",
        },
        wrong: 'var activity = source.StartActivity("work");',
        code: 'using var activity = source.StartActivity("work");',
      },
    ],
    ruby: [
      {
        id: "block",
        text: {
          en: "A span is not ended on every path. Use the block form, which ends it on return and on exceptions.",
          zh: "有的路径上 span 没有被结束。请使用 block 形式，它在返回和异常时都会结束 span。",
        },
        wrong: "span = tracer.start_span('work')\nwork\nspan.finish",
        code: "tracer.in_span('work') do |span|\n  work\nend",
      },
    ],
    php: [
      {
        id: "finally",
        text: {
          en: "A span is not ended on every path. End it in finally.",
          zh: "有的路径上 span 没有被结束。请在 finally 中结束它。",
        },
        code: "$span = $tracer->spanBuilder('work')->startSpan();\ntry {\n    work();\n} finally {\n    $span->end();\n}",
      },
    ],
    generic: [
      {
        id: "any",
        text: {
          en: "A span is started and not ended on every path, so it is never exported and its children hang in the air. End it in the construct your language has for that.",
          zh: "span 开始之后，有的路径上没有结束，因此从未导出，它的子 span 悬空。请用所用语言为此提供的结构来结束它。",
        },
        code: 'span = tracer.start_span("work")\ntry:\n    work()\nfinally:\n    span.end()',
      },
    ],
  },
};
