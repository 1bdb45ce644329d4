package faults

import "google.golang.org/grpc"

var dialWithoutHandler = Fault{
	Name:     "dial-without-handler",
	What:     "orders dials stock without otelgrpc's stats handler: no span of the call, and nothing in its metadata",
	Break:    dialing("orders", func() []grpc.DialOption { return nil }),
	Findings: []Finding{lost("no-inject", "orders", "orders", "stock", "otelgrpc.NewClientHandler")},
}
