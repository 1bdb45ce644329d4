package faults

import "go.opentelemetry.io/contrib/propagators/b3"

var b3InOneService = Fault{
	Name:  "b3-in-one-service",
	What:  "orders speaks B3 where the others speak W3C: neither understands the other",
	Break: propagating("orders", b3.New()),
	// Without recorded headers nothing tells another format from none: setting the propagator is the mending of both.
	Findings: []Finding{{Causes: Causes{"format-mismatch", "no-propagator"}, Service: "orders", Remedy: []string{"propagation.TraceContext"}}},
}
