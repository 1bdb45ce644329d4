// The service before the proxy: asks back over HTTP, and over gRPC where the proxy speaks it.
require("./telemetry.cjs");
const http = require("node:http");
const grpc = require("@grpc/grpc-js");
const { stock } = require("./grpc-stock.cjs");

const { PROXY_URL, PROXY_GRPC, HTTP_PORT } = process.env;
const Stock = grpc.makeGenericClientConstructor(stock, "shop.Stock");
const client = PROXY_GRPC ? new Stock(PROXY_GRPC, grpc.credentials.createInsecure()) : undefined;
const agent = new http.Agent({ keepAlive: true });

const overHttp = () =>
  new Promise((resolve, reject) => {
    http.get(`${PROXY_URL}/stock`, { agent }, (answer) => answer.resume().on("end", resolve)).on("error", reject);
  });
const overGrpc = () =>
  new Promise((resolve, reject) => client.Count("all", (error, answer) => (error ? reject(error) : resolve(answer))));

http
  .createServer(async (_incoming, answer) => {
    try {
      await overHttp();
      if (client) await overGrpc();
      answer.end("ok");
    } catch (error) {
      console.error(error);
      answer.writeHead(502).end();
    }
  })
  .listen(Number(HTTP_PORT), "127.0.0.1");
