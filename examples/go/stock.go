package main

import (
	"context"
	"net"
	"time"

	"go.opentelemetry.io/contrib/instrumentation/google.golang.org/grpc/otelgrpc"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/emptypb"
	"google.golang.org/protobuf/types/known/wrapperspb"
)

type stockServer interface {
	look(ctx context.Context, number string) error
	reserve(ctx context.Context, number string) error
}

type stock struct{}

func (stock) look(context.Context, string) error { return nil }

// reserve refuses every order whose number ends in 2 or 7.
func (stock) reserve(_ context.Context, number string) error {
	time.Sleep(time.Millisecond)
	if last := number[len(number)-1]; last == '2' || last == '7' {
		return status.Error(codes.FailedPrecondition, "sold out")
	}
	return nil
}

// description is what protoc would write for
//
//	service Stock {
//	  rpc Look(google.protobuf.StringValue) returns (google.protobuf.Empty);
//	  rpc Reserve(google.protobuf.StringValue) returns (google.protobuf.Empty);
//	}
var description = grpc.ServiceDesc{
	ServiceName: "shop.Stock",
	HandlerType: (*stockServer)(nil),
	Methods:     []grpc.MethodDesc{method("Look", stockServer.look), method("Reserve", stockServer.reserve)},
}

func method(name string, work func(stockServer, context.Context, string) error) grpc.MethodDesc {
	return grpc.MethodDesc{
		MethodName: name,
		Handler: func(server any, ctx context.Context, decode func(any) error, _ grpc.UnaryServerInterceptor) (any, error) {
			number := &wrapperspb.StringValue{}
			if err := decode(number); err != nil {
				return nil, err
			}
			return &emptypb.Empty{}, work(server.(stockServer), ctx, number.GetValue())
		},
	}
}

// callStock is what protoc would write for a client's call.
func callStock(ctx context.Context, connection *grpc.ClientConn, method, number string) error {
	return connection.Invoke(ctx, "/shop.Stock/"+method, wrapperspb.String(number), &emptypb.Empty{})
}

// tracedStock is a client whose stats handler makes the spans and writes their context into the metadata. The interceptors that otelgrpc
// once had for this are gone.
func tracedStock(provider *sdktrace.TracerProvider) grpc.DialOption {
	return grpc.WithStatsHandler(otelgrpc.NewClientHandler(otelgrpc.WithTracerProvider(provider), otelgrpc.WithPropagators(w3c)))
}

func startStock(ctx context.Context, s *side) (*listening, error) {
	provider, err := s.tel.provider(ctx, "stock")
	if err != nil {
		return nil, err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	server := grpc.NewServer(grpc.StatsHandler(
		otelgrpc.NewServerHandler(otelgrpc.WithTracerProvider(provider), otelgrpc.WithPropagators(w3c)),
	))
	server.RegisterService(&description, stock{})
	go server.Serve(listener)
	return &listening{address: listener.Addr().String(), stop: server.GracefulStop}, nil
}
