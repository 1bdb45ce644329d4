package faults

import (
	"context"
	"net"
	"net/http"
	"strconv"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/trace"

	"causeway.example/shop/shop"
)

var injectForgotten = Fault{
	Name:     "inject-forgotten",
	What:     "storefront starts the span of a call by hand and forgets to inject its context into the headers",
	Break:    func(ways *shop.Ways) { ways.PlaceOrder = postByHand(func(context.Context, http.Header) {}) },
	Findings: []Finding{lost("no-inject", "storefront", "storefront", "orders", "otelhttp.NewTransport|Inject(")},
}

// startCall starts a CLIENT span as otelhttp would.
func startCall(ctx context.Context, request *http.Request) (context.Context, trace.Span) {
	host, port, _ := net.SplitHostPort(request.URL.Host)
	number, _ := strconv.Atoi(port)
	return otel.Tracer("shop/calls").Start(ctx, request.Method, trace.WithSpanKind(trace.SpanKindClient), trace.WithAttributes(
		attribute.String("http.request.method", request.Method), attribute.String("url.full", request.URL.String()),
		attribute.String("server.address", host), attribute.Int("server.port", number),
	))
}

// postByHand makes the CLIENT span by hand, and leaves the headers to inject. The right one is
//
//	otel.GetTextMapPropagator().Inject(ctx, propagation.HeaderCarrier(header))
func postByHand(inject func(ctx context.Context, header http.Header)) func(ctx context.Context, url string) (int, error) {
	return func(ctx context.Context, url string) (int, error) {
		request, err := http.NewRequestWithContext(ctx, http.MethodPost, url, nil)
		if err != nil {
			return 0, err
		}
		ctx, span := startCall(ctx, request)
		defer span.End()
		inject(ctx, request.Header)
		status, err := shop.Do(http.DefaultClient, request)
		if err != nil {
			span.SetStatus(codes.Error, err.Error())
		}
		span.SetAttributes(attribute.Int("http.response.status_code", status))
		return status, err
	}
}

// charging asks payment in a way of its own.
func charging(post func(ctx context.Context, url string) (int, error)) func(*shop.Ways) {
	return func(ways *shop.Ways) {
		ways.Charge = func(ctx context.Context, url string) error {
			return shop.Attempts(func(attempt string) (int, error) { return post(ctx, url+attempt) })
		}
	}
}
