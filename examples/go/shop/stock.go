package shop

import (
	"context"
	"net"
	"time"

	"go.opentelemetry.io/otel/trace"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

type stockServer interface {
	look(ctx context.Context, number string) error
	reserve(ctx context.Context, number string) error
	watch(ctx context.Context, number string, send func() error) error
}

type stock struct{ tracer trace.Tracer }

func (s stock) look(ctx context.Context, _ string) error {
	_, span := s.tracer.Start(ctx, "read shelf")
	defer span.End()
	time.Sleep(500 * time.Microsecond)
	return nil
}

// reserve refuses every order whose number ends in 2 or 7.
func (s stock) reserve(ctx context.Context, number string) error {
	_, span := s.tracer.Start(ctx, "take from shelf")
	defer span.End()
	time.Sleep(time.Millisecond)
	if last := number[len(number)-1]; last == '2' || last == '7' {
		return status.Error(codes.FailedPrecondition, "sold out")
	}
	return nil
}

// watch sends three prices; a number that begins with "long" gets forty, slowly.
func (s stock) watch(ctx context.Context, number string, send func() error) error {
	_, span := s.tracer.Start(ctx, "read prices")
	defer span.End()
	count, pause := 3, 300*time.Microsecond
	if len(number) > 4 && number[:4] == "long" {
		count, pause = 40, 10*time.Millisecond
	}
	for range count {
		if err := send(); err != nil {
			return err
		}
		time.Sleep(pause)
	}
	return nil
}

func startStock(s *service) error {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	server := grpc.NewServer(s.ways.ServeStock()...)
	server.RegisterService(&description, stock{s.ways.Tracer("stock")})
	go server.Serve(listener)
	s.address = listener.Addr().String()
	s.atStop(server.GracefulStop)
	return nil
}
