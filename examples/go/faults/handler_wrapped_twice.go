package faults

import (
	"net/http"

	"go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp"

	"causeway.example/shop/shop"
)

var handlerWrappedTwice = Fault{
	Name: "handler-wrapped-twice",
	What: "payment wraps the route and the handler by otelhttp: two SERVER spans for each call",
	Break: func(ways *shop.Ways) {
		right := ways.HandleHTTP
		ways.HandleHTTP = func(service, route string, handler http.HandlerFunc) http.Handler {
			if service != "payment" {
				return right(service, route, handler)
			}
			return otelhttp.NewHandler(right(service, route, handler), "server")
		}
	},
	Findings: []Finding{
		{Causes: Causes{"double-instrumentation"}, Rule: "double-instrumentation", Service: "payment", Severity: "info"},
	},
}
