import type { CauseRemedies } from "../remedy.ts";

/** The context of the outer span is written into the request, although the client makes a span of its own. */
export const outerContextInjected: CauseRemedies = {
  verify: {
    en: "The parent of {to}'s server span must be the client span of {from}, not the span around it.",
    zh: "{to} 的 SERVER span 的父必须是 {from} 的 CLIENT span，而不是包围它的 span。",
  },
  languages: {
    go: [
      {
        id: "manual",
        text: {
          en: "{service} injects by hand before the instrumented transport makes its client span, or sends with a ctx taken earlier, so {to} hangs above that span. Remove the inject and pass the current ctx: the transport writes the header.",
          zh: "{service} 在接入埋点的 transport 创建 CLIENT span 之前就手工 inject，或使用了更早取得的 ctx 发送，因此 {to} 挂在了该 span 之上。去掉这次 inject 并传入当前的 ctx：header 由 transport 写入。",
        },
        wrong:
          "otel.GetTextMapPropagator().Inject(ctx, propagation.HeaderCarrier(req.Header)) // the outer span's context\nresp, err := client.Do(req)",
        code: "client := &http.Client{Transport: otelhttp.NewTransport(http.DefaultTransport)}\nreq, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)\nresp, err := client.Do(req)",
      },
    ],
    rust: [
      {
        id: "middleware",
        text: {
          en: "{service} injects Context::current() by hand before TracingMiddleware makes the client span, so {to} hangs beside that span. Remove the manual inject: with an opentelemetry feature, TracingMiddleware injects the client span itself.",
          zh: "{service} 在 TracingMiddleware 创建 CLIENT span 之前就手工 inject 了 Context::current()，因此 {to} 挂在了该 span 旁边。去掉手工 inject：启用 opentelemetry 特性后，TracingMiddleware 会自己 inject CLIENT span。",
        },
        wrong:
          "global::get_text_map_propagator(|propagator| {\n    propagator.inject_context(&Context::current(), &mut HeaderInjector(&mut headers))\n});",
        code: "// Cargo.toml: reqwest-tracing with the feature of your opentelemetry version\nlet client = reqwest_middleware::ClientBuilder::new(reqwest::Client::new())\n    .with(reqwest_tracing::TracingMiddleware::default())\n    .build();\nlet response = client.post(url).json(&body).send().await?;",
      },
    ],
    nodejs: [
      {
        id: "manual",
        text: {
          en: "{service} injects by hand before the instrumented client makes its span, so {to} hangs above that span. Remove the inject: the instrumentation writes the header.",
          zh: "{service} 在接入埋点的客户端创建 span 之前就手工 inject，因此 {to} 挂在了该 span 之上。去掉这次 inject：header 由埋点写入。",
        },
        wrong: "propagation.inject(context.active(), headers);\nawait fetch(url, { headers });",
        code: "await fetch(url, { headers }); // instrumentation-undici adds traceparent",
      },
    ],
    python: [
      {
        id: "manual",
        text: {
          en: "{service} injects by hand before the instrumented client makes its span, so {to} hangs above that span. Remove the inject: the instrumentation writes the header.",
          zh: "{service} 在接入埋点的客户端创建 span 之前就手工 inject，因此 {to} 挂在了该 span 之上。去掉这次 inject：header 由埋点写入。",
        },
        wrong: "inject(headers)\nrequests.get(url, headers=headers)",
        code: "requests.get(url, headers=headers)  # RequestsInstrumentor adds traceparent",
      },
    ],
    generic: [
      {
        id: "any",
        text: {
          en: "{service} writes the context of the outer span into the request before its client makes a span, so {to} hangs above the client span. Let the instrumented client inject, or inject while the client span is current.",
          zh: "{service} 在客户端创建 span 之前就把外层 span 的上下文写入请求，因此 {to} 挂在了 CLIENT span 之上。请让接入埋点的客户端来 inject，或在 CLIENT span 为当前时 inject。",
        },
        code: 'span = tracer.start_span("call", kind = CLIENT)\nwith current(span):\n    propagator.inject(current_context, headers)\n    client.call(url, headers)',
      },
    ],
  },
};
