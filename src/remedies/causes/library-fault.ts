import type { CauseRemedies } from "../remedy.ts";

/** The fault is inside an instrumentation library, not in the code of the service. */
export const libraryFault: CauseRemedies = {
  verify: {
    en: "Upgrade and repeat: the spans of {scope} must be whole.",
    zh: "升级后重复：{scope} 的 span 必须完整。",
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
          en: "{scope} {version} never ends http.getconn when the dial fails or is cancelled; the code of {service} is right. Upgrade it. Where that does not help, let it record events on the client span instead of spans of its own.",
          zh: "拨号失败或被取消时，{scope} {version} 从不结束 http.getconn；{service} 的代码没有问题。请升级它；若无济于事，让它在 CLIENT span 上记录事件，而不创建自己的 span。",
        },
        wrong: "otelhttptrace.NewClientTrace(ctx)",
        code: "otelhttp.NewTransport(http.DefaultTransport, otelhttp.WithClientTrace(\n\tfunc(ctx context.Context) *httptrace.ClientTrace {\n\t\treturn otelhttptrace.NewClientTrace(ctx, otelhttptrace.WithoutSubSpans())\n\t}))",
      },
      {
        id: "upgrade",
        text: {
          en: "The fault is in {scope} {version}, not in the code of {service}. Upgrade the library; if the newest version does the same, report it there with one of these traces.",
          zh: "故障在 {scope} {version} 中，而不在 {service} 的代码中。请升级该库；如果最新版本依然如此，请附上其中一条调用链向其报告。",
        },
        code: "go list -m -u all | grep go.opentelemetry.io\ngo get -u go.opentelemetry.io/contrib/...",
      },
    ],
    nodejs: [
      {
        id: "mongodb",
        when: { scopes: ["@opentelemetry/instrumentation-mongodb"] },
        text: {
          en: "The pool of mongodb runs callbacks in the context of whoever opened the connection, and {scope} {version} of {service} does not set it right. Upgrade it and the driver; until then bind the callback.",
          zh: "mongodb 的连接池会在打开连接的一方的上下文中运行回调，而 {service} 的 {scope} {version} 没有纠正它。请升级它和驱动；在此之前请绑定回调。",
        },
        code: "npm install @opentelemetry/instrumentation-mongodb@latest mongodb@latest\n# until then: collection.find(q).toArray(context.bind(context.active(), done))",
      },
      {
        id: "upgrade",
        text: {
          en: "The fault is in {scope} {version}, not in the code of {service}. Upgrade the library; if the newest version does the same, report it there with one of these traces.",
          zh: "故障在 {scope} {version} 中，而不在 {service} 的代码中。请升级该库；如果最新版本依然如此，请附上其中一条调用链向其报告。",
        },
        code: "npm outdated | grep opentelemetry\nnpm install @opentelemetry/auto-instrumentations-node@latest",
      },
    ],
    generic: [
      {
        id: "any",
        text: {
          en: "The fault is in {scope} {version}, not in the code of {service}. Upgrade the library; if the newest version does the same, report it there with one of these traces, or turn that instrumentation off.",
          zh: "故障在 {scope} {version} 中，而不在 {service} 的代码中。请升级该库；如果最新版本依然如此，请附上其中一条调用链向其报告，或关闭该埋点。",
        },
        code: "# Java agent: -Dotel.instrumentation.<name>.enabled=false\n# Python:     OTEL_PYTHON_DISABLED_INSTRUMENTATIONS=<name>\n# Node.js:    OTEL_NODE_DISABLED_INSTRUMENTATIONS=<name>",
      },
    ],
  },
};
