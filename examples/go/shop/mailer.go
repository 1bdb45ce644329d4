package shop

import (
	"context"
	"time"

	"github.com/nats-io/nats.go"
)

const placedSubject = "orders.placed"

// startMailer writes a mail for each order that was placed.
func startMailer(s *service) error {
	connection, err := s.connectQueue()
	if err != nil {
		return err
	}
	tracer := s.ways.Tracer("mailer")
	subscription, err := connection.Subscribe(placedSubject, func(message *nats.Msg) {
		s.ways.Consume(message, func(ctx context.Context) {
			_, span := tracer.Start(ctx, "write mail")
			defer span.End()
			time.Sleep(time.Millisecond)
		})
	})
	if err != nil {
		return err
	}
	s.atStop(func() {
		subscription.Drain()
		for deadline := time.Now().Add(flushTimeout); subscription.IsValid() && time.Now().Before(deadline); {
			time.Sleep(time.Millisecond)
		}
	})
	return connection.Flush()
}
