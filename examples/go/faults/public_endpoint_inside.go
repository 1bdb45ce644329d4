package faults

import (
	"net/http"

	"go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp"

	"causeway.example/shop/shop"
)

var publicEndpointInside = Fault{
	Name: "public-endpoint-inside",
	What: "payment calls itself a public endpoint, though orders calls it: each call begins a trace of its own, with a link to the caller",
	Break: func(ways *shop.Ways) {
		right := ways.HandleHTTP
		ways.HandleHTTP = func(service, route string, handler http.HandlerFunc) http.Handler {
			if service != "payment" {
				return right(service, route, handler)
			}
			return otelhttp.NewHandler(handler, route, otelhttp.WithPublicEndpointFn(func(*http.Request) bool { return true }))
		}
	},
	// The link has what the parent would say: nothing is lost.
	IsWhole:  true,
	Accepted: []Finding{{Causes: Causes{"no-extract"}, Service: "payment", Edge: &Edge{"orders", "payment"}, Severity: "info"}},
}
