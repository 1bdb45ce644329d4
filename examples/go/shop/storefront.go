package shop

import (
	"context"
	"net/http"
	"strconv"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/trace"
	"google.golang.org/grpc"
)

type storefront struct {
	*service
	stock  *grpc.ClientConn
	orders string
}

func startStorefront(s *service) (err error) {
	shop := &storefront{service: s, orders: "http://" + s.Peers["orders"]}
	if shop.stock, err = s.dialStock(); err != nil {
		return err
	}
	return s.listenHTTP(map[string]http.HandlerFunc{
		"POST /checkout": shop.checkout, "POST /browse": shop.browse, "POST /import": shop.importMany, "POST /watch": shop.watch,
	})
}

func (s *storefront) checkout(w http.ResponseWriter, r *http.Request) {
	number, _ := strconv.Atoi(r.URL.Query().Get("number"))
	// Every type that a Go attribute can have.
	trace.SpanFromContext(r.Context()).SetAttributes(
		attribute.Int64("order.number", 9_007_199_254_740_993+int64(number)),
		attribute.Float64("order.total", 19.9),
		attribute.Bool("order.gift", number%2 == 0),
		attribute.String("order.note", "für \"Zoë\"\n🌉"),
		attribute.StringSlice("order.items", []string{"tea", "", "茶"}),
		attribute.Int64Slice("order.counts", []int64{1, -2, 1 << 62}),
		attribute.Float64Slice("order.weights", []float64{0.1, 2, 1e300}),
		attribute.BoolSlice("order.fragile", []bool{true, false}),
		attribute.ByteSlice("order.token", []byte{0, 255, 16}),
		attribute.Map("order.address", attribute.String("city", "Genève"), attribute.Int64("zip", 1201)),
		attribute.Slice("order.mixed", attribute.StringValue("a"), attribute.Int64Value(7)),
	)
	if err := CallStock(r.Context(), s.stock, "Look", "1"); err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	if _, err := s.ways.CountOrders(r.Context(), s.orders+"/orders"); err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	answer(w)(s.ways.PlaceOrder(r.Context(), s.orders+"/orders?number="+strconv.Itoa(number)))
}

// browse asks stock for eight things at once.
func (s *storefront) browse(w http.ResponseWriter, r *http.Request) {
	looks := make([]func(context.Context) error, 8)
	for shelf := range looks {
		looks[shelf] = func(ctx context.Context) error { return CallStock(ctx, s.stock, "Look", strconv.Itoa(shelf)) }
	}
	answer(w)(http.StatusOK, s.ways.Together(r.Context(), looks...))
}

func (s *storefront) importMany(w http.ResponseWriter, r *http.Request) {
	answer(w)(Post(r.Context(), s.orders+"/import?number="+r.URL.Query().Get("number")))
}

// watch holds a stream open for a while.
func (s *storefront) watch(w http.ResponseWriter, r *http.Request) {
	answer(w)(http.StatusOK, s.ways.WatchPrices(r.Context(), s.stock, "long "+r.URL.Query().Get("number")))
}

func answer(w http.ResponseWriter) func(status int, err error) {
	return func(status int, err error) {
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadGateway)
			return
		}
		w.WriteHeader(status)
	}
}
