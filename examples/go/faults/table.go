// Package faults has the mistakes, one to a file: what is done instead of the right way, and beside it what is true of the traces then.
package faults

import (
	"encoding/json"
	"fmt"
	"slices"

	"causeway.example/shop/shop"
)

// Fault is a mistake in the shop.
type Fault struct {
	Name string `json:"name"`
	// What is done wrong, in one sentence.
	What string `json:"what"`
	// Break exchanges a right way for the wrong one.
	Break func(*shop.Ways) `json:"-"`
	// Findings are what a diagnosis should tell; Accepted is true as well, but not asked for.
	Findings []Finding `json:"findings"`
	Accepted []Finding `json:"accepted,omitempty"`
	// IsWhole: no context is lost, and a diagnosis should find nothing.
	IsWhole bool `json:"isWhole,omitempty"`
	// Concurrency at which the case is recorded; 0 is 20.
	Concurrency int `json:"concurrency,omitempty"`
	// EndsBadly: a service leaves with an error.
	EndsBadly bool `json:"-"`
}

// Finding is one defect: where entries of Causes, and words with a | between them, are alternatives, one is enough.
type Finding struct {
	Causes  Causes `json:"cause"`
	Rule    string `json:"rule,omitempty"`
	Service string `json:"service"`
	Edge    *Edge  `json:"edge,omitempty"`
	// Severity is the least that is expected; warning where it is empty.
	Severity   string   `json:"severity,omitempty"`
	Remedy     []string `json:"remedy,omitempty"`
	MustNotSay []string `json:"mustNotSay,omitempty"`
}

// Edge is the hop; From is To inside one service.
type Edge struct {
	From string `json:"from"`
	To   string `json:"to"`
}

// Causes are alternatives, the best one first.
type Causes []string

// MarshalJSON writes a single one without brackets.
func (c Causes) MarshalJSON() ([]byte, error) {
	if len(c) == 1 {
		return json.Marshal(c[0])
	}
	return json.Marshal([]string(c))
}

// lost is a finding about a hop that lost the context.
func lost(cause, service, from, to string, remedy ...string) Finding {
	return Finding{Causes: Causes{cause}, Rule: "lost-context", Service: service, Edge: &Edge{from, to}, Remedy: remedy}
}

// First are done where -fault says nothing.
var First = []string{"inject-forgotten", "interceptor-without-metadata", "goroutine-background", "span-left-open"}

// Ways are the shop's, with the named faults.
func Ways(names []string) (*shop.Ways, error) {
	ways := shop.Right()
	for _, name := range names {
		index := slices.IndexFunc(Table, func(fault Fault) bool { return fault.Name == name })
		if index < 0 {
			return nil, fmt.Errorf("no fault is called %q: -list names them", name)
		}
		Table[index].Break(ways)
	}
	return ways, nil
}

// EndBadly says whether one of the named faults makes a service leave with an error.
func EndBadly(names []string) bool {
	return slices.ContainsFunc(Table, func(fault Fault) bool { return fault.EndsBadly && slices.Contains(names, fault.Name) })
}
