package shop

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"time"

	"go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp"
)

// tracedClient starts a CLIENT span for each request and writes its context into the headers.
var tracedClient = &http.Client{Transport: otelhttp.NewTransport(http.DefaultTransport)}

// Get and Post leave the client's span and the headers to otelhttp. They need the request's context, and the body closed: the span ends there.
func Get(ctx context.Context, url string) (int, error)  { return ask(ctx, http.MethodGet, url) }
func Post(ctx context.Context, url string) (int, error) { return ask(ctx, http.MethodPost, url) }

func ask(ctx context.Context, method, url string) (int, error) {
	request, err := http.NewRequestWithContext(ctx, method, url, nil)
	if err != nil {
		return 0, err
	}
	return Do(tracedClient, request)
}

// Do sends a request and reads the answer to its end.
func Do(client *http.Client, request *http.Request) (int, error) {
	response, err := client.Do(request)
	if err != nil {
		return 0, err
	}
	defer response.Body.Close()
	_, err = io.Copy(io.Discard, response.Body)
	return response.StatusCode, err
}

// chargeWithRetries asks payment, and once more where payment is busy: each attempt is a request and a span of its own.
func chargeWithRetries(ctx context.Context, url string) error {
	return Attempts(func(attempt string) (int, error) { return Post(ctx, url+attempt) })
}

// Attempts asks until payment is not busy.
func Attempts(ask func(attempt string) (int, error)) error {
	for attempt := 1; ; attempt++ {
		status, err := ask(fmt.Sprintf("&attempt=%d", attempt))
		if err != nil {
			return err
		}
		if status == http.StatusOK {
			return nil
		}
		if attempt == 3 {
			return fmt.Errorf("payment answers %d", status)
		}
		time.Sleep(time.Millisecond)
	}
}

// traced continues the caller's trace in a SERVER span.
func traced(_, route string, handler http.HandlerFunc) http.Handler {
	return otelhttp.NewHandler(handler, route)
}

// listenHTTP serves routes on a free port of this machine.
func (s *service) listenHTTP(routes map[string]http.HandlerFunc) error {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	mux := http.NewServeMux()
	for route, handler := range routes {
		mux.Handle(route, s.ways.HandleHTTP(s.Service, route, handler))
	}
	server := &http.Server{Handler: mux, ReadHeaderTimeout: 10 * time.Second}
	go server.Serve(listener)
	s.address = listener.Addr().String()
	s.atStop(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
		defer cancel()
		if server.Shutdown(ctx) != nil {
			server.Close()
		}
	})
	return nil
}
