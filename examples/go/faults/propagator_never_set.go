package faults

import (
	"go.opentelemetry.io/otel/propagation"

	"causeway.example/shop/shop"
)

var propagatorNeverSet = Fault{
	Name:  "propagator-never-set",
	What:  "orders never calls otel.SetTextMapPropagator: its instrumentation neither reads nor writes a header",
	Break: propagating("orders", nil),
	Findings: []Finding{
		{Causes: Causes{"no-propagator"}, Rule: "lost-context", Service: "orders", Remedy: []string{"SetTextMapPropagator"}},
	},
}

// propagating gives one service another propagator.
func propagating(service string, propagator propagation.TextMapPropagator) func(*shop.Ways) {
	return func(ways *shop.Ways) {
		right := ways.Propagator
		ways.Propagator = func(name string) propagation.TextMapPropagator {
			if name == service {
				return propagator
			}
			return right(name)
		}
	}
}
