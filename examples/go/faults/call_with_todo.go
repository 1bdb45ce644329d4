package faults

import (
	"context"

	"causeway.example/shop/shop"
)

var callWithTodo = Fault{
	Name: "call-with-todo",
	What: "storefront places the order with context.TODO(), since the function between did not take a context",
	Break: func(ways *shop.Ways) {
		right := ways.PlaceOrder
		ways.PlaceOrder = func(_ context.Context, url string) (int, error) { return right(context.TODO(), url) }
	},
	Findings:    []Finding{lost("background-context", "storefront", "storefront", "storefront", "ctx|r.Context()")},
	Concurrency: 100,
}
