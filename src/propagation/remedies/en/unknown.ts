import type { CauseRemedies } from "../remedy.ts";

/** The context is lost, and the data does not say why: show how to find out. */
export const unknown: CauseRemedies = {
  verify: "With the headers captured on both sides, the next file tells sending, the wire and receiving apart.",
  languages: {
    go: [
      {
        id: "capture",
        text: "The data does not say why. Record the trace headers for a while: on the client what was sent, on the server what arrived. Check the propagator, the transport and the handler in that order.",
        code: 'fmt.Printf("%T\\n", otel.GetTextMapPropagator()) // must not be a no-op\n\n// in a server handler\ntrace.SpanFromContext(r.Context()).SetAttributes(\n\tattribute.StringSlice("http.request.header.traceparent", r.Header.Values("Traceparent")))',
      },
    ],
    nodejs: [
      {
        id: "capture",
        text: "The data does not say why. Capture the trace headers on both sides for a while, and let the SDK say what it does.",
        code: 'new HttpInstrumentation({\n  headersToSpanAttributes: {\n    client: { requestHeaders: ["traceparent", "tracestate", "b3"] },\n    server: { requestHeaders: ["traceparent", "tracestate", "b3"] },\n  },\n})\n// OTEL_LOG_LEVEL=debug shows which modules were patched',
      },
    ],
    java: [
      {
        id: "capture",
        text: "The data does not say why. Capture the trace headers on both sides for a while.",
        code: "-Dotel.instrumentation.http.client.capture-request-headers=traceparent,tracestate,b3\n-Dotel.instrumentation.http.server.capture-request-headers=traceparent,tracestate,b3",
      },
    ],
    python: [
      {
        id: "capture",
        text: "The data does not say why. Capture the trace headers on both sides for a while.",
        code: "OTEL_INSTRUMENTATION_HTTP_CAPTURE_HEADERS_CLIENT_REQUEST=traceparent,tracestate,b3\nOTEL_INSTRUMENTATION_HTTP_CAPTURE_HEADERS_SERVER_REQUEST=traceparent,tracestate,b3",
      },
    ],
    dotnet: [
      {
        id: "capture",
        text: "The data does not say why. Record the header that arrives for a while.",
        code: 'tracing.AddAspNetCoreInstrumentation(options => options.EnrichWithHttpRequest = (activity, request) =>\n    activity.SetTag("http.request.header.traceparent", request.Headers.TraceParent.ToString()));',
      },
    ],
    generic: [
      {
        id: "capture",
        text: "The data does not say why. Record traceparent as a span attribute on both sides for a while: what was sent, and what arrived.",
        code: 'span.set_attribute("http.request.header.traceparent", request.headers["traceparent"])',
      },
    ],
  },
};
