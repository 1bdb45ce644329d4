package faults

import (
	"context"
	"maps"
	"net/http"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/propagation"

	"causeway.example/shop/shop"
)

var headersReused = Fault{
	Name: "headers-reused",
	What: "orders retries with the headers of the first attempt: each attempt has a span, but all carry the first one's context",
	Break: func(ways *shop.Ways) {
		ways.Charge = func(ctx context.Context, url string) error {
			first := http.Header{}
			post := postByHand(func(ctx context.Context, header http.Header) {
				if len(first) == 0 {
					otel.GetTextMapPropagator().Inject(ctx, propagation.HeaderCarrier(first))
				}
				maps.Copy(header, first)
			})
			return shop.Attempts(func(attempt string) (int, error) { return post(ctx, url+attempt) })
		}
	},
	Findings: []Finding{lost("header-reused", "orders", "orders", "payment", "Inject(|otelhttp.NewTransport")},
}
