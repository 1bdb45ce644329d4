package faults

import (
	"context"

	"github.com/nats-io/nats.go"

	"causeway.example/shop/shop"
)

var publishWithoutHeaders = Fault{
	Name: "publish-without-headers",
	What: "orders publishes the data alone: the message has no headers, so the context stays behind",
	Break: func(ways *shop.Ways) {
		ways.Publish = func(ctx context.Context, connection *nats.Conn, subject, number string) error {
			_, span := shop.StartPublish(ctx, subject)
			defer span.End()
			return connection.Publish(subject, []byte(number))
		}
	},
	Findings: []Finding{lost("queue-not-carried", "orders", "orders", "mailer", "Inject(", "Header")},
}

var consumerNewRoot = Fault{
	Name: "consumer-new-root",
	What: "mailer starts a new root for each message, without a link: it does not read the headers that are there",
	Break: func(ways *shop.Ways) {
		ways.Consume = func(message *nats.Msg, work func(ctx context.Context)) {
			ctx, span := shop.StartProcess(context.Background(), message.Subject)
			defer span.End()
			work(ctx)
		}
	},
	Findings: []Finding{{
		Causes: Causes{"no-extract", "queue-not-carried"}, Rule: "lost-context", Service: "mailer", Edge: &Edge{"orders", "mailer"},
		Remedy: []string{"Extract("},
	}},
}
