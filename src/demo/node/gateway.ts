import http from "node:http";
import type { AddressInfo } from "node:net";
import type { Ports, ProcessConfig } from "../process/config.ts";
import { createFaultSwitch } from "../process/fault-switch.ts";
import { TRUTH_HEADER } from "../process/truth.ts";
import type { ListeningServer } from "./http-transport.ts";

/** What a strict allow-list of a proxy leaves out. */
const TRACE_HEADERS = ["traceparent", "tracestate", "baggage", "b3", "uber-trace-id"];

/**
 * A reverse proxy before payment, without telemetry of its own. It passes requests on and, as many proxies do, goes on
 * when its caller hangs up. gateway-strips: it forwards no header that it does not know.
 */
export function startGateway(config: ProcessConfig, ports: () => Ports): Promise<ListeningServer> {
  const strips = createFaultSwitch(config).has("gateway-strips");
  const agent = new http.Agent({ keepAlive: true });
  const server = http.createServer((incoming, outgoing) => {
    const headers = { ...incoming.headers };
    if (strips) {
      for (const name of TRACE_HEADERS) delete headers[name];
      const truth = headers[TRUTH_HEADER];
      if (typeof truth === "string") headers[TRUTH_HEADER] = `${truth};gateway-strips`;
    }
    const upstream = http.request(
      { host: "127.0.0.1", port: ports().payment ?? 0, method: incoming.method, path: incoming.url, headers, agent },
      (response) => {
        outgoing.writeHead(response.statusCode ?? 502, response.headers);
        response.pipe(outgoing);
      },
    );
    upstream.on("error", () => {
      if (!outgoing.headersSent) outgoing.writeHead(502, { "content-type": "application/json" });
      outgoing.end('{"error":"bad gateway"}');
    });
    incoming.pipe(upstream);
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(config.port, "127.0.0.1", () => {
      resolve({
        port: (server.address() as AddressInfo).port,
        close: async () => {
          server.close();
          server.closeAllConnections();
          agent.destroy();
        },
      });
    });
  });
}
