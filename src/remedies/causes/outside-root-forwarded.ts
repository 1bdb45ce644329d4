import type { CauseRemedies } from "../remedy.ts";

/** Requests from outside bring a context of their own, whose spans nobody exports here. */
export const outsideRootForwarded: CauseRemedies = {
  verify: {
    en: "Send a request with a traceparent of your own: the entry span of {service} must be a root with a link to it.",
    zh: "用自己的 traceparent 发送一个请求：{service} 的入口 span 必须是根，并带有指向它的 link。",
  },
  languages: {
    go: [
      {
        id: "public",
        text: {
          en: "Callers from outside send {service} a traceparent whose spans are not here. At a public entry, start a new trace and link to theirs; leave it as it is where the callers are yours.",
          zh: "外部调用方向 {service} 发送了 traceparent，而它们的 span 不在这里。在公共入口请开始新的调用链并用 link 指向对方；若调用方属于你自己，则保持不变。",
        },
        code: 'otelhttp.NewHandler(mux, "server",\n\totelhttp.WithPublicEndpointFn(func(r *http.Request) bool { return true }))',
      },
    ],
    generic: [
      {
        id: "any",
        text: {
          en: "Callers from outside send {service} a traceparent whose spans are not here. At a public entry, remove it before {service} reads it, or start a new trace with a link; where the callers are yours, export their spans here.",
          zh: "外部调用方向 {service} 发送了 traceparent，而它们的 span 不在这里。在公共入口，请在 {service} 读取之前去掉它，或开始新的调用链并加上 link；若调用方属于你自己，请把它们的 span 也导出到这里。",
        },
        code: '# nginx at the public edge, and only there: a header set to "" is not passed on\nproxy_set_header traceparent "";\nproxy_set_header tracestate "";',
      },
    ],
  },
};
