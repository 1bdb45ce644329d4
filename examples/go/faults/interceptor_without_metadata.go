package faults

import (
	"context"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/trace"
	"google.golang.org/grpc"

	"causeway.example/shop/shop"
)

var interceptorWithoutMetadata = Fault{
	Name:  "interceptor-without-metadata",
	What:  "storefront has a gRPC interceptor of its own that starts a span, but writes nothing into the metadata: a context alone does not cross the wire",
	Break: dialing("storefront", func() []grpc.DialOption { return []grpc.DialOption{grpc.WithUnaryInterceptor(spanOnly)} }),
	Findings: []Finding{{
		Causes: Causes{"grpc-metadata", "no-inject"}, Rule: "lost-context", Service: "storefront", Edge: &Edge{"storefront", "stock"},
		Remedy: []string{"otelgrpc.NewClientHandler"},
	}},
}

func spanOnly(
	ctx context.Context, method string, request, reply any, connection *grpc.ClientConn, invoke grpc.UnaryInvoker, options ...grpc.CallOption,
) error {
	ctx, span := startRPC(ctx, method)
	defer span.End()
	err := invoke(ctx, method, request, reply, connection, options...)
	if err != nil {
		span.SetStatus(codes.Error, err.Error())
	}
	return err
}

// startRPC starts a CLIENT span as otelgrpc would.
func startRPC(ctx context.Context, method string) (context.Context, trace.Span) {
	return otel.Tracer("shop/calls").Start(ctx, method[1:], trace.WithSpanKind(trace.SpanKindClient), trace.WithAttributes(
		attribute.String("rpc.system.name", "grpc"), attribute.String("rpc.method", method[1:]),
	))
}

// dialing gives one service other options for its connection to stock.
func dialing(service string, options func() []grpc.DialOption) func(*shop.Ways) {
	return func(ways *shop.Ways) {
		right := ways.DialStock
		ways.DialStock = func(name string) []grpc.DialOption {
			if name == service {
				return options()
			}
			return right(name)
		}
	}
}
