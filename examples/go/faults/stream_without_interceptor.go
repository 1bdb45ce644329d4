package faults

import "google.golang.org/grpc"

var streamWithoutInterceptor = Fault{
	Name: "stream-without-interceptor",
	What: "orders has an interceptor for unary calls alone: its streams carry nothing",
	Break: dialing("orders", func() []grpc.DialOption {
		return []grpc.DialOption{grpc.WithUnaryInterceptor(spanAndInject)}
	}),
	Findings: []Finding{{
		Causes: Causes{"no-inject", "grpc-metadata"}, Rule: "lost-context", Service: "orders", Edge: &Edge{"orders", "stock"},
		Remedy: []string{"otelgrpc.NewClientHandler"},
	}},
}
