package faults

import (
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/trace"

	"causeway.example/shop/shop"
)

var secondProvider = Fault{
	Name: "second-provider",
	What: "orders takes its own spans from a second TracerProvider, which has no exporter: what is below them names parents that nobody has",
	Break: func(ways *shop.Ways) {
		right := ways.Tracer
		ways.Tracer = func(service string) trace.Tracer {
			if service == "orders" {
				return sdktrace.NewTracerProvider().Tracer("shop/orders")
			}
			return right(service)
		}
	},
	Findings: []Finding{{Causes: Causes{"orphan-spans", "filtered-out"}, Service: "orders", Remedy: []string{"TracerProvider"}}},
}
