import type { CauseRemedies } from "../remedy.ts";

/** The context is lost, and the data does not say why: show how to find out. */
export const unknown: CauseRemedies = {
  verify: {
    en: "With the headers captured on both sides, the next file tells sending, the wire and receiving apart.",
    zh: "两边都捕获 header 之后，下一个文件就能分辨问题出在发送、传输还是接收。",
  },
  languages: {
    go: [
      {
        id: "capture",
        text: {
          en: "The data does not say why. Record the trace headers for a while: on the client what was sent, on the server what arrived. Check the propagator, the transport and the handler in that order.",
          zh: "数据没有说明原因。请暂时记录追踪 header：客户端记录发送了什么，服务端记录收到了什么。依次检查 propagator、transport 和 handler。",
        },
        code: 'fmt.Printf("%T\\n", otel.GetTextMapPropagator()) // must not be a no-op\n\n// in a server handler\ntrace.SpanFromContext(r.Context()).SetAttributes(\n\tattribute.StringSlice("http.request.header.traceparent", r.Header.Values("Traceparent")))',
      },
    ],
    nodejs: [
      {
        id: "capture",
        text: {
          en: "The data does not say why. Capture the trace headers on both sides for a while, and let the SDK say what it does.",
          zh: "数据没有说明原因。请暂时在两边捕获追踪 header，并让 SDK 说明它在做什么。",
        },
        code: 'new HttpInstrumentation({\n  headersToSpanAttributes: {\n    client: { requestHeaders: ["traceparent", "tracestate", "b3"] },\n    server: { requestHeaders: ["traceparent", "tracestate", "b3"] },\n  },\n})\n// OTEL_LOG_LEVEL=debug shows which modules were patched',
      },
    ],
    java: [
      {
        id: "capture",
        text: {
          en: "The data does not say why. Capture the trace headers on both sides for a while.",
          zh: "数据没有说明原因。请暂时在两边捕获追踪 header。",
        },
        code: "-Dotel.instrumentation.http.client.capture-request-headers=traceparent,tracestate,b3\n-Dotel.instrumentation.http.server.capture-request-headers=traceparent,tracestate,b3",
      },
    ],
    python: [
      {
        id: "capture",
        text: {
          en: "The data does not say why. Capture the trace headers on both sides for a while.",
          zh: "数据没有说明原因。请暂时在两边捕获追踪 header。",
        },
        code: "OTEL_INSTRUMENTATION_HTTP_CAPTURE_HEADERS_CLIENT_REQUEST=traceparent,tracestate,b3\nOTEL_INSTRUMENTATION_HTTP_CAPTURE_HEADERS_SERVER_REQUEST=traceparent,tracestate,b3",
      },
    ],
    dotnet: [
      {
        id: "capture",
        text: {
          en: "The data does not say why. Record the header that arrives for a while.",
          zh: "数据没有说明原因。请暂时记录收到的 header。",
        },
        code: 'tracing.AddAspNetCoreInstrumentation(options => options.EnrichWithHttpRequest = (activity, request) =>\n    activity.SetTag("http.request.header.traceparent", request.Headers.TraceParent.ToString()));',
      },
    ],
    generic: [
      {
        id: "capture",
        text: {
          en: "The data does not say why. Record traceparent as a span attribute on both sides for a while: what was sent, and what arrived.",
          zh: "数据没有说明原因。请暂时在两边把 traceparent 记录为 span 属性：发送了什么，收到了什么。",
        },
        code: 'span.set_attribute("http.request.header.traceparent", request.headers["traceparent"])',
      },
    ],
  },
};
