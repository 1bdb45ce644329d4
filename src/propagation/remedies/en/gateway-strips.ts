import type { CauseRemedies, RemedyVariant } from "../remedy.ts";

/** A proxy, gateway or mesh between the two removes or replaces the context. What must change is its configuration. */
const mesh: RemedyVariant = {
  id: "mesh",
  when: { scope: "envoy" },
  text: "Envoy and Istio trace each hop, but only the application can join what comes in with what goes out: forward the trace headers, and let mesh and SDK speak the same format. From Istio 1.30 disableContextPropagation must not be set on this path.",
  code: "apiVersion: telemetry.istio.io/v1\nkind: Telemetry\nmetadata:\n  name: tracing\n  namespace: istio-system\nspec:\n  tracing:\n    - disableContextPropagation: false",
};

const proxy = (clientLine: string): RemedyVariant => ({
  id: "proxy",
  text: `Something between {from} and {to} drops or replaces traceparent, as calls past it arrive whole. In nginx, a location with its own proxy_set_header inherits none from above, so repeat it there. ${clientLine}`,
  wrong: "otel_trace_context inject;   # starts a new trace over the one that came",
  code: '# nginx with ngx_otel_module\nlocation / {\n    otel_trace on;\n    otel_trace_context propagate;\n    proxy_pass http://backend;\n}\n\n# nginx without it: headers pass unless a directive clears them; look for\n# proxy_pass_request_headers off; or proxy_set_header traceparent "";',
});

export const gatewayStrips: CauseRemedies = {
  verify:
    "Send one request with a known traceparent through the gateway and one past it: {to} must see the same trace id both times.",
  languages: {
    go: [
      mesh,
      proxy(
        "A Go reverse proxy passes headers on, but needs otelhttp on both its handler and its Transport to show up as a hop.",
      ),
    ],
    nodejs: [
      mesh,
      proxy(
        "A Node proxy that builds its own header list must copy traceparent and tracestate, or be instrumented itself.",
      ),
    ],
    generic: [mesh, proxy("Header allow-lists of API gateways and CDNs must name traceparent and tracestate.")],
  },
};
