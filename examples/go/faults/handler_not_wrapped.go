package faults

import (
	"net/http"

	"causeway.example/shop/shop"
)

var handlerNotWrapped = Fault{
	Name: "handler-not-wrapped",
	What: "payment's handler is not wrapped by otelhttp: nobody reads the traceparent that arrives",
	Break: func(ways *shop.Ways) {
		right := ways.HandleHTTP
		ways.HandleHTTP = func(service, route string, handler http.HandlerFunc) http.Handler {
			if service == "payment" {
				return handler
			}
			return right(service, route, handler)
		}
	},
	Findings: []Finding{lost("no-extract", "payment", "orders", "payment", "otelhttp.NewHandler")},
}
