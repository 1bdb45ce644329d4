// node main.mjs [--fault NAME] [--requests N] [--concurrency N] [--list]: web, orders and stock as JVMs of their own, each under the agent.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";

const here = import.meta.dirname;
const faults = JSON.parse(readFileSync(join(here, "faults.json"), "utf8"));
const { values } = parseArgs({
  options: {
    fault: { type: "string", default: "" },
    requests: { type: "string", default: "80" },
    concurrency: { type: "string", default: "20" },
    list: { type: "boolean" },
  },
});
if (values.list) {
  for (const { name, what } of faults) console.log(`${name}: ${what}`);
  process.exit(0);
}
const { fault } = values;
if (fault && !faults.some(({ name }) => name === fault)) throw new Error(`no such fault: ${fault}`);

// Faults of the deployment: a variable that one service alone gets, or the agent that it does not get.
const settings = {
  "propagators-none-in-web": { web: { OTEL_PROPAGATORS: "none" } },
  "xray-in-orders": { orders: { OTEL_PROPAGATORS: "xray" } },
  "jaeger-in-stock": { stock: { OTEL_PROPAGATORS: "jaeger" } },
  "client-switched-off": { web: { OTEL_INSTRUMENTATION_JAVA_HTTP_CLIENT_ENABLED: "false" } },
  "server-switched-off": { stock: { OTEL_INSTRUMENTATION_JAVA_HTTP_SERVER_ENABLED: "false" } },
};
const withoutAgent = fault === "orders-without-agent" ? "orders" : "";

const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
const listens = (port) =>
  new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => resolve(true));
    socket.on("error", () => resolve(false)).on("connect", () => socket.destroy());
  });
async function waitFor(port) {
  for (let i = 0; i < 600; i++) {
    if (await listens(port)) return;
    await sleep(100);
  }
  throw new Error(`nothing listens on port ${port}`);
}

const [web, orders, stock] = await Promise.all(Array.from({ length: 3 }, freePort));
const children = [];
function start(service, port) {
  const jars = join(here, ".lib/jars");
  const agent = `-javaagent:${join(jars, "opentelemetry-javaagent-2.20.1.jar")}`;
  const classes = [
    join(here, ".lib/classes"),
    ...["api", "context", "common"].map((name) => join(jars, `opentelemetry-${name}-1.54.1.jar`)),
  ];
  const args = [
    ...(service === withoutAgent ? [] : [agent]),
    "-Xmx256m",
    "-cp",
    classes.join(":"),
    "Shop",
    service,
    String(port),
  ];
  const env = {
    ...process.env,
    OTEL_SERVICE_NAME: service,
    OTEL_RESOURCE_ATTRIBUTES: "deployment.environment.name=shop-eu",
    OTEL_METRICS_EXPORTER: "none",
    OTEL_LOGS_EXPORTER: "none",
    OTEL_BSP_SCHEDULE_DELAY: "500",
    OTEL_JAVAAGENT_LOGGING: "none",
    SHOP_FAULT: fault,
    ORDERS_URL: `http://127.0.0.1:${orders}/orders`,
    STOCK_URL: `http://127.0.0.1:${stock}/stock`,
    ...settings[fault]?.[service],
  };
  const child = spawn("java", args, { env, stdio: ["ignore", "inherit", "inherit"] });
  children.push({ child, ended: new Promise((resolve) => child.on("exit", resolve)) });
}

try {
  start("stock", stock);
  start("orders", orders);
  start("web", web);
  for (const port of [stock, orders, web]) await waitFor(port);
  let next = 0;
  const sender = async () => {
    while (next < Number(values.requests)) {
      const path = next++ % 4 === 3 ? "products" : "checkout";
      const answer = await fetch(`http://127.0.0.1:${web}/${path}`);
      await answer.text();
      if (!answer.ok) throw new Error(`web answered ${answer.status}`);
    }
  };
  await Promise.all(Array.from({ length: Number(values.concurrency) }, sender));
  await sleep(1500); // the audit queue runs empty and every batch leaves
} finally {
  for (const { child } of children) child.kill("SIGTERM");
  await Promise.all(children.map(({ ended }) => ended));
}
