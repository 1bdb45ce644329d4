package shop

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"sync"
	"time"

	"go.opentelemetry.io/contrib/bridges/otelslog"
	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/exporters/otlp/otlplog/otlploggrpc"
	"go.opentelemetry.io/otel/exporters/otlp/otlplog/otlploghttp"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracegrpc"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"
	"go.opentelemetry.io/otel/propagation"
	sdklog "go.opentelemetry.io/otel/sdk/log"
	"go.opentelemetry.io/otel/sdk/resource"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
)

const flushTimeout = 10 * time.Second

// W3C is what every service of the shop speaks.
var W3C = propagation.NewCompositeTextMapPropagator(propagation.TraceContext{}, propagation.Baggage{})

// startTelemetry sets this process's SDK up. It exports to where OTEL_EXPORTER_OTLP_ENDPOINT says, by default to this machine.
func (s *service) startTelemetry(ctx context.Context) error {
	spans, logs, err := exporters(ctx, s.Protocol)
	if err != nil {
		return err
	}
	about, err := resource.New(ctx, resource.WithTelemetrySDK(), resource.WithAttributes(
		attribute.String("service.name", s.Service),
		attribute.String("service.version", "1.4.0"),
		attribute.String("service.instance.id", fmt.Sprintf("%s-%d", s.Service, os.Getpid())),
		attribute.String("deployment.environment.name", s.Environment),
	))
	if err != nil {
		return err
	}
	otel.SetErrorHandler(&s.lost)
	options := []sdktrace.TracerProviderOption{
		sdktrace.WithResource(about), sdktrace.WithSampler(s.ways.Sampler(s.Service)),
		sdktrace.WithBatcher(spans, sdktrace.WithBatchTimeout(200*time.Millisecond)),
	}
	if s.Sent != "" {
		file, err := os.OpenFile(s.Sent, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
		if err != nil {
			return err
		}
		options = append(options, sdktrace.WithSyncer(&recorder{file: file}))
	}
	tracing := sdktrace.NewTracerProvider(options...)
	logging := sdklog.NewLoggerProvider(sdklog.WithResource(about), sdklog.WithProcessor(sdklog.NewBatchProcessor(logs)))
	otel.SetTracerProvider(tracing)
	if propagator := s.ways.Propagator(s.Service); propagator != nil {
		otel.SetTextMapPropagator(propagator)
	}
	s.logger = slog.New(otelslog.NewHandler("shop/"+s.Service, otelslog.WithLoggerProvider(logging)))
	s.flush = func() {
		ctx, cancel := context.WithTimeout(context.Background(), flushTimeout)
		defer cancel()
		if err := errors.Join(tracing.Shutdown(ctx), logging.Shutdown(ctx)); err != nil {
			s.lost.Handle(err)
		}
	}
	return nil
}

func exporters(ctx context.Context, protocol string) (sdktrace.SpanExporter, sdklog.Exporter, error) {
	switch protocol {
	case "http":
		spans, err := otlptracehttp.New(ctx, otlptracehttp.WithInsecure())
		logs, logErr := otlploghttp.New(ctx, otlploghttp.WithInsecure())
		return spans, logs, errors.Join(err, logErr)
	case "grpc":
		spans, err := otlptracegrpc.New(ctx, otlptracegrpc.WithInsecure())
		logs, logErr := otlploggrpc.New(ctx, otlploggrpc.WithInsecure())
		return spans, logs, errors.Join(err, logErr)
	default:
		return nil, nil, fmt.Errorf("protocol %q is neither http nor grpc", protocol)
	}
}

// failures holds what the SDK could not do in the background, such as exporting.
type failures struct {
	mutex sync.Mutex
	first error
	count int
}

// Handle is what the SDK calls.
func (f *failures) Handle(err error) {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	if f.count++; f.first == nil {
		f.first = err
	}
}

func (f *failures) summary() error {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	if f.count == 0 {
		return nil
	}
	return fmt.Errorf("%d exports failed: is Causeway running? %w", f.count, f.first)
}
