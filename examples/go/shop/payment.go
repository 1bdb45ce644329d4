package shop

import (
	"net/http"
	"strconv"
	"time"
)

// startPayment: POST /charge takes the money, and is busy at first for every ninth order.
func startPayment(s *service) error {
	tracer := s.ways.Tracer("payment")
	return s.listenHTTP(map[string]http.HandlerFunc{"POST /charge": func(w http.ResponseWriter, r *http.Request) {
		number, _ := strconv.Atoi(r.URL.Query().Get("number"))
		if number%9 == 4 && r.URL.Query().Get("attempt") == "1" {
			http.Error(w, "busy", http.StatusServiceUnavailable)
			return
		}
		_, span := tracer.Start(r.Context(), "charge card")
		defer span.End()
		time.Sleep(2 * time.Millisecond)
	}})
}
