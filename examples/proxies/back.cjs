// The service behind the proxy: one HTTP route and one gRPC method.
require("./telemetry.cjs");
const http = require("node:http");
const grpc = require("@grpc/grpc-js");
const { trace } = require("@opentelemetry/api");
const { stock } = require("./grpc-stock.cjs");

const tracer = trace.getTracer("shop");
const work = (done) =>
  tracer.startActiveSpan("count stock", (span) => {
    setTimeout(() => {
      span.end();
      done();
    }, 4);
  });

http
  .createServer((_incoming, answer) => work(() => answer.end("3")))
  .listen(Number(process.env.HTTP_PORT), "127.0.0.1");
const server = new grpc.Server();
server.addService(stock, { Count: (_call, answer) => work(() => answer(null, "3")) });
server.bindAsync(`127.0.0.1:${process.env.GRPC_PORT}`, grpc.ServerCredentials.createInsecure(), () => {});
