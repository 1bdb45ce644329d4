import type { CauseRemedies } from "../remedy.ts";

/** A proxy, gateway or mesh between the two removes or replaces the context. What must change is its configuration. */
export const gatewayStrips: CauseRemedies = {
  verify: {
    en: "Send one request with a known traceparent through the gateway and one past it: {to} must see the same trace id both times.",
    zh: "用已知的 traceparent 分别经过网关和绕过网关各发一个请求：{to} 两次都应看到相同的 trace ID。",
  },
  languages: {
    go: [
      {
        id: "mesh",
        when: { scopes: ["envoy"] },
        text: {
          en: "Envoy and Istio trace each hop, but only the application can join what comes in with what goes out: forward the trace headers, and let mesh and SDK speak the same format. From Istio 1.30 disableContextPropagation must not be set on this path.",
          zh: "Envoy 和 Istio 会追踪每一跳，但只有应用能把收到的与发出的连接起来：请转发追踪 header，并让网格与 SDK 使用相同的格式。从 Istio 1.30 起，这条路径上不得设置 disableContextPropagation。",
        },
        code: "apiVersion: telemetry.istio.io/v1\nkind: Telemetry\nmetadata:\n  name: tracing\n  namespace: istio-system\nspec:\n  tracing:\n    - disableContextPropagation: false",
      },
      {
        id: "proxy",
        text: {
          en: "Something between {from} and {to} drops or replaces traceparent, as calls past it arrive whole. In nginx, a location with its own proxy_set_header inherits none from above, so repeat it there. A Go reverse proxy passes headers on, but needs otelhttp on both its handler and its Transport to show up as a hop.",
          zh: "{from} 与 {to} 之间的某个环节丢弃或替换了 traceparent，因为绕过它的调用完整到达。在 nginx 中，有自己的 proxy_set_header 的 location 不会继承上层的设置，因此要在那里重复写上。Go 反向代理会传递 header，但它的 handler 和 Transport 都需要 otelhttp 才会显示为一跳。",
        },
        wrong: "otel_trace_context inject;   # starts a new trace over the one that came",
        code: '# nginx with ngx_otel_module\nlocation / {\n    otel_trace on;\n    otel_trace_context propagate;\n    proxy_pass http://backend;\n}\n\n# nginx without it: headers pass unless a directive clears them; look for\n# proxy_pass_request_headers off; or proxy_set_header traceparent "";',
      },
    ],
    nodejs: [
      {
        id: "mesh",
        when: { scopes: ["envoy"] },
        text: {
          en: "Envoy and Istio trace each hop, but only the application can join what comes in with what goes out: forward the trace headers, and let mesh and SDK speak the same format. From Istio 1.30 disableContextPropagation must not be set on this path.",
          zh: "Envoy 和 Istio 会追踪每一跳，但只有应用能把收到的与发出的连接起来：请转发追踪 header，并让网格与 SDK 使用相同的格式。从 Istio 1.30 起，这条路径上不得设置 disableContextPropagation。",
        },
        code: "apiVersion: telemetry.istio.io/v1\nkind: Telemetry\nmetadata:\n  name: tracing\n  namespace: istio-system\nspec:\n  tracing:\n    - disableContextPropagation: false",
      },
      {
        id: "proxy",
        text: {
          en: "Something between {from} and {to} drops or replaces traceparent, as calls past it arrive whole. In nginx, a location with its own proxy_set_header inherits none from above, so repeat it there. A Node proxy that builds its own header list must copy traceparent and tracestate, or be instrumented itself.",
          zh: "{from} 与 {to} 之间的某个环节丢弃或替换了 traceparent，因为绕过它的调用完整到达。在 nginx 中，有自己的 proxy_set_header 的 location 不会继承上层的设置，因此要在那里重复写上。自行构造 header 列表的 Node 代理必须复制 traceparent 和 tracestate，或自身接入埋点。",
        },
        wrong: "otel_trace_context inject;   # starts a new trace over the one that came",
        code: '# nginx with ngx_otel_module\nlocation / {\n    otel_trace on;\n    otel_trace_context propagate;\n    proxy_pass http://backend;\n}\n\n# nginx without it: headers pass unless a directive clears them; look for\n# proxy_pass_request_headers off; or proxy_set_header traceparent "";',
      },
    ],
    generic: [
      {
        id: "mesh",
        when: { scopes: ["envoy"] },
        text: {
          en: "Envoy and Istio trace each hop, but only the application can join what comes in with what goes out: forward the trace headers, and let mesh and SDK speak the same format. From Istio 1.30 disableContextPropagation must not be set on this path.",
          zh: "Envoy 和 Istio 会追踪每一跳，但只有应用能把收到的与发出的连接起来：请转发追踪 header，并让网格与 SDK 使用相同的格式。从 Istio 1.30 起，这条路径上不得设置 disableContextPropagation。",
        },
        code: "apiVersion: telemetry.istio.io/v1\nkind: Telemetry\nmetadata:\n  name: tracing\n  namespace: istio-system\nspec:\n  tracing:\n    - disableContextPropagation: false",
      },
      {
        id: "proxy",
        text: {
          en: "Something between {from} and {to} drops or replaces traceparent, as calls past it arrive whole. In nginx, a location with its own proxy_set_header inherits none from above, so repeat it there. Header allow-lists of API gateways and CDNs must name traceparent and tracestate.",
          zh: "{from} 与 {to} 之间的某个环节丢弃或替换了 traceparent，因为绕过它的调用完整到达。在 nginx 中，有自己的 proxy_set_header 的 location 不会继承上层的设置，因此要在那里重复写上。API 网关和 CDN 的 header 允许列表必须包含 traceparent 和 tracestate。",
        },
        wrong: "otel_trace_context inject;   # starts a new trace over the one that came",
        code: '# nginx with ngx_otel_module\nlocation / {\n    otel_trace on;\n    otel_trace_context propagate;\n    proxy_pass http://backend;\n}\n\n# nginx without it: headers pass unless a directive clears them; look for\n# proxy_pass_request_headers off; or proxy_set_header traceparent "";',
      },
    ],
  },
};
