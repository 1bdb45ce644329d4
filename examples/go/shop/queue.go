package shop

import (
	"context"

	"github.com/nats-io/nats.go"
	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/trace"
)

// messaging is what a span of a queue says about it.
func messaging(kind trace.SpanKind, operation, subject string) trace.SpanStartOption {
	return trace.WithAttributes(
		attribute.String("messaging.system", "nats"), attribute.String("messaging.destination.name", subject),
		attribute.String("messaging.operation.name", operation), attribute.String("messaging.operation.type", operationType[kind]),
	)
}

var operationType = map[trace.SpanKind]string{trace.SpanKindProducer: "send", trace.SpanKindConsumer: "process"}

// StartPublish and StartProcess start the spans of both ends.
func StartPublish(ctx context.Context, subject string) (context.Context, trace.Span) {
	return otel.Tracer("shop/queue").Start(ctx, "publish "+subject, trace.WithSpanKind(trace.SpanKindProducer),
		messaging(trace.SpanKindProducer, "publish", subject))
}

func StartProcess(ctx context.Context, subject string, options ...trace.SpanStartOption) (context.Context, trace.Span) {
	options = append(options, trace.WithSpanKind(trace.SpanKindConsumer), messaging(trace.SpanKindConsumer, "process", subject))
	return otel.Tracer("shop/queue").Start(ctx, "process "+subject, options...)
}

// publish writes the PRODUCER span's context into the message's headers.
func publish(ctx context.Context, connection *nats.Conn, subject, number string) error {
	ctx, span := StartPublish(ctx, subject)
	defer span.End()
	message := &nats.Msg{Subject: subject, Data: []byte(number), Header: nats.Header{}}
	otel.GetTextMapPropagator().Inject(ctx, propagation.HeaderCarrier(message.Header))
	return connection.PublishMsg(message)
}

// consume reads it from there.
func consume(message *nats.Msg, work func(ctx context.Context)) {
	ctx := otel.GetTextMapPropagator().Extract(context.Background(), propagation.HeaderCarrier(message.Header))
	ctx, span := StartProcess(ctx, message.Subject)
	defer span.End()
	work(ctx)
}

func (s *service) connectQueue() (*nats.Conn, error) {
	connection, err := nats.Connect(s.Peers["nats"], nats.Name(s.Service))
	if err == nil {
		s.atStop(func() {
			connection.FlushTimeout(flushTimeout)
			connection.Close()
		})
	}
	return connection, err
}
