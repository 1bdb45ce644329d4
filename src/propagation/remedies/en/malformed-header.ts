import type { CauseRemedies } from "../remedy.ts";

/** The header arrives, but its value breaks the grammar, is repeated or has another name. */
export const malformedHeader: CauseRemedies = {
  verify: "Capture the header at {to} and check it: exactly one traceparent, 55 characters, lower-case hex.",
  languages: {
    go: [
      {
        id: "propagator",
        text: "Somebody builds the header by hand. Let the propagator write it: it pads and lower-cases the ids, and Set replaces an earlier value where Header.Add makes a second one.",
        wrong: 'req.Header.Add("traceparent", fmt.Sprintf("00-%X-%X-1", traceID, spanID))',
        code: "otel.GetTextMapPropagator().Inject(ctx, propagation.HeaderCarrier(req.Header))",
      },
    ],
    nodejs: [
      {
        id: "propagator",
        text: "Somebody builds the header by hand, or copies an incoming array of headers. Let the propagator write it into an object that has no traceparent yet.",
        wrong: 'headers.traceparent = "00-" + traceId + "-" + spanId + "-1";',
        code: 'import { context, propagation } from "@opentelemetry/api";\n\nconst headers: Record<string, string> = {};\npropagation.inject(context.active(), headers);',
      },
    ],
    java: [
      {
        id: "propagator",
        text: "Somebody builds the header by hand. Let the propagator write it, with a setter that replaces.",
        code: "openTelemetry.getPropagators().getTextMapPropagator()\n    .inject(Context.current(), request, (r, key, value) -> r.setHeader(key, value));",
      },
    ],
    python: [
      {
        id: "propagator",
        text: "Somebody builds the header by hand: hex() writes no leading zeros. Let the propagator write it.",
        wrong: 'headers["traceparent"] = f"00-{trace_id:x}-{span_id:x}-1"',
        code: "from opentelemetry.propagate import inject\n\nheaders = {}\ninject(headers)",
      },
    ],
    dotnet: [
      {
        id: "propagator",
        text: "Somebody builds the header by hand. Activity.Id is a valid traceparent in the W3C format; better let HttpClient send it.",
        code: "Propagators.DefaultTextMapPropagator.Inject(\n    new PropagationContext(Activity.Current!.Context, Baggage.Current),\n    request.Headers,\n    (headers, key, value) => { headers.Remove(key); headers.Add(key, value); });",
      },
    ],
    generic: [
      {
        id: "any",
        text: "The receiver rejects the header and starts a new trace. Let the SDK's propagator write it, once. A proxy that joins or repeats headers must be told not to.",
        code: "traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
      },
    ],
  },
};
