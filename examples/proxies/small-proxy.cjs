// A reverse proxy with an allow-list. With SERVICE_NAME it makes SERVER spans of its own; its way out is not instrumented, so what it
// forwards is what the list lets through.
require("./telemetry.cjs");
const http = require("node:http");
const { context, propagation } = require("@opentelemetry/api");

const { FAULT = "", BACK_PORT, HTTP_PORT, SERVICE_NAME } = process.env;
// Wrong: the list that was written before there was tracing.
const allowed = new Set(["accept", "content-type", "content-length", "authorization"]);
if (!FAULT.startsWith("allow-list")) allowed.add("traceparent").add("tracestate");
const agent = new http.Agent({ keepAlive: true });

http
  .createServer((incoming, answer) => {
    const headers = Object.fromEntries(Object.entries(incoming.headers).filter(([name]) => allowed.has(name)));
    if (SERVICE_NAME && allowed.has("traceparent")) propagation.inject(context.active(), headers);
    const { method, url: path } = incoming;
    const onward = http.request({ port: BACK_PORT, host: "127.0.0.1", method, path, headers, agent }, (reply) => {
      answer.writeHead(reply.statusCode, reply.headers);
      reply.pipe(answer);
    });
    onward.on("error", () => answer.writeHead(502).end());
    incoming.pipe(onward);
  })
  .listen(Number(HTTP_PORT), "127.0.0.1");
