package faults

import (
	"context"
	"net/http"

	"causeway.example/shop/shop"
)

var bareClient = Fault{
	Name: "bare-client",
	What: "orders calls payment with http.DefaultClient, beside clients that are instrumented",
	Break: charging(func(ctx context.Context, url string) (int, error) {
		request, err := http.NewRequestWithContext(ctx, http.MethodPost, url, nil)
		if err != nil {
			return 0, err
		}
		return shop.Do(http.DefaultClient, request)
	}),
	Findings: []Finding{lost("no-inject", "orders", "orders", "payment", "otelhttp.NewTransport")},
}
