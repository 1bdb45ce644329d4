package faults

import (
	"context"
	"database/sql"

	"causeway.example/shop/shop"
)

var workOnBackground = Fault{
	Name: "work-on-background",
	What: "orders writes to the database with context.Background() instead of the request's context",
	Break: func(ways *shop.Ways) {
		right := ways.Store
		ways.Store = func(_ context.Context, db *sql.DB, number string) error {
			return right(context.Background(), db, number)
		}
	},
	Findings: []Finding{lost("background-context", "orders", "orders", "orders", "ctx")},
}
