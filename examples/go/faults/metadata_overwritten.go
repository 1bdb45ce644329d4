package faults

import (
	"context"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/propagation"
	"google.golang.org/grpc"
	"google.golang.org/grpc/metadata"
)

var metadataOverwritten = Fault{
	Name: "metadata-overwritten",
	What: "storefront writes the context into the gRPC metadata, and then its authorization makes the metadata anew",
	Break: dialing("storefront", func() []grpc.DialOption {
		return []grpc.DialOption{grpc.WithChainUnaryInterceptor(spanAndInject, authorize)}
	}),
	Findings: []Finding{lost("grpc-metadata", "storefront", "storefront", "stock", "AppendToOutgoingContext|NewClientHandler")},
}

// spanAndInject is right: it appends what the propagator writes.
func spanAndInject(
	ctx context.Context, method string, request, reply any, connection *grpc.ClientConn, invoke grpc.UnaryInvoker, options ...grpc.CallOption,
) error {
	ctx, span := startRPC(ctx, method)
	defer span.End()
	carrier := propagation.MapCarrier{}
	otel.GetTextMapPropagator().Inject(ctx, carrier)
	for key, value := range carrier {
		ctx = metadata.AppendToOutgoingContext(ctx, key, value)
	}
	err := invoke(ctx, method, request, reply, connection, options...)
	if err != nil {
		span.SetStatus(codes.Error, err.Error())
	}
	return err
}

// authorize should append as well: NewOutgoingContext forgets what was there.
func authorize(
	ctx context.Context, method string, request, reply any, connection *grpc.ClientConn, invoke grpc.UnaryInvoker, options ...grpc.CallOption,
) error {
	ctx = metadata.NewOutgoingContext(ctx, metadata.Pairs("authorization", "Bearer storefront"))
	return invoke(ctx, method, request, reply, connection, options...)
}
