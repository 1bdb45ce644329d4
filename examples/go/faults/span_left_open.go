package faults

import (
	"context"

	"causeway.example/shop/shop"
)

var spanLeftOpen = Fault{
	Name: "span-left-open",
	What: "orders returns an error before span.End(): that span is never exported, and the call below it names a parent that nobody has",
	Break: func(ways *shop.Ways) {
		ways.Reserve = func(ctx context.Context, ask func(ctx context.Context) error) error {
			ctx, span := shop.StartReserve(ctx)
			if err := ask(ctx); err != nil {
				shop.Fail(span, err)
				return err
			}
			span.End()
			return nil
		}
	},
	Findings: []Finding{{Causes: Causes{"leaked-span"}, Rule: "leaked-span", Service: "orders", Remedy: []string{"defer span.End()"}}},
}
