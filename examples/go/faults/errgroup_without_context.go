package faults

import (
	"context"

	"golang.org/x/sync/errgroup"

	"causeway.example/shop/shop"
)

var errgroupWithoutContext = Fault{
	Name: "errgroup-without-context",
	What: "orders makes its errgroup of context.Background(), so that what runs in it is not part of the request",
	Break: func(ways *shop.Ways) {
		ways.Together = func(_ context.Context, work ...func(ctx context.Context) error) error {
			group, ctx := errgroup.WithContext(context.Background())
			for _, each := range work {
				group.Go(func() error { return each(ctx) })
			}
			return group.Wait()
		}
	},
	Findings:    []Finding{lost("background-context", "orders", "orders", "orders", "ctx")},
	Concurrency: 1,
}
