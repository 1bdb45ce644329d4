package shop

import (
	"context"
	"database/sql"
	"log/slog"
	"net/http"

	"github.com/nats-io/nats.go"
	"go.opentelemetry.io/otel/propagation"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/trace"
	"google.golang.org/grpc"
)

// Ways are the places where a Go program carries the trace context, or loses it. Right has the right way of each; a fault exchanges one.
type Ways struct {
	// What a service sets when it starts. A nil Propagator is one that was never set.
	Propagator func(service string) propagation.TextMapPropagator
	Sampler    func(service string) sdktrace.Sampler
	// Tracer of a service's own spans.
	Tracer func(service string) trace.Tracer
	// Exit runs when a service has stopped serving; flush sends the spans that are still waiting.
	Exit func(service string, flush func())

	// HTTP: storefront orders, orders charges, payment and orders listen.
	PlaceOrder  func(ctx context.Context, url string) (int, error)
	CountOrders func(ctx context.Context, url string) (int, error)
	Charge      func(ctx context.Context, url string) error
	HandleHTTP  func(service, route string, handler http.HandlerFunc) http.Handler

	// gRPC: orders dials stock, stock listens.
	DialStock   func(service string) []grpc.DialOption
	ServeStock  func() []grpc.ServerOption
	WatchPrices func(ctx context.Context, connection *grpc.ClientConn, number string) error

	// Inside orders.
	Reserve   func(ctx context.Context, ask func(ctx context.Context) error) error
	Store     func(ctx context.Context, db *sql.DB, number string) error
	Together  func(ctx context.Context, work ...func(ctx context.Context) error) error
	Later     func(ctx context.Context, work func(ctx context.Context))
	NewPool   func(work func(ctx context.Context, number string)) (submit func(ctx context.Context, number string), stop func())
	WrapItems func(ctx context.Context, items []string) error
	Log       func(ctx context.Context, logger *slog.Logger, message, number string)

	// NATS: orders publishes, mailer consumes.
	Publish func(ctx context.Context, connection *nats.Conn, subject, number string) error
	Consume func(message *nats.Msg, work func(ctx context.Context))
}

// Right carries the context everywhere.
func Right() *Ways {
	return &Ways{
		Propagator:  func(string) propagation.TextMapPropagator { return W3C },
		Sampler:     func(string) sdktrace.Sampler { return sdktrace.ParentBased(sdktrace.AlwaysSample()) },
		Tracer:      ownTracer,
		Exit:        func(_ string, flush func()) { flush() },
		PlaceOrder:  Post,
		CountOrders: Get,
		Charge:      chargeWithRetries,
		HandleHTTP:  traced,
		DialStock:   tracedStock,
		ServeStock:  tracedServer,
		WatchPrices: watchPrices,
		Reserve:     reserve,
		Store:       store,
		Together:    together,
		Later:       later,
		NewPool:     newPool,
		WrapItems:   wrapItems,
		Log:         logWithContext,
		Publish:     publish,
		Consume:     consume,
	}
}
