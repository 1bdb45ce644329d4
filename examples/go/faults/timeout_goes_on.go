package faults

import (
	"context"
	"errors"
	"time"

	"causeway.example/shop/shop"
)

var timeoutGoesOn = Fault{
	Name: "timeout-goes-on",
	What: "orders waits a millisecond for payment, which does not look at its context and works on: the callee outlives the call",
	Break: func(ways *shop.Ways) {
		ways.Charge = func(ctx context.Context, url string) error {
			ctx, cancel := context.WithTimeout(ctx, time.Millisecond)
			defer cancel()
			_, err := shop.Post(ctx, url+"&attempt=2")
			if errors.Is(err, context.DeadlineExceeded) {
				return nil // the money is taken later
			}
			return err
		}
	},
	Findings: []Finding{{
		Causes: Causes{"outlives-parent"}, Rule: "outlives-parent", Service: "payment", Edge: &Edge{"orders", "payment"}, Severity: "info",
	}},
}
