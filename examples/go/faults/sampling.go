package faults

import (
	sdktrace "go.opentelemetry.io/otel/sdk/trace"

	"causeway.example/shop/shop"
)

var ratioWithoutParent = Fault{
	Name:  "ratio-without-parent",
	What:  "orders samples half by TraceIDRatioBased without ParentBased: it drops requests that its caller keeps",
	Break: sampling(map[string]sdktrace.Sampler{"orders": sdktrace.TraceIDRatioBased(0.5)}),
	Findings: []Finding{
		{Causes: Causes{"sampling-mismatch"}, Rule: "sampling-mismatch", Service: "orders", Remedy: []string{"ParentBased"}},
	},
}

var alwaysSampleBelow = Fault{
	Name: "always-sample-below",
	What: "storefront samples a quarter; orders samples always, without ParentBased: its spans name parents that were not recorded",
	Break: sampling(map[string]sdktrace.Sampler{
		"storefront": sdktrace.ParentBased(sdktrace.TraceIDRatioBased(0.25)), "orders": sdktrace.AlwaysSample(),
	}),
	Findings: []Finding{
		{Causes: Causes{"sampling-mismatch"}, Rule: "sampling-mismatch", Service: "orders", Remedy: []string{"ParentBased"}},
	},
}

// sampling gives services another sampler.
func sampling(samplers map[string]sdktrace.Sampler) func(*shop.Ways) {
	return func(ways *shop.Ways) {
		right := ways.Sampler
		ways.Sampler = func(service string) sdktrace.Sampler {
			if sampler, isOther := samplers[service]; isOther {
				return sampler
			}
			return right(service)
		}
	}
}
