package faults

import (
	"context"
	"log/slog"

	"causeway.example/shop/shop"
)

var logsWithoutIDs = Fault{
	Name: "logs-without-ids",
	What: "orders logs by slog.Info instead of InfoContext: no line knows its trace",
	Break: func(ways *shop.Ways) {
		ways.Log = func(_ context.Context, logger *slog.Logger, message, number string) {
			logger.Info(message, "order.number", number)
		}
	},
	Findings: []Finding{
		{Causes: Causes{"uncorrelated-logs"}, Rule: "uncorrelated-logs", Service: "orders", Severity: "info", Remedy: []string{"InfoContext"}},
	},
}
