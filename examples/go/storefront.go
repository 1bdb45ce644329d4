package main

import (
	"context"
	"io"
	"net"
	"net/http"
	"strconv"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/trace"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
)

type storefront struct {
	side   *side
	tracer trace.Tracer
	client *http.Client
	orders string
	stock  *grpc.ClientConn
}

func startStorefront(ctx context.Context, s *side, orders, stock string) (*listening, error) {
	provider, err := s.tel.provider(ctx, "storefront")
	if err != nil {
		return nil, err
	}
	connection, err := grpc.NewClient(stock, grpc.WithTransportCredentials(insecure.NewCredentials()), tracedStock(provider))
	if err != nil {
		return nil, err
	}
	shop := &storefront{s, provider.Tracer("shop/storefront"), tracedClient(provider), "http://" + orders + "/orders", connection}
	return listenHTTP(provider, map[string]http.HandlerFunc{"POST /checkout": shop.checkout})
}

func (s *storefront) checkout(w http.ResponseWriter, r *http.Request) {
	number, _ := strconv.Atoi(r.URL.Query().Get("number"))
	// Every type that a Go attribute can have.
	trace.SpanFromContext(r.Context()).SetAttributes(
		attribute.Int64("order.number", 9_007_199_254_740_993+int64(number)),
		attribute.Float64("order.total", 19.9),
		attribute.Bool("order.gift", number%2 == 0),
		attribute.String("order.note", "für \"Zoë\"\n🌉"),
		attribute.StringSlice("order.items", []string{"tea", "", "茶"}),
		attribute.Int64Slice("order.counts", []int64{1, -2, 1 << 62}),
		attribute.Float64Slice("order.weights", []float64{0.1, 2, 1e300}),
		attribute.BoolSlice("order.fragile", []bool{true, false}),
		attribute.ByteSlice("order.token", []byte{0, 255, 16}),
		attribute.Map("order.address", attribute.String("city", "Genève"), attribute.Int64("zip", 1201)),
		attribute.Slice("order.mixed", attribute.StringValue("a"), attribute.Int64Value(7)),
	)
	if err := callStock(r.Context(), s.stock, "Look", "1"); err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	if _, err := s.ask(r.Context(), http.MethodGet, s.orders); err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	order := s.ask
	if s.side.broken {
		order = s.askByHand
	}
	status, err := order(r.Context(), http.MethodPost, s.orders+"?number="+strconv.Itoa(number))
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	w.WriteHeader(status)
}

// ask leaves the client's span and the headers to otelhttp. It needs the request's context, and the body closed: the span ends there.
func (s *storefront) ask(ctx context.Context, method, url string) (int, error) {
	request, err := http.NewRequestWithContext(ctx, method, url, nil)
	if err != nil {
		return 0, err
	}
	response, err := s.client.Do(request)
	if err != nil {
		return 0, err
	}
	defer response.Body.Close()
	_, err = io.Copy(io.Discard, response.Body)
	return response.StatusCode, err
}

// askByHand starts the client's span by hand and does not inject it: w3c.Inject(ctx, propagation.HeaderCarrier(request.Header)) is
// missing. What orders does begins a trace of its own.
func (s *storefront) askByHand(ctx context.Context, method, url string) (int, error) {
	request, err := http.NewRequestWithContext(ctx, method, url, nil)
	if err != nil {
		return 0, err
	}
	host, port, _ := net.SplitHostPort(request.URL.Host)
	number, _ := strconv.Atoi(port)
	_, span := s.tracer.Start(ctx, method, trace.WithSpanKind(trace.SpanKindClient), trace.WithAttributes(
		attribute.String("http.request.method", method), attribute.String("url.full", url),
		attribute.String("server.address", host), attribute.Int("server.port", number),
	))
	defer span.End()
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		span.SetStatus(codes.Error, err.Error())
		return 0, err
	}
	span.SetAttributes(attribute.Int("http.response.status_code", response.StatusCode))
	return response.StatusCode, response.Body.Close()
}
