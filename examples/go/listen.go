package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"time"

	"go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
)

// listening is a service on a free port of this machine.
type listening struct {
	address string
	stop    func()
}

// listenHTTP serves routes; their spans continue the caller's trace.
func listenHTTP(provider *sdktrace.TracerProvider, routes map[string]http.HandlerFunc) (*listening, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	mux := http.NewServeMux()
	for route, handler := range routes {
		mux.Handle(route, otelhttp.NewHandler(handler, route, otelhttp.WithTracerProvider(provider), otelhttp.WithPropagators(w3c)))
	}
	server := &http.Server{Handler: mux, ReadHeaderTimeout: 10 * time.Second}
	go server.Serve(listener)
	stop := func() {
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		if server.Shutdown(ctx) != nil {
			server.Close()
		}
	}
	return &listening{address: listener.Addr().String(), stop: stop}, nil
}

// tracedClient starts a CLIENT span for each request and writes its context into the headers.
func tracedClient(provider *sdktrace.TracerProvider) *http.Client {
	return &http.Client{Transport: otelhttp.NewTransport(
		&http.Transport{}, otelhttp.WithTracerProvider(provider), otelhttp.WithPropagators(w3c),
	)}
}

// buy is the outside world: it sends no trace context, so that storefront's spans are the roots.
func buy(ctx context.Context, address string, requests int) error {
	for number := range requests {
		request, err := http.NewRequestWithContext(ctx, http.MethodPost, fmt.Sprintf("http://%s/checkout?number=%d", address, number), nil)
		if err != nil {
			return err
		}
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			return err
		}
		response.Body.Close()
		time.Sleep(10 * time.Millisecond)
	}
	return nil
}
