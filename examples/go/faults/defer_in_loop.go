package faults

import (
	"context"

	"causeway.example/shop/shop"
)

var deferInLoop = Fault{
	Name: "defer-in-loop",
	What: "orders defers span.End() inside a loop: every item's span lasts until the last item is done, though no context is lost",
	Break: func(ways *shop.Ways) {
		ways.WrapItems = func(ctx context.Context, items []string) error {
			for _, item := range items {
				_, span := shop.StartItem(ctx, item)
				defer span.End()
				if err := shop.Wrap(item); err != nil {
					return err
				}
			}
			return nil
		}
	},
	IsWhole:  true,
	Accepted: []Finding{{Causes: Causes{"scope-not-closed", "leaked-span"}, Service: "orders", Severity: "info"}},
}
