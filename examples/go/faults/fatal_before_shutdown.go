package faults

import (
	"log"
	"net/http"

	"causeway.example/shop/shop"
)

var fatalBeforeShutdown = Fault{
	Name: "fatal-before-shutdown",
	What: "orders ends by log.Fatal(server.ListenAndServe()): the deferred Shutdown never runs, and the last spans are never sent",
	Break: func(ways *shop.Ways) {
		ways.Exit = func(service string, flush func()) {
			defer flush()
			if service == "orders" {
				// ListenAndServe always gives an error, also after a proper end; log.Fatal exits without running what is deferred.
				log.Fatal(http.ErrServerClosed)
			}
		}
	},
	Findings: []Finding{{
		Causes: Causes{"exit-without-flush", "orphan-spans"}, Service: "orders", Remedy: []string{"Shutdown"},
	}},
	// At twenty at once all of it would be over before the first batch.
	Concurrency: 1,
	EndsBadly:   true,
}
