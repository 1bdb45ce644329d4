package main

import (
	"context"
	"errors"
	"fmt"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracegrpc"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/sdk/resource"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
)

// w3c is what every service of the shop speaks. It is handed over explicitly, since several services share this process.
var w3c = propagation.NewCompositeTextMapPropagator(propagation.TraceContext{}, propagation.Baggage{})

// telemetry makes a tracer provider for each service of a side, as if each were a process of its own.
type telemetry struct {
	side      string
	protocol  string
	record    *recorder
	providers []*sdktrace.TracerProvider
}

// provider exports to where OTEL_EXPORTER_OTLP_ENDPOINT says, by default to this machine.
func (t *telemetry) provider(ctx context.Context, service string) (*sdktrace.TracerProvider, error) {
	var client otlptrace.Client
	switch t.protocol {
	case "http":
		client = otlptracehttp.NewClient(otlptracehttp.WithInsecure())
	case "grpc":
		client = otlptracegrpc.NewClient(otlptracegrpc.WithInsecure())
	default:
		return nil, fmt.Errorf("protocol %q is neither http nor grpc", t.protocol)
	}
	exporter, err := otlptrace.New(ctx, client)
	if err != nil {
		return nil, err
	}
	about, err := resource.New(ctx, resource.WithTelemetrySDK(), resource.WithAttributes(
		attribute.String("service.name", service),
		attribute.String("service.version", "1.4.0"),
		attribute.String("service.instance.id", service+"-"+t.side),
		attribute.String("deployment.environment.name", t.side),
	))
	if err != nil {
		return nil, err
	}
	options := []sdktrace.TracerProviderOption{sdktrace.WithResource(about), sdktrace.WithBatcher(exporter)}
	if t.record.file != nil {
		options = append(options, sdktrace.WithSyncer(t.record))
	}
	provider := sdktrace.NewTracerProvider(options...)
	t.providers = append(t.providers, provider)
	return provider, nil
}

func (t *telemetry) shutdown(ctx context.Context) (err error) {
	for _, provider := range t.providers {
		err = errors.Join(err, provider.Shutdown(ctx))
	}
	return err
}
