import type { CauseRemedies } from "../remedy.ts";

/** The incoming header is passed on unchanged, so the next service hangs under the wrong parent. */
export const headerReused: CauseRemedies = {
  verify: {
    en: "The parent of {to}'s server span must be the client span of {from}, not the span above it.",
    zh: "{to} 的 SERVER span 的父必须是 {from} 的 CLIENT span，而不是它上面的 span。",
  },
  languages: {
    go: [
      {
        id: "copy",
        text: {
          en: "{service} copies the incoming traceparent to the outgoing request, so {to} becomes a sibling instead of a child. Remove the copying and let the instrumented transport write the header.",
          zh: "{service} 把收到的 traceparent 复制到发出的请求，因此 {to} 成了兄弟而不是子。去掉复制，让接入埋点的 transport 写入 header。",
        },
        wrong: 'req.Header.Set("traceparent", r.Header.Get("traceparent"))',
        code: "// nothing to copy: inject replaces the header with the client span's own\nclient := &http.Client{Transport: otelhttp.NewTransport(http.DefaultTransport)}\nreq, err := http.NewRequestWithContext(r.Context(), http.MethodGet, url, nil)",
      },
    ],
    nodejs: [
      {
        id: "copy",
        text: {
          en: "{service} forwards all incoming headers, traceparent among them, so {to} becomes a sibling instead of a child. Leave the trace headers out and let the instrumentation write them.",
          zh: "{service} 转发了收到的全部 header，包括 traceparent，因此 {to} 成了兄弟而不是子。去掉追踪 header，让埋点来写。",
        },
        wrong: "await fetch(url, { headers: request.headers });",
        code: "const { traceparent, tracestate, b3, ...headers } = request.headers;\nawait fetch(url, { headers }); // instrumentation-undici adds its own",
      },
    ],
    java: [
      {
        id: "copy",
        text: {
          en: "{service} copies the incoming traceparent to the outgoing request. Leave it out of the forwarded headers and let the instrumented client write it.",
          zh: "{service} 把收到的 traceparent 复制到发出的请求。从转发的 header 中去掉它，让接入埋点的客户端来写。",
        },
        code: 'headers.remove("traceparent");\nheaders.remove("tracestate");',
      },
    ],
    python: [
      {
        id: "copy",
        text: {
          en: "{service} copies the incoming traceparent to the outgoing request. Leave it out and let the instrumented client write it.",
          zh: "{service} 把收到的 traceparent 复制到发出的请求。去掉它，让接入埋点的客户端来写。",
        },
        wrong: "requests.get(url, headers=dict(request.headers))",
        code: 'skip = {"traceparent", "tracestate", "b3"}\nheaders = {k: v for k, v in request.headers.items() if k.lower() not in skip}\nrequests.get(url, headers=headers)',
      },
    ],
    generic: [
      {
        id: "any",
        text: {
          en: "{service} passes the incoming trace headers on unchanged. Start a client span and inject its context instead; a proxy that rewrites one format must not forward another (b3 beside traceparent).",
          zh: "{service} 原样转发了收到的追踪 header。请开始一个 CLIENT span 并 inject 它的上下文；改写一种格式的代理不得转发另一种（b3 与 traceparent 并存时）。",
        },
        code: "headers.remove(traceparent, tracestate, b3)\npropagator.inject(client_span.context, headers)",
      },
    ],
  },
};
