package faults

import (
	"context"
	"net/http"

	"go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp"

	"causeway.example/shop/shop"
)

var bodyLeftOpen = Fault{
	Name: "body-left-open",
	What: "storefront neither reads nor closes an answer's body: otelhttp ends the CLIENT span there, so it is never exported",
	Break: func(ways *shop.Ways) {
		client := &http.Client{Transport: otelhttp.NewTransport(http.DefaultTransport)}
		ways.CountOrders = func(ctx context.Context, url string) (int, error) {
			request, err := http.NewRequestWithContext(context.WithoutCancel(ctx), http.MethodGet, url, nil)
			if err != nil {
				return 0, err
			}
			response, err := client.Do(request)
			if err != nil {
				return 0, err
			}
			return response.StatusCode, nil
		}
	},
	Findings: []Finding{{Causes: Causes{"leaked-span"}, Service: "storefront", Remedy: []string{"Body.Close()"}}},
}
