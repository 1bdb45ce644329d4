package shop

import (
	"context"
	"errors"
	"io"

	"go.opentelemetry.io/contrib/instrumentation/google.golang.org/grpc/otelgrpc"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/protobuf/types/known/emptypb"
	"google.golang.org/protobuf/types/known/wrapperspb"
)

// tracedStock is a client whose stats handler makes the spans and writes their context into the metadata. The interceptors that otelgrpc
// once had for this are gone.
func tracedStock(string) []grpc.DialOption {
	return []grpc.DialOption{grpc.WithStatsHandler(otelgrpc.NewClientHandler())}
}

func tracedServer() []grpc.ServerOption {
	return []grpc.ServerOption{grpc.StatsHandler(otelgrpc.NewServerHandler())}
}

func (s *service) dialStock() (*grpc.ClientConn, error) {
	options := append(s.ways.DialStock(s.Service), grpc.WithTransportCredentials(insecure.NewCredentials()))
	connection, err := grpc.NewClient(s.Peers["stock"], options...)
	if err == nil {
		s.atStop(func() { connection.Close() })
	}
	return connection, err
}

// description is what protoc would write for
//
//	service Stock {
//	  rpc Look(google.protobuf.StringValue) returns (google.protobuf.Empty);
//	  rpc Reserve(google.protobuf.StringValue) returns (google.protobuf.Empty);
//	  rpc Watch(google.protobuf.StringValue) returns (stream google.protobuf.Empty);
//	}
var description = grpc.ServiceDesc{
	ServiceName: "shop.Stock",
	HandlerType: (*stockServer)(nil),
	Methods:     []grpc.MethodDesc{method("Look", stockServer.look), method("Reserve", stockServer.reserve)},
	Streams:     []grpc.StreamDesc{{StreamName: "Watch", ServerStreams: true, Handler: watchHandler}},
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

func watchHandler(server any, stream grpc.ServerStream) error {
	number := &wrapperspb.StringValue{}
	if err := stream.RecvMsg(number); err != nil {
		return err
	}
	return server.(stockServer).watch(stream.Context(), number.GetValue(), func() error { return stream.SendMsg(&emptypb.Empty{}) })
}

// CallStock is what protoc would write for a client's call.
func CallStock(ctx context.Context, connection *grpc.ClientConn, method, number string) error {
	return connection.Invoke(ctx, "/shop.Stock/"+method, wrapperspb.String(number), &emptypb.Empty{})
}

// OpenWatch begins a stream; it must be read to its end, or its ctx cancelled.
func OpenWatch(ctx context.Context, connection *grpc.ClientConn, number string) (grpc.ClientStream, error) {
	stream, err := connection.NewStream(ctx, &description.Streams[0], "/shop.Stock/Watch")
	if err != nil {
		return nil, err
	}
	if err := stream.SendMsg(wrapperspb.String(number)); err != nil {
		return nil, err
	}
	return stream, stream.CloseSend()
}

// watchPrices reads the stream to its end: there the stats handler ends the CLIENT span.
func watchPrices(ctx context.Context, connection *grpc.ClientConn, number string) error {
	stream, err := OpenWatch(ctx, connection, number)
	for err == nil {
		err = stream.RecvMsg(&emptypb.Empty{})
	}
	if errors.Is(err, io.EOF) {
		return nil
	}
	return err
}
