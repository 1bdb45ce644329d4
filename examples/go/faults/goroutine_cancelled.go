package faults

import (
	"context"

	"causeway.example/shop/shop"
)

var goroutineCancelled = Fault{
	Name: "goroutine-cancelled",
	What: "orders hands r.Context() to a goroutine that goes on after the answer: the trace is whole, but the context is cancelled and the work fails",
	Break: func(ways *shop.Ways) {
		ways.Later = func(ctx context.Context, work func(ctx context.Context)) { go work(ctx) }
	},
	Findings: []Finding{{
		Causes: Causes{"outlives-parent"}, Service: "orders", Severity: "info", Remedy: []string{"context.WithoutCancel"},
		MustNotSay: []string{"context.Background()"},
	}},
}
