import type { CauseRemedies } from "../remedy.ts";

/** The caller records its call and sends the flag "not sampled", so callees that follow it record nothing. */
export const sampledFlagOff: CauseRemedies = {
  verify: {
    en: "Record traceparent at {to}: for a call whose span is exported it must end in 01.",
    zh: "在 {to} 记录 traceparent：若调用的 span 被导出，它必须以 01 结尾。",
  },
  languages: {
    go: [
      {
        id: "ebpf",
        when: {
          scopes: ["go.opentelemetry.auto/net/http", "go.opentelemetry.io/auto/net/http", "go.opentelemetry.io/auto"],
        },
        text: {
          en: "The eBPF instrumentation of {service} ({scope} {version}) writes the flag 00 though it records, so {to} follows and records nothing. Upgrade it; until then sample always at {to}.",
          zh: "{service} 的 eBPF 埋点（{scope} {version}）虽然在记录，却写入标志 00，因此 {to} 照此不做记录。请升级它；在此之前让 {to} 总是采样。",
        },
        code: "# at the service that is called, until the instrumentation is upgraded\nOTEL_TRACES_SAMPLER=always_on",
      },
      {
        id: "inject",
        text: {
          en: "{service} records the call and sends the flag 00, so callees with a parent-based sampler record nothing. Let the propagator write the header from the current span, and keep the sampler parent-based.",
          zh: "{service} 记录了调用却发送标志 00，因此使用 parent-based 采样器的被调用方不做记录。请让 propagator 根据当前 span 写入 header，并保持采样器为 parent-based。",
        },
        wrong: 'req.Header.Set("traceparent", fmt.Sprintf("00-%s-%s-00", traceID, spanID))',
        code: "otel.GetTextMapPropagator().Inject(ctx, propagation.HeaderCarrier(req.Header))",
      },
    ],
    generic: [
      {
        id: "any",
        text: {
          en: "Either {service} records its calls and sends the flag 00, or the other side decides not to record. Record traceparent there: if it ends in 00, let the propagator of {service} write it; if it ends in 01, make the other side's sampler parent-based.",
          zh: "要么 {service} 记录了调用却发送标志 00，要么对方决定不记录。请在那里记录 traceparent：若以 00 结尾，让 {service} 的 propagator 来写；若以 01 结尾，把对方的采样器改为 parent-based。",
        },
        code: "OTEL_TRACES_SAMPLER=parentbased_always_on\n# Python, record the header: OTEL_INSTRUMENTATION_HTTP_CAPTURE_HEADERS_SERVER_REQUEST=traceparent",
      },
    ],
  },
};
