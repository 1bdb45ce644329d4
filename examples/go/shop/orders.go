package shop

import (
	"context"
	"database/sql"
	"fmt"
	"net/http"
	"sync"
	"time"

	"github.com/nats-io/nats.go"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/trace"
	"google.golang.org/grpc"
)

type orders struct {
	*service
	tracer   trace.Tracer
	stock    *grpc.ClientConn
	queue    *nats.Conn
	db       *sql.DB
	pack     func(ctx context.Context, number string)
	receipts sync.WaitGroup
	mutex    sync.Mutex
	placed   []trace.Link
}

func startOrders(s *service) (err error) {
	o := &orders{service: s, tracer: s.ways.Tracer("orders")}
	if o.stock, err = s.dialStock(); err != nil {
		return err
	}
	if o.queue, err = s.connectQueue(); err != nil {
		return err
	}
	if o.db, err = openDatabase(); err != nil {
		return err
	}
	s.atStop(o.settle)
	pack, stop := s.ways.NewPool(o.packParcel)
	o.pack = pack
	s.atStop(stop)
	s.atStop(o.receipts.Wait)
	return s.listenHTTP(map[string]http.HandlerFunc{"POST /orders": o.place, "GET /orders": o.count, "POST /import": o.importMany})
}

func (o *orders) count(w http.ResponseWriter, _ *http.Request) {
	o.mutex.Lock()
	defer o.mutex.Unlock()
	fmt.Fprintln(w, len(o.placed))
}

func (o *orders) place(w http.ResponseWriter, r *http.Request) {
	number := r.URL.Query().Get("number")
	status, err := o.order(r.Context(), number)
	if err != nil {
		http.Error(w, err.Error(), status)
		return
	}
	w.WriteHeader(http.StatusCreated)
}

func (o *orders) order(ctx context.Context, number string) (int, error) {
	o.ways.Log(ctx, o.logger, "order received", number)
	err := o.ways.Reserve(ctx, func(ctx context.Context) error { return CallStock(ctx, o.stock, "Reserve", number) })
	if err != nil {
		return http.StatusConflict, err
	}
	err = o.ways.Together(ctx,
		func(ctx context.Context) error { return o.ways.Store(ctx, o.db, number) },
		func(ctx context.Context) error {
			ctx, span := o.tracer.Start(ctx, "price order")
			defer span.End()
			return o.ways.WatchPrices(ctx, o.stock, number)
		},
	)
	if err != nil {
		return http.StatusInternalServerError, err
	}
	if err := o.ways.Charge(ctx, "http://"+o.Peers["payment"]+"/charge?number="+number); err != nil {
		return http.StatusBadGateway, err
	}
	if err := o.ways.WrapItems(ctx, []string{"tea", "cup"}); err != nil {
		return http.StatusInternalServerError, err
	}
	if err := o.ways.Publish(ctx, o.queue, placedSubject, number); err != nil {
		return http.StatusBadGateway, err
	}
	o.mutex.Lock()
	o.placed = append(o.placed, trace.LinkFromContext(ctx, attribute.String("order.number", number)))
	o.mutex.Unlock()
	o.pack(ctx, number)
	o.receipts.Add(1)
	o.ways.Later(ctx, o.sendReceipt)
	return http.StatusCreated, nil
}

// importMany answers before the work is done: the pool works through a backlog of parcels.
func (o *orders) importMany(w http.ResponseWriter, r *http.Request) {
	for part := range 5 {
		o.pack(r.Context(), fmt.Sprint(r.URL.Query().Get("number"), part))
	}
	w.WriteHeader(http.StatusAccepted)
}

func (o *orders) packParcel(ctx context.Context, _ string) {
	_, span := o.tracer.Start(ctx, "pack parcel")
	defer span.End()
	time.Sleep(time.Millisecond)
}

func (o *orders) sendReceipt(ctx context.Context) {
	defer o.receipts.Done()
	time.Sleep(2 * time.Millisecond)
	ctx, span := o.tracer.Start(ctx, "send receipt")
	defer span.End()
	err := CallStock(ctx, o.stock, "Look", "1")
	Fail(span, err)
	span.AddEvent("written", trace.WithAttributes(attribute.Int("pages", 1)))
}

// Wrap is the work on an item.
func Wrap(string) error {
	time.Sleep(200 * time.Microsecond)
	return nil
}

// settle works on many orders at once: a trace of its own with a link to each of them, which is right and no lost context.
func (o *orders) settle() {
	_, span := o.tracer.Start(context.Background(), "settle orders", trace.WithNewRoot(), trace.WithLinks(o.placed...))
	span.End()
}
