/** What the collector says about itself. It sends no telemetry of its own, so nothing can loop. */
import { HealingError } from "../store/span-store.ts";
import { ApiError } from "./answer.ts";
import type { ApiRequest } from "./api-request.ts";
import { EVENT_STREAM } from "./live-feed.ts";

/** HEAD asks what would come, and does not listen. */
export function listenLive({ live, request, response }: ApiRequest): void {
  if (request.method === "HEAD") {
    response.writeHead(200, EVENT_STREAM).end();
    return;
  }
  if (!live.listen(response)) throw new ApiError(503, "Too many pages listen already.");
}

export function health({ store }: ApiRequest) {
  if (store.isBroken) throw new ApiError(503, "Spans cannot be written at the moment.");
  if (store.isHealing) throw new HealingError();
  return store.damage.length === 0 ? { status: "ok" } : { status: "ok", damage: store.damage };
}

/** Prometheus' text format. */
export function metrics({ store, ingest, response, nowMs }: ApiRequest): void {
  const { counts, budget } = ingest;
  const { records: waiting, receivedNano } = store.backlog;
  const lagSeconds = receivedNano === undefined ? 0 : Math.max(0, nowMs() / 1_000 - Number(receivedNano) / 1e9);
  const { records, rejected } = counts;
  const lines = [
    ...metric("causeway_records_total", "counter", "Records taken and durable.", [
      [`signal="spans"`, records.traces],
      [`signal="logs"`, records.logs],
    ]),
    ...metric("causeway_rejected_records_total", "counter", "Records left out of requests that were taken.", [
      [`signal="spans"`, rejected.traces],
      [`signal="logs"`, rejected.logs],
    ]),
    ...metric("causeway_requests_total", "counter", "Export requests by how they were answered.", [
      [`answer="taken"`, counts.requests],
      [`answer="refused"`, counts.refused],
      [`answer="try again"`, counts.overloaded],
    ]),
    ...metric("causeway_unpacked_bytes_total", "counter", "Bytes of the requests taken, unpacked.", [
      ["", counts.bytes],
    ]),
    ...metric("causeway_pending_bytes", "gauge", "Bytes held by requests under way.", [["", budget.held]]),
    ...metric("causeway_backlog_records", "gauge", "Records that are durable and cannot be found yet.", [
      ["", waiting],
    ]),
    ...metric("causeway_backlog_seconds", "gauge", "Age of the oldest of them.", [["", lagSeconds]]),
    ...metric("process_resident_memory_bytes", "gauge", "Memory of this process.", [["", process.memoryUsage().rss]]),
  ];
  response.writeHead(200, { "content-type": "text/plain; version=0.0.4; charset=utf-8" });
  response.end(`${lines.join("\n")}\n`);
}

function metric(name: string, type: string, help: string, samples: readonly (readonly [string, number])[]): string[] {
  const values = samples.map(([labels, value]) => `${name}${labels && `{${labels}}`} ${value}`);
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...values];
}
