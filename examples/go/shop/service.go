// Package shop is five services that carry the trace context as a Go program should.
package shop

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"os"
	"slices"
)

// Config is what a service's process is told when it starts.
type Config struct {
	Service     string
	Environment string
	Protocol    string
	// Sent is a file for what was exported, in words of its own.
	Sent string
	// Peers are the addresses of the services that this one calls.
	Peers map[string]string
	// Faults are the names of what is wrong.
	Faults []string
}

// service is this process.
type service struct {
	Config
	ways    *Ways
	lost    failures
	logger  *slog.Logger
	address string
	flush   func()
	stops   []func()
}

// Names of the services; each calls only services before it.
var Names = []string{"stock", "payment", "mailer", "orders", "storefront"}

var starters = map[string]func(*service) error{
	"stock": startStock, "payment": startPayment, "mailer": startMailer, "orders": startOrders, "storefront": startStorefront,
}

// Variable is the environment's variable that has the Config.
const Variable = "SHOP_SERVICE"

// Run serves until standard input ends. It says its address on standard output.
func Run(text string, waysOf func(faults []string) (*Ways, error)) error {
	s := &service{}
	if err := json.Unmarshal([]byte(text), &s.Config); err != nil {
		return err
	}
	var err error
	if s.ways, err = waysOf(s.Faults); err != nil {
		return err
	}
	if err := s.startTelemetry(context.Background()); err != nil {
		return err
	}
	if err := starters[s.Service](s); err != nil {
		return err
	}
	fmt.Println(s.address)
	io.Copy(io.Discard, os.Stdin)
	for _, stop := range slices.Backward(s.stops) {
		stop()
	}
	s.ways.Exit(s.Service, s.flush)
	return s.lost.summary()
}

// atStop is done at the end, the last one first.
func (s *service) atStop(stop func()) { s.stops = append(s.stops, stop) }
