package faults

import (
	"context"
	"net/http"

	"go.opentelemetry.io/otel/trace"

	"causeway.example/shop/shop"
)

var flagOff = Fault{
	Name: "flag-off",
	What: "storefront writes the traceparent by hand and says 'not sampled', though it records: orders and all below it keep silent",
	Break: func(ways *shop.Ways) {
		ways.PlaceOrder = postByHand(func(ctx context.Context, header http.Header) {
			span := trace.SpanContextFromContext(ctx)
			header.Set("traceparent", "00-"+span.TraceID().String()+"-"+span.SpanID().String()+"-00")
		})
	},
	Findings: []Finding{{
		Causes: Causes{"sampled-flag-off", "sampling-mismatch"}, Service: "storefront", Remedy: []string{"Inject(|sampled flag|-01"},
	}},
}
