package main

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"golang.org/x/sync/errgroup"
)

// load is the outside world: it sends no trace context, so that storefront's spans are the roots.
func load(ctx context.Context, url string, requests, concurrency int) error {
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: concurrency}}
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(concurrency)
	for number := range requests {
		group.Go(func() error {
			request, err := http.NewRequestWithContext(ctx, http.MethodPost, fmt.Sprintf("%s?number=%d", url, number), nil)
			if err != nil {
				return err
			}
			response, err := client.Do(request)
			if err != nil {
				return err
			}
			time.Sleep(2 * time.Millisecond)
			return response.Body.Close()
		})
	}
	return group.Wait()
}
