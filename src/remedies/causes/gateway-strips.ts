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
        when: { infrastructure: ["envoy", "istio"] },
        text: {
          en: "Envoy and Istio trace each hop, but only the application can join what comes in with what goes out: forward the trace headers, and let mesh and SDK speak the same format. From Istio 1.30 disableContextPropagation must not be set on this path.",
          zh: "Envoy 和 Istio 会追踪每一跳，但只有应用能把收到的与发出的连接起来：请转发追踪 header，并让网格与 SDK 使用相同的格式。从 Istio 1.30 起，这条路径上不得设置 disableContextPropagation。",
        },
        code: "# in the application: pass on what came in, unless an SDK does it\ntraceparent, tracestate, baggage, b3, x-request-id\n\n# Istio: the mesh must not stop at the border\napiVersion: telemetry.istio.io/v1\nkind: Telemetry\nmetadata:\n  name: tracing\n  namespace: istio-system\nspec:\n  tracing:\n    - disableContextPropagation: false",
      },
      {
        id: "dapr",
        when: { infrastructure: ["dapr"] },
        text: {
          en: "Something between {from} and {to} drops or replaces traceparent, as calls past it arrive whole. Here it is the Dapr sidecar. Turn its tracing on, so that it passes traceparent on, and let the application forward the header to each call that it makes through the sidecar.",
          zh: "{from} 与 {to} 之间的某个环节丢弃或替换了 traceparent，因为绕过它的调用完整到达。这里是 Dapr sidecar。请打开它的追踪，使它传递 traceparent，并让应用在每次经由 sidecar 的调用中转发该 header。",
        },
        code: 'apiVersion: dapr.io/v1alpha1\nkind: Configuration\nmetadata:\n  name: tracing\nspec:\n  tracing:\n    samplingRate: "1"\n    otel:\n      endpointAddress: otel-collector:4317\n      isSecure: false\n      protocol: grpc',
      },
      {
        id: "grpc",
        when: { protocols: ["grpc"] },
        text: {
          en: "Something between {from} and {to} drops or replaces traceparent, as calls past it arrive whole. A gRPC location of nginx needs grpc_set_header: proxy_set_header does nothing there. Other proxies must keep traceparent in the metadata they let through.",
          zh: "{from} 与 {to} 之间的某个环节丢弃或替换了 traceparent，因为绕过它的调用完整到达。nginx 的 gRPC location 需要 grpc_set_header：proxy_set_header 在那里不起作用。其他代理必须在放行的 metadata 中保留 traceparent。",
        },
        wrong: "proxy_set_header traceparent $http_traceparent;   # without effect beside grpc_pass",
        code: "# nginx, wherever a location has grpc_set_header lines of its own\nlocation / {\n    grpc_set_header traceparent $http_traceparent;\n    grpc_set_header tracestate $http_tracestate;\n    grpc_pass grpc://backend;\n}\n# with ngx_otel_module: otel_trace_context propagate;",
      },
      {
        id: "proxy",
        text: {
          en: "Something between {from} and {to} drops or replaces traceparent, as calls past it arrive whole. In nginx, a location with its own proxy_set_header inherits none from above, so repeat it there. A Go proxy that copies an allow-list of headers must copy traceparent and tracestate too.",
          zh: "{from} 与 {to} 之间的某个环节丢弃或替换了 traceparent，因为绕过它的调用完整到达。在 nginx 中，有自己的 proxy_set_header 的 location 不会继承上层的设置，因此要在那里重复写上。只按允许列表复制 header 的 Go 代理也必须复制 traceparent 和 tracestate。",
        },
        wrong: "otel_trace_context inject;   # starts a new trace over the one that came",
        code: "# nginx with ngx_otel_module\nlocation / {\n    otel_trace on;\n    otel_trace_context propagate;\n    proxy_pass http://backend;\n}\n\n# nginx without it, wherever a location has proxy_set_header lines of its own\nproxy_set_header traceparent $http_traceparent;\nproxy_set_header tracestate $http_tracestate;",
      },
    ],
    nodejs: [
      {
        id: "mesh",
        when: { infrastructure: ["envoy", "istio"] },
        text: {
          en: "Envoy and Istio trace each hop, but only the application can join what comes in with what goes out: forward the trace headers, and let mesh and SDK speak the same format. From Istio 1.30 disableContextPropagation must not be set on this path.",
          zh: "Envoy 和 Istio 会追踪每一跳，但只有应用能把收到的与发出的连接起来：请转发追踪 header，并让网格与 SDK 使用相同的格式。从 Istio 1.30 起，这条路径上不得设置 disableContextPropagation。",
        },
        code: "# in the application: pass on what came in, unless an SDK does it\ntraceparent, tracestate, baggage, b3, x-request-id\n\n# Istio: the mesh must not stop at the border\napiVersion: telemetry.istio.io/v1\nkind: Telemetry\nmetadata:\n  name: tracing\n  namespace: istio-system\nspec:\n  tracing:\n    - disableContextPropagation: false",
      },
      {
        id: "dapr",
        when: { infrastructure: ["dapr"] },
        text: {
          en: "Something between {from} and {to} drops or replaces traceparent, as calls past it arrive whole. Here it is the Dapr sidecar. Turn its tracing on, so that it passes traceparent on, and let the application forward the header to each call that it makes through the sidecar.",
          zh: "{from} 与 {to} 之间的某个环节丢弃或替换了 traceparent，因为绕过它的调用完整到达。这里是 Dapr sidecar。请打开它的追踪，使它传递 traceparent，并让应用在每次经由 sidecar 的调用中转发该 header。",
        },
        code: 'apiVersion: dapr.io/v1alpha1\nkind: Configuration\nmetadata:\n  name: tracing\nspec:\n  tracing:\n    samplingRate: "1"\n    otel:\n      endpointAddress: otel-collector:4317\n      isSecure: false\n      protocol: grpc',
      },
      {
        id: "grpc",
        when: { protocols: ["grpc"] },
        text: {
          en: "Something between {from} and {to} drops or replaces traceparent, as calls past it arrive whole. A gRPC location of nginx needs grpc_set_header: proxy_set_header does nothing there. Other proxies must keep traceparent in the metadata they let through.",
          zh: "{from} 与 {to} 之间的某个环节丢弃或替换了 traceparent，因为绕过它的调用完整到达。nginx 的 gRPC location 需要 grpc_set_header：proxy_set_header 在那里不起作用。其他代理必须在放行的 metadata 中保留 traceparent。",
        },
        wrong: "proxy_set_header traceparent $http_traceparent;   # without effect beside grpc_pass",
        code: "# nginx, wherever a location has grpc_set_header lines of its own\nlocation / {\n    grpc_set_header traceparent $http_traceparent;\n    grpc_set_header tracestate $http_tracestate;\n    grpc_pass grpc://backend;\n}\n# with ngx_otel_module: otel_trace_context propagate;",
      },
      {
        id: "proxy",
        text: {
          en: "Something between {from} and {to} drops or replaces traceparent, as calls past it arrive whole. In nginx, a location with its own proxy_set_header inherits none from above, so repeat it there. A Node proxy that builds its own header list must copy traceparent and tracestate.",
          zh: "{from} 与 {to} 之间的某个环节丢弃或替换了 traceparent，因为绕过它的调用完整到达。在 nginx 中，有自己的 proxy_set_header 的 location 不会继承上层的设置，因此要在那里重复写上。自行构造 header 列表的 Node 代理必须复制 traceparent 和 tracestate。",
        },
        wrong: "otel_trace_context inject;   # starts a new trace over the one that came",
        code: "# nginx with ngx_otel_module\nlocation / {\n    otel_trace on;\n    otel_trace_context propagate;\n    proxy_pass http://backend;\n}\n\n# nginx without it, wherever a location has proxy_set_header lines of its own\nproxy_set_header traceparent $http_traceparent;\nproxy_set_header tracestate $http_tracestate;",
      },
    ],
    generic: [
      {
        id: "mesh",
        when: { infrastructure: ["envoy", "istio"] },
        text: {
          en: "Envoy and Istio trace each hop, but only the application can join what comes in with what goes out: forward the trace headers, and let mesh and SDK speak the same format. From Istio 1.30 disableContextPropagation must not be set on this path.",
          zh: "Envoy 和 Istio 会追踪每一跳，但只有应用能把收到的与发出的连接起来：请转发追踪 header，并让网格与 SDK 使用相同的格式。从 Istio 1.30 起，这条路径上不得设置 disableContextPropagation。",
        },
        code: "# in the application: pass on what came in, unless an SDK does it\ntraceparent, tracestate, baggage, b3, x-request-id\n\n# Istio: the mesh must not stop at the border\napiVersion: telemetry.istio.io/v1\nkind: Telemetry\nmetadata:\n  name: tracing\n  namespace: istio-system\nspec:\n  tracing:\n    - disableContextPropagation: false",
      },
      {
        id: "dapr",
        when: { infrastructure: ["dapr"] },
        text: {
          en: "Something between {from} and {to} drops or replaces traceparent, as calls past it arrive whole. Here it is the Dapr sidecar. Turn its tracing on, so that it passes traceparent on, and let the application forward the header to each call that it makes through the sidecar.",
          zh: "{from} 与 {to} 之间的某个环节丢弃或替换了 traceparent，因为绕过它的调用完整到达。这里是 Dapr sidecar。请打开它的追踪，使它传递 traceparent，并让应用在每次经由 sidecar 的调用中转发该 header。",
        },
        code: 'apiVersion: dapr.io/v1alpha1\nkind: Configuration\nmetadata:\n  name: tracing\nspec:\n  tracing:\n    samplingRate: "1"\n    otel:\n      endpointAddress: otel-collector:4317\n      isSecure: false\n      protocol: grpc',
      },
      {
        id: "api-gateway",
        when: { infrastructure: ["api-gateway"] },
        text: {
          en: "Something between {from} and {to} drops or replaces traceparent, as calls past it arrive whole. Here it is an API gateway or CDN. Its list of allowed or mapped headers must name traceparent and tracestate.",
          zh: "{from} 与 {to} 之间的某个环节丢弃或替换了 traceparent，因为绕过它的调用完整到达。这里是 API 网关或 CDN。它的 header 允许列表或映射必须包含 traceparent 和 tracestate。",
        },
        code: "aws apigateway update-integration --rest-api-id my-api --resource-id my-resource --http-method POST \\\n    --patch-operations \\\n    'op=add,path=/requestParameters/integration.request.header.traceparent,value=method.request.header.traceparent'",
      },
      {
        id: "grpc",
        when: { protocols: ["grpc"] },
        text: {
          en: "Something between {from} and {to} drops or replaces traceparent, as calls past it arrive whole. A gRPC location of nginx needs grpc_set_header: proxy_set_header does nothing there. Other proxies must keep traceparent in the metadata they let through.",
          zh: "{from} 与 {to} 之间的某个环节丢弃或替换了 traceparent，因为绕过它的调用完整到达。nginx 的 gRPC location 需要 grpc_set_header：proxy_set_header 在那里不起作用。其他代理必须在放行的 metadata 中保留 traceparent。",
        },
        wrong: "proxy_set_header traceparent $http_traceparent;   # without effect beside grpc_pass",
        code: "# nginx, wherever a location has grpc_set_header lines of its own\nlocation / {\n    grpc_set_header traceparent $http_traceparent;\n    grpc_set_header tracestate $http_tracestate;\n    grpc_pass grpc://backend;\n}\n# with ngx_otel_module: otel_trace_context propagate;",
      },
      {
        id: "proxy",
        text: {
          en: "Something between {from} and {to} drops or replaces traceparent, as calls past it arrive whole. In nginx, a location with its own proxy_set_header inherits none from above, so repeat it there. Header allow-lists of proxies, API gateways and CDNs must name traceparent and tracestate.",
          zh: "{from} 与 {to} 之间的某个环节丢弃或替换了 traceparent，因为绕过它的调用完整到达。在 nginx 中，有自己的 proxy_set_header 的 location 不会继承上层的设置，因此要在那里重复写上。代理、API 网关和 CDN 的 header 允许列表必须包含 traceparent 和 tracestate。",
        },
        wrong: "otel_trace_context inject;   # starts a new trace over the one that came",
        code: "# nginx with ngx_otel_module\nlocation / {\n    otel_trace on;\n    otel_trace_context propagate;\n    proxy_pass http://backend;\n}\n\n# nginx without it, wherever a location has proxy_set_header lines of its own\nproxy_set_header traceparent $http_traceparent;\nproxy_set_header tracestate $http_tracestate;",
      },
    ],
  },
};
