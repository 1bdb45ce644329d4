import type { CauseRemedies } from "../remedy.ts";

/** The incoming header is passed on unchanged, so the next service hangs under the wrong parent. */
export const headerReused: CauseRemedies = {
  verify: "The parent of {to}'s server span must be the client span of {from}, not the span above it.",
  languages: {
    go: [
      {
        id: "copy",
        text: "{from} copies the incoming traceparent to the outgoing request, so {to} becomes a sibling instead of a child. Remove the copying and let the instrumented transport write the header.",
        wrong: 'req.Header.Set("traceparent", r.Header.Get("traceparent"))',
        code: "// nothing to copy: inject replaces the header with the client span's own\nclient := &http.Client{Transport: otelhttp.NewTransport(http.DefaultTransport)}\nreq, err := http.NewRequestWithContext(r.Context(), http.MethodGet, url, nil)",
      },
    ],
    nodejs: [
      {
        id: "copy",
        text: "{from} forwards all incoming headers, traceparent among them, so {to} becomes a sibling instead of a child. Leave the trace headers out and let the instrumentation write them.",
        wrong: "await fetch(url, { headers: request.headers });",
        code: "const { traceparent, tracestate, b3, ...headers } = request.headers;\nawait fetch(url, { headers }); // instrumentation-undici adds its own",
      },
    ],
    java: [
      {
        id: "copy",
        text: "{from} copies the incoming traceparent to the outgoing request. Leave it out of the forwarded headers and let the instrumented client write it.",
        code: 'headers.remove("traceparent");\nheaders.remove("tracestate");',
      },
    ],
    python: [
      {
        id: "copy",
        text: "{from} copies the incoming traceparent to the outgoing request. Leave it out and let the instrumented client write it.",
        wrong: "requests.get(url, headers=dict(request.headers))",
        code: 'skip = {"traceparent", "tracestate", "b3"}\nheaders = {k: v for k, v in request.headers.items() if k.lower() not in skip}\nrequests.get(url, headers=headers)',
      },
    ],
    generic: [
      {
        id: "any",
        text: "{from} passes the incoming trace headers on unchanged. Start a client span and inject its context instead; a proxy that rewrites one format must not forward another (b3 beside traceparent).",
        code: "headers.remove(traceparent, tracestate, b3)\npropagator.inject(client_span.context, headers)",
      },
    ],
  },
};
