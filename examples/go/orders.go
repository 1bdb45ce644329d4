package main

import (
	"context"
	"fmt"
	"net/http"
	"sync"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/trace"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
)

type orders struct {
	*listening
	side     *side
	tracer   trace.Tracer
	stock    *grpc.ClientConn
	receipts sync.WaitGroup
	mutex    sync.Mutex
	placed   []trace.Link
}

func startOrders(ctx context.Context, s *side, stock string) (*orders, error) {
	provider, err := s.tel.provider(ctx, "orders")
	if err != nil {
		return nil, err
	}
	service := &orders{side: s, tracer: provider.Tracer("shop/orders")}
	service.stock, err = grpc.NewClient(stock, grpc.WithTransportCredentials(insecure.NewCredentials()), service.tracing(provider))
	if err != nil {
		return nil, err
	}
	service.listening, err = listenHTTP(provider, map[string]http.HandlerFunc{"POST /orders": service.place, "GET /orders": service.count})
	return service, err
}

func (o *orders) tracing(provider *sdktrace.TracerProvider) grpc.DialOption {
	if o.side.broken {
		return grpc.WithUnaryInterceptor(o.interceptor)
	}
	return tracedStock(provider)
}

// interceptor starts a span for each call, but writes nothing into the outgoing metadata: a context alone does not cross the wire.
func (o *orders) interceptor(
	ctx context.Context, method string, request, reply any, connection *grpc.ClientConn, invoke grpc.UnaryInvoker, options ...grpc.CallOption,
) error {
	ctx, span := o.tracer.Start(ctx, method[1:], trace.WithSpanKind(trace.SpanKindClient), trace.WithAttributes(
		attribute.String("rpc.system.name", "grpc"), attribute.String("rpc.method", method[1:]),
	))
	defer span.End()
	err := invoke(ctx, method, request, reply, connection, options...)
	if err != nil {
		span.SetStatus(codes.Error, err.Error())
	}
	return err
}

func (o *orders) count(w http.ResponseWriter, _ *http.Request) {
	o.mutex.Lock()
	defer o.mutex.Unlock()
	fmt.Fprintln(w, len(o.placed))
}

func (o *orders) place(w http.ResponseWriter, r *http.Request) {
	number := r.URL.Query().Get("number")
	if err := o.reserve(r.Context(), number); err != nil {
		http.Error(w, err.Error(), http.StatusConflict)
		return
	}
	ctx := r.Context()
	o.mutex.Lock()
	o.placed = append(o.placed, trace.LinkFromContext(ctx, attribute.String("order.number", number)))
	o.mutex.Unlock()

	o.receipts.Add(1)
	if o.side.broken {
		// A new context, so that the receipt outlives the request. It loses the trace as well.
		go o.sendReceipt(context.Background())
	} else {
		go o.sendReceipt(context.WithoutCancel(ctx))
	}
	w.WriteHeader(http.StatusCreated)
}

// reserve asks stock under a span of its own.
func (o *orders) reserve(ctx context.Context, number string) error {
	ctx, span := o.tracer.Start(ctx, "reserve", trace.WithAttributes(attribute.String("order.state", "new")))
	if !o.side.broken {
		defer span.End()
	}
	if err := callStock(ctx, o.stock, "Reserve", number); err != nil {
		span.RecordError(err, trace.WithAttributes(attribute.Bool("retry", false)))
		span.SetStatus(codes.Error, "nothing reserved")
		// The broken side leaves without ending the span: it is never exported, and the call to stock names a parent that nobody has.
		return err
	}
	if o.side.broken {
		span.End()
	}
	return nil
}

func (o *orders) sendReceipt(ctx context.Context) {
	defer o.receipts.Done()
	_, span := o.tracer.Start(ctx, "send receipt")
	defer span.End()
	time.Sleep(time.Millisecond)
	span.AddEvent("written", trace.WithAttributes(attribute.Int("pages", 1)))
}

// settle works on many orders at once: a trace of its own with a link to each of them, which is right on both sides.
func (o *orders) settle(ctx context.Context) {
	o.receipts.Wait()
	_, span := o.tracer.Start(ctx, "settle orders", trace.WithNewRoot(), trace.WithLinks(o.placed...))
	span.End()
	o.stock.Close()
}
