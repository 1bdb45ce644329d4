package faults

import (
	"google.golang.org/grpc"

	"causeway.example/shop/shop"
)

var serverWithoutHandler = Fault{
	Name: "server-without-handler",
	What: "stock's gRPC server has no stats handler: nobody reads the metadata that arrives, and its own spans are roots",
	Break: func(ways *shop.Ways) {
		ways.ServeStock = func() []grpc.ServerOption { return nil }
	},
	Findings: []Finding{
		{Causes: Causes{"no-extract"}, Rule: "lost-context", Service: "stock", Remedy: []string{"otelgrpc.NewServerHandler"}},
	},
}
