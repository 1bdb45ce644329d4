package faults

import (
	"context"
	"net/http"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/propagation"

	"causeway.example/shop/shop"
)

var outerSpanInjected = Fault{
	Name: "outer-span-injected",
	What: "orders injects the context of the request it serves, not that of the CLIENT span it starts for the call",
	Break: charging(func(ctx context.Context, url string) (int, error) {
		request, err := http.NewRequestWithContext(ctx, http.MethodPost, url, nil)
		if err != nil {
			return 0, err
		}
		// startCall gives a new ctx: that one had to be injected.
		_, span := startCall(ctx, request)
		defer span.End()
		otel.GetTextMapPropagator().Inject(ctx, propagation.HeaderCarrier(request.Header))
		status, err := shop.Do(http.DefaultClient, request)
		span.SetAttributes(attribute.Int("http.response.status_code", status))
		return status, err
	}),
	Findings: []Finding{{
		Causes: Causes{"outer-context-injected", "header-reused"}, Service: "orders", Edge: &Edge{"orders", "payment"},
		Remedy: []string{"Inject(|otelhttp.NewTransport"},
	}},
}
