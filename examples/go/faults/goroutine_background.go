package faults

import (
	"context"

	"causeway.example/shop/shop"
)

var goroutineBackground = Fault{
	Name: "goroutine-background",
	What: "orders sends the receipt in a goroutine with context.Background(), so that it outlives the request: it loses the trace as well",
	Break: func(ways *shop.Ways) {
		ways.Later = func(_ context.Context, work func(ctx context.Context)) { go work(context.Background()) }
	},
	Findings: []Finding{lost("background-context", "orders", "orders", "orders", "context.WithoutCancel")},
}
