package faults

import (
	"context"
	"time"

	"causeway.example/shop/shop"
)

var timerBackground = Fault{
	Name: "timer-background",
	What: "orders sends the receipt from time.AfterFunc, whose function has no context but an empty one",
	Break: func(ways *shop.Ways) {
		ways.Later = func(_ context.Context, work func(ctx context.Context)) {
			time.AfterFunc(5*time.Millisecond, func() { work(context.Background()) })
		}
	},
	Findings:    []Finding{lost("background-context", "orders", "orders", "orders", "context.WithoutCancel")},
	Concurrency: 100,
}
