import type { CauseRemedies } from "../remedy.ts";

/** A proxy or service on the way makes spans that go to another store. */
export const unseenHop: CauseRemedies = {
  verify: {
    en: "Send one request: the parent of {to}'s entry span must be in this data.",
    zh: "发送一个请求：{to} 入口 span 的父必须在数据中。",
  },
  languages: {
    generic: [
      {
        id: "mesh",
        when: { infrastructure: ["envoy", "istio"] },
        text: {
          en: "A proxy beside {service} makes a span for each call and exports it elsewhere. Point the tracing of Envoy or Istio at the same collector; the context itself arrives.",
          zh: "{service} 旁边的代理为每次调用创建 span，并导出到别处。请把 Envoy 或 Istio 的追踪指向同一个 collector；上下文本身已送达。",
        },
        code: "# Istio, meshConfig\nextensionProviders:\n  - name: otel\n    opentelemetry:\n      service: otel-collector.observability.svc.cluster.local\n      port: 4317",
      },
      {
        id: "any",
        text: {
          en: "Something on the way from or to {service} makes a span for each call and exports it elsewhere: a proxy, a gateway, a service of another team. Send its spans to the same store, or turn its tracing off; the context itself arrives.",
          zh: "在 {service} 的调用路径上，有组件为每次调用创建 span 并导出到别处：代理、网关或其他团队的服务。请把它的 span 送到同一存储，或关闭它的追踪；上下文本身已送达。",
        },
        code: "# nginx with ngx_otel_module\notel_exporter {\n    endpoint otel-collector:4317;\n}\n# or, to pass the caller's context on and make no span:  otel_trace off;",
      },
    ],
  },
};
