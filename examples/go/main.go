// Shop is three small services on the OpenTelemetry Go SDK, started twice: once with the trace context carried over every hop, and once
// with the mistakes that Go programs make. The right and the wrong line stand beside each other; search for ".broken".
//
//	load --HTTP--> storefront --HTTP--> orders --gRPC--> stock
//	                   │                  └─ goroutine: the receipt
//	                   └────────────gRPC───────────────> stock
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log"
	"os"
	"sync"
	"time"

	"go.opentelemetry.io/otel"
)

// side is one of the two shops. In the telemetry, deployment.environment.name tells them apart.
type side struct {
	name   string
	broken bool
	tel    *telemetry
}

func main() {
	only := flag.String("side", "both", "intact, broken or both")
	requests := flag.Int("requests", 30, "purchases a side")
	protocol := flag.String("protocol", "http", "http (OTLP/protobuf over HTTP) or grpc")
	sent := flag.String("sent", "", "also write every exported span to this file, one JSON object a line")
	flag.Parse()
	if err := run(*only, *requests, *protocol, *sent); err != nil {
		log.Fatal(err)
	}
}

func run(only string, requests int, protocol, sent string) error {
	if only != "both" && only != "intact" && only != "broken" {
		return fmt.Errorf("side %q is neither intact nor broken nor both", only)
	}
	var lost failures
	otel.SetErrorHandler(&lost)
	record := &recorder{}
	if sent != "" {
		file, err := os.Create(sent)
		if err != nil {
			return err
		}
		defer file.Close()
		record.file = file
	}
	for _, name := range []string{"intact", "broken"} {
		if only != "both" && only != name {
			continue
		}
		s := &side{name: name, broken: name == "broken", tel: &telemetry{side: name, protocol: protocol, record: record}}
		if err := s.serve(requests); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return errors.Join(record.err, lost.summary())
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

// serve starts the services, buys, settles, and ends only when every span is exported.
func (s *side) serve(requests int) (err error) {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	defer func() { err = errors.Join(err, s.tel.shutdown(ctx)) }()

	stock, err := startStock(ctx, s)
	if err != nil {
		return err
	}
	defer stock.stop()
	orders, err := startOrders(ctx, s, stock.address)
	if err != nil {
		return err
	}
	defer orders.stop()
	storefront, err := startStorefront(ctx, s, orders.address, stock.address)
	if err != nil {
		return err
	}
	defer storefront.stop()

	if err := buy(ctx, storefront.address, requests); err != nil {
		return err
	}
	orders.settle(ctx)
	return nil
}
