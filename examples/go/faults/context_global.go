package faults

import (
	"context"
	"net/http"
	"sync/atomic"

	"causeway.example/shop/shop"
)

var contextGlobal = Fault{
	Name: "context-global",
	What: "orders keeps the request's context in a variable of the package: with several requests at once, work lands in another's trace",
	Break: func(ways *shop.Ways) {
		var current atomic.Value
		handle, wrap := ways.HandleHTTP, ways.WrapItems
		ways.HandleHTTP = func(service, route string, handler http.HandlerFunc) http.Handler {
			return handle(service, route, func(w http.ResponseWriter, r *http.Request) {
				current.Store(holder{r.Context()})
				handler(w, r)
			})
		}
		ways.WrapItems = func(_ context.Context, items []string) error { return wrap(current.Load().(holder).ctx, items) }
	},
	Findings: []Finding{{Causes: Causes{"mixed-context"}, Rule: "mixed-context", Service: "orders", Remedy: []string{"ctx"}}},
}

type holder struct{ ctx context.Context }
