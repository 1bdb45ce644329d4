import type { CauseRemedies } from "../remedy.ts";

/** A span is started and not ended, so it is never exported. */
export const leakedSpan: CauseRemedies = {
  verify: "Run the failing path once more: the missing parent must now appear, with its children under it.",
  languages: {
    go: [
      {
        id: "http-client",
        when: { scope: "otelhttp" },
        text: "A client span of otelhttp ends when the response body is read to its end or closed. Here a body is left open, most likely on an error path.",
        wrong:
          "resp, err := client.Do(req)\nif resp.StatusCode != http.StatusOK {\n\treturn errStatus // body never closed\n}",
        code: "resp, err := client.Do(req)\nif err != nil {\n\treturn err\n}\ndefer resp.Body.Close()",
      },
      {
        id: "defer",
        text: "A span is not ended on every path: an early return or a panic passes its End. Defer End right after Start. A deferred End also runs while panicking and records the panic; os.Exit and log.Fatal skip it.",
        wrong:
          'ctx, span := tracer.Start(ctx, "work")\nif err != nil {\n\treturn err // span is never ended\n}\nspan.End()',
        code: 'ctx, span := tracer.Start(ctx, "work")\ndefer span.End()',
      },
    ],
    nodejs: [
      {
        id: "finally",
        text: "A span is not ended on every path: a throw or an early return passes its end(). End it in finally.",
        wrong: 'const span = tracer.startSpan("work");\nawait work(); // throws: the span is never ended\nspan.end();',
        code: 'await tracer.startActiveSpan("work", async (span) => {\n  try {\n    return await work();\n  } catch (error) {\n    span.recordException(error as Error);\n    span.setStatus({ code: SpanStatusCode.ERROR });\n    throw error;\n  } finally {\n    span.end();\n  }\n});',
      },
    ],
    java: [
      {
        id: "finally",
        text: "A span is not ended on every path. Close the scope and end the span in finally.",
        code: 'Span span = tracer.spanBuilder("work").startSpan();\ntry (Scope scope = span.makeCurrent()) {\n  work();\n} catch (Throwable t) {\n  span.recordException(t);\n  throw t;\n} finally {\n  span.end();\n}',
      },
    ],
    python: [
      {
        id: "with",
        text: "A span is not ended on every path. Use the context manager, which ends it on return and on exceptions.",
        wrong: 'span = tracer.start_span("work")\nwork()\nspan.end()',
        code: 'with tracer.start_as_current_span("work"):\n    work()',
      },
    ],
    dotnet: [
      {
        id: "using",
        text: "An Activity is not disposed on every path. Declare it with using.",
        wrong: 'var activity = source.StartActivity("work");',
        code: 'using var activity = source.StartActivity("work");',
      },
    ],
    generic: [
      {
        id: "any",
        text: "A span is started and not ended on every path, so it is never exported and its children hang in the air. End it in the construct your language has for that.",
        code: 'span = tracer.start_span("work")\ntry:\n    work()\nfinally:\n    span.end()',
      },
    ],
  },
};
