package main

import (
	"compress/gzip"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"os"
	"sync"

	logs "go.opentelemetry.io/proto/otlp/collector/logs/v1"
	traces "go.opentelemetry.io/proto/otlp/collector/trace/v1"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
)

// receiver takes OTLP/HTTP and writes a line of OTLP/JSON for each request, as the Collector's file exporter does.
type receiver struct {
	address string
	server  *http.Server
	mutex   sync.Mutex
	file    *os.File
	failed  error
}

func startReceiver(path string) (*receiver, error) {
	file, err := os.Create(path)
	if err != nil {
		return nil, err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	r := &receiver{address: listener.Addr().String(), file: file}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /v1/traces", r.take(func() proto.Message { return &traces.ExportTraceServiceRequest{} }))
	mux.HandleFunc("POST /v1/logs", r.take(func() proto.Message { return &logs.ExportLogsServiceRequest{} }))
	r.server = &http.Server{Handler: mux}
	go r.server.Serve(listener)
	return r, nil
}

func (r *receiver) stop() error { return errors.Join(r.server.Close(), r.file.Close(), r.failed) }

func (r *receiver) take(message func() proto.Message) http.HandlerFunc {
	return func(w http.ResponseWriter, request *http.Request) {
		if err := r.write(request, message()); err != nil {
			r.mutex.Lock()
			r.failed = err
			r.mutex.Unlock()
			http.Error(w, err.Error(), http.StatusBadRequest)
		}
	}
}

func (r *receiver) write(request *http.Request, message proto.Message) error {
	body := io.Reader(request.Body)
	if request.Header.Get("Content-Encoding") == "gzip" {
		unzipped, err := gzip.NewReader(body)
		if err != nil {
			return err
		}
		body = unzipped
	}
	bytes, err := io.ReadAll(body)
	if err != nil {
		return err
	}
	if err := proto.Unmarshal(bytes, message); err != nil {
		return err
	}
	text, err := protojson.MarshalOptions{UseEnumNumbers: true}.Marshal(message)
	if err != nil {
		return err
	}
	var tree any
	if err := json.Unmarshal(text, &tree); err != nil {
		return err
	}
	r.mutex.Lock()
	defer r.mutex.Unlock()
	return json.NewEncoder(r.file).Encode(withHexIDs(tree))
}

// withHexIDs turns the ids, which protobuf's JSON writes in base64, to OTLP/JSON's hexadecimal digits.
func withHexIDs(tree any) any {
	switch node := tree.(type) {
	case []any:
		for index, entry := range node {
			node[index] = withHexIDs(entry)
		}
	case map[string]any:
		for key, entry := range node {
			id, isText := entry.(string)
			if isText && (key == "traceId" || key == "spanId" || key == "parentSpanId") {
				bytes, err := base64.StdEncoding.DecodeString(id)
				if err == nil {
					node[key] = hex.EncodeToString(bytes)
				}
				continue
			}
			node[key] = withHexIDs(entry)
		}
	}
	return tree
}
