// Shop is five small services on the OpenTelemetry Go SDK, each a process of its own: this program starts itself again for each. It runs
// the shop twice: once with the trace context carried over every hop, and once with a mistake that Go programs make. The mistakes are in
// faults/, the right ways in shop/.
//
//	load --HTTP--> storefront --HTTP--> orders --HTTP--> payment
//	                   │                  ├─ SQL, goroutines, a worker pool
//	                   │                  ├─NATS--> mailer
//	                   └────────gRPC──────┴─gRPC--> stock
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"log"
	"os"
	"strings"
	"time"

	"causeway.example/shop/faults"
	"causeway.example/shop/shop"
)

// options of a run.
type options struct {
	side, fault, environment, protocol, sent, out, scene string
	requests, concurrency                                int
}

func main() {
	if config := os.Getenv(shop.Variable); config != "" {
		if err := shop.Run(config, faults.Ways); err != nil {
			log.Fatal(err)
		}
		return
	}
	var o options
	flag.StringVar(&o.side, "side", "both", "intact, broken or both")
	flag.StringVar(&o.fault, "fault", strings.Join(faults.First, ","), "what the broken side does wrong, see -list; several with commas")
	flag.StringVar(&o.environment, "environment", "", "deployment.environment.name instead of the side's name")
	flag.IntVar(&o.requests, "requests", 30, "requests a side")
	flag.IntVar(&o.concurrency, "concurrency", 1, "requests at once")
	flag.StringVar(&o.scene, "scene", "checkout", "what is asked for: checkout, browse, import or watch")
	flag.StringVar(&o.protocol, "protocol", "http", "http (OTLP/protobuf over HTTP) or grpc")
	flag.StringVar(&o.out, "out", "", "write OTLP/JSON lines to this file instead of exporting to OTEL_EXPORTER_OTLP_ENDPOINT")
	flag.StringVar(&o.sent, "sent", "", "also write every exported span to this file, one JSON object a line")
	list := flag.Bool("list", false, "name the faults")
	asJSON := flag.Bool("json", false, "with -list: all that is true of each fault, as JSON")
	flag.Parse()
	switch {
	case *list && *asJSON:
		json.NewEncoder(os.Stdout).Encode(faults.Table)
	case *list:
		for _, fault := range faults.Table {
			fmt.Printf("%-32s %s\n", fault.Name, fault.What)
		}
	default:
		if err := run(o); err != nil {
			log.Fatal(err)
		}
	}
}

func run(o options) (err error) {
	names := strings.Split(o.fault, ",")
	if _, err := faults.Ways(names); err != nil {
		return err
	}
	if o.side != "both" && o.side != "intact" && o.side != "broken" {
		return fmt.Errorf("side %q is neither intact nor broken nor both", o.side)
	}
	if o.sent != "" {
		if err := os.WriteFile(o.sent, nil, 0o644); err != nil {
			return err
		}
	}
	if o.out != "" {
		receiver, err := startReceiver(o.out)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, receiver.stop()) }()
		os.Setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://"+receiver.address)
		o.protocol = "http"
	}
	for _, side := range []string{"intact", "broken"} {
		if o.side != "both" && o.side != side {
			continue
		}
		config := shop.Config{Environment: o.environment, Protocol: o.protocol, Sent: o.sent}
		if config.Environment == "" {
			config.Environment = side
		}
		if side == "broken" {
			config.Faults = names
		}
		if err := serve(config, o); err != nil {
			return fmt.Errorf("%s: %w", side, err)
		}
	}
	return nil
}

// serve starts the services, asks, and ends only when every span is exported.
func serve(config shop.Config, o options) (err error) {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	all, err := startProcesses(ctx, config)
	defer func() {
		if ended := all.stop(); !faults.EndBadly(config.Faults) {
			err = errors.Join(err, ended)
		}
	}()
	if err != nil {
		return err
	}
	return load(ctx, "http://"+all.peers["storefront"]+"/"+o.scene, o.requests, o.concurrency)
}
