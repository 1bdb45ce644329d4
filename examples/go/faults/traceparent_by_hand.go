package faults

import (
	"context"
	"net/http"
	"strings"

	"go.opentelemetry.io/otel/trace"
)

// A traceparent is 00-, 32 small hexadecimal digits, 16 of them, and the flags. These are not; payment begins a trace of its own.
var traceparentShort = byHand("traceparent-short", "orders writes the traceparent by hand, with the last 64 bits of the trace id",
	func(traceID, spanID string) string { return "00-" + traceID[16:] + "-" + spanID + "-01" }, "id-truncated")

var traceparentUpperCase = byHand("traceparent-upper-case", "orders writes the traceparent by hand, in upper case",
	func(traceID, spanID string) string { return strings.ToUpper("00-" + traceID + "-" + spanID + "-01") })

var traceparentLongSpanID = byHand("traceparent-long-span-id", "orders writes the traceparent by hand, with 18 digits of span id",
	func(traceID, spanID string) string { return "00-" + traceID + "-00" + spanID + "-01" })

func byHand(name, what string, write func(traceID, spanID string) string, also ...string) Fault {
	return Fault{
		Name: name,
		What: what,
		Break: charging(postByHand(func(ctx context.Context, header http.Header) {
			span := trace.SpanContextFromContext(ctx)
			header.Set("traceparent", write(span.TraceID().String(), span.SpanID().String()))
		})),
		// A header that nobody can read is as good as none: where headers are not recorded, no-inject is as near as one can come.
		Findings: []Finding{{
			Causes: append(Causes{"malformed-header", "no-inject"}, also...), Service: "orders", Edge: &Edge{"orders", "payment"},
			Remedy: []string{"Inject(|otelhttp.NewTransport"},
		}},
	}
}
