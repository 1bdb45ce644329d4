package shop

import (
	"context"
	"encoding/json"
	"os"
	"strconv"
	"sync"

	"go.opentelemetry.io/otel/attribute"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/trace"
)

// recorder writes what the SDK exports, in words of its own, so that a test can compare what arrived with what was sent.
// 64-bit integers are texts, since JSON's readers round them.
type recorder struct {
	mutex sync.Mutex
	file  *os.File
	err   error
}

type line = map[string]any

func (r *recorder) ExportSpans(_ context.Context, spans []sdktrace.ReadOnlySpan) error {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	for _, span := range spans {
		if err := json.NewEncoder(r.file).Encode(lineOf(span)); err != nil && r.err == nil {
			r.err = err
		}
	}
	return r.err
}

func (r *recorder) Shutdown(context.Context) error { return nil }

func lineOf(span sdktrace.ReadOnlySpan) line {
	parent := ""
	if span.Parent().HasSpanID() {
		parent = span.Parent().SpanID().String()
	}
	events := []line{}
	for _, event := range span.Events() {
		events = append(events, line{
			"name": event.Name, "time": strconv.FormatInt(event.Time.UnixNano(), 10), "attributes": pairs(event.Attributes),
		})
	}
	links := []line{}
	for _, link := range span.Links() {
		links = append(links, line{
			"traceId": link.SpanContext.TraceID().String(), "spanId": link.SpanContext.SpanID().String(),
			"attributes": pairs(link.Attributes),
		})
	}
	scope := span.InstrumentationScope()
	return line{
		"traceId": span.SpanContext().TraceID().String(), "spanId": span.SpanContext().SpanID().String(), "parentSpanId": parent,
		"isParentRemote": span.Parent().IsRemote(), "traceState": span.SpanContext().TraceState().String(),
		"name": span.Name(), "kind": trace.ValidateSpanKind(span.SpanKind()).String(),
		"start": strconv.FormatInt(span.StartTime().UnixNano(), 10), "end": strconv.FormatInt(span.EndTime().UnixNano(), 10),
		"status": span.Status().Code.String(), "statusMessage": span.Status().Description,
		"attributes": pairs(span.Attributes()), "events": events, "links": links,
		"scope":    line{"name": scope.Name, "version": scope.Version, "attributes": pairs(scope.Attributes.ToSlice())},
		"resource": pairs(span.Resource().Attributes()),
	}
}

func pairs(attributes []attribute.KeyValue) []line {
	lines := []line{}
	for _, pair := range attributes {
		lines = append(lines, line{"key": string(pair.Key), "value": plain(pair.Value)})
	}
	return lines
}

func plain(value attribute.Value) line {
	switch value.Type() {
	case attribute.BOOL:
		return line{"bool": value.AsBool()}
	case attribute.INT64:
		return line{"int": strconv.FormatInt(value.AsInt64(), 10)}
	case attribute.FLOAT64:
		return line{"double": value.AsFloat64()}
	case attribute.STRING:
		return line{"string": value.AsString()}
	case attribute.BYTESLICE:
		return line{"bytes": value.AsByteSlice()}
	case attribute.BOOLSLICE:
		return list(value.AsBoolSlice(), attribute.BoolValue)
	case attribute.INT64SLICE:
		return list(value.AsInt64Slice(), attribute.Int64Value)
	case attribute.FLOAT64SLICE:
		return list(value.AsFloat64Slice(), attribute.Float64Value)
	case attribute.STRINGSLICE:
		return list(value.AsStringSlice(), attribute.StringValue)
	case attribute.SLICE:
		return list(value.AsSlice(), func(entry attribute.Value) attribute.Value { return entry })
	case attribute.MAP:
		return line{"map": pairs(value.AsMap())}
	default:
		return line{}
	}
}

func list[T any](entries []T, valueOf func(T) attribute.Value) line {
	lines := []line{}
	for _, entry := range entries {
		lines = append(lines, plain(valueOf(entry)))
	}
	return line{"list": lines}
}
