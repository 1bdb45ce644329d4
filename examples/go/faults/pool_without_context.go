package faults

import (
	"context"

	"causeway.example/shop/shop"
)

var poolWithoutContext = Fault{
	Name: "pool-without-context",
	What: "orders gives its worker pool the number alone: the job has no context",
	Break: func(ways *shop.Ways) {
		ways.NewPool = func(work func(ctx context.Context, number string)) (func(context.Context, string), func()) {
			jobs := make(chan string, 1000)
			submit := func(_ context.Context, number string) { jobs <- number }
			return submit, shop.Workers(2, jobs, func(number string) { work(context.Background(), number) })
		}
	},
	Findings: []Finding{lost("background-context", "orders", "orders", "orders", "worker pool|in the job")},
}
