package shop

import (
	"context"
	"database/sql"
	"log/slog"
	"sync"

	"github.com/XSAM/otelsql"
	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/trace"
	"golang.org/x/sync/errgroup"
	_ "modernc.org/sqlite" // the driver "sqlite", in Go alone
)

func ownTracer(service string) trace.Tracer { return otel.Tracer("shop/" + service) }

// reserve ends its span on every way out.
func reserve(ctx context.Context, ask func(ctx context.Context) error) error {
	ctx, span := StartReserve(ctx)
	defer span.End()
	err := ask(ctx)
	Fail(span, err)
	return err
}

func StartReserve(ctx context.Context) (context.Context, trace.Span) {
	return otel.Tracer("shop/orders").Start(ctx, "reserve", trace.WithAttributes(attribute.String("order.state", "new")))
}

// Fail says that a span's work failed.
func Fail(span trace.Span, err error) {
	if err == nil {
		return
	}
	span.RecordError(err, trace.WithAttributes(attribute.Bool("retry", false)))
	span.SetStatus(codes.Error, "nothing reserved")
}

// openDatabase is an SQLite in this process's memory, whose calls otelsql makes spans of.
func openDatabase() (*sql.DB, error) {
	db, err := otelsql.Open("sqlite", "file:orders?mode=memory&cache=shared", otelsql.WithAttributes(
		attribute.String("db.system.name", "sqlite"), attribute.String("db.namespace", "orders"),
	), otelsql.WithSpanOptions(otelsql.SpanOptions{OmitConnResetSession: true, OmitRows: true, OmitConnectorConnect: true}))
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	_, err = db.Exec(`create table placed (number text, at integer)`)
	return db, err
}

const insert = `insert into placed values (?, unixepoch())`

func store(ctx context.Context, db *sql.DB, number string) error {
	_, err := db.ExecContext(ctx, insert, number)
	return err
}

// together hands the group's ctx to each function: it is a child of the request's.
func together(ctx context.Context, work ...func(ctx context.Context) error) error {
	group, ctx := errgroup.WithContext(ctx)
	for _, each := range work {
		group.Go(func() error { return each(ctx) })
	}
	return group.Wait()
}

// later goes on after the answer: with the trace, without the cancellation.
func later(ctx context.Context, work func(ctx context.Context)) {
	go work(context.WithoutCancel(ctx))
}

// job carries its request's context to a worker.
type job struct {
	ctx    context.Context
	number string
}

func newPool(work func(ctx context.Context, number string)) (submit func(ctx context.Context, number string), stop func()) {
	jobs := make(chan job, 1000)
	submit = func(ctx context.Context, number string) { jobs <- job{context.WithoutCancel(ctx), number} }
	return submit, Workers(2, jobs, func(each job) { work(each.ctx, each.number) })
}

// Workers work until they are stopped and nothing is left.
func Workers[T any](count int, jobs chan T, work func(T)) (stop func()) {
	var running sync.WaitGroup
	for range count {
		running.Go(func() {
			for each := range jobs {
				work(each)
			}
		})
	}
	return func() {
		close(jobs)
		running.Wait()
	}
}

// wrapItems ends each item's span when the item is done: a function of its own makes defer mean that.
func wrapItems(ctx context.Context, items []string) error {
	for _, item := range items {
		if err := WrapItem(ctx, item); err != nil {
			return err
		}
	}
	return nil
}

func WrapItem(ctx context.Context, item string) error {
	_, span := StartItem(ctx, item)
	defer span.End()
	return Wrap(item)
}

func StartItem(ctx context.Context, item string) (context.Context, trace.Span) {
	return otel.Tracer("shop/orders").Start(ctx, "wrap item", trace.WithAttributes(attribute.String("item", item)))
}

// logWithContext lets otelslog write the ids of the span that is under way.
func logWithContext(ctx context.Context, logger *slog.Logger, message, number string) {
	logger.InfoContext(ctx, message, "order.number", number)
}
