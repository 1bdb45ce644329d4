package faults

import (
	"context"
	"net/http"

	"go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp"

	"causeway.example/shop/shop"
)

var requestWithoutContext = Fault{
	Name: "request-without-context",
	What: "orders builds the request with http.NewRequest: the instrumented client does not know the span it belongs to",
	Break: charging(func(_ context.Context, url string) (int, error) {
		request, err := http.NewRequest(http.MethodPost, url, nil)
		if err != nil {
			return 0, err
		}
		return shop.Do(&http.Client{Transport: otelhttp.NewTransport(http.DefaultTransport)}, request)
	}),
	Findings:    []Finding{lost("background-context", "orders", "orders", "orders", "NewRequestWithContext")},
	Concurrency: 1,
}
