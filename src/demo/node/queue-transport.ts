import { type AddressInfo, createServer, type Socket } from "node:net";
import { Aedes } from "aedes";
import mqtt, { type MqttClient } from "mqtt";
import type { Ports } from "../process/config.ts";
import type { Headers, QueueMessage } from "../shop/world.ts";
import type { ListeningServer } from "./http-transport.ts";

const LOOPBACK = "127.0.0.1";

/** An MQTT 5 broker in this process; older protocols know no user properties, in which the context travels. */
export async function startBroker(port: number): Promise<ListeningServer> {
  const broker = await Aedes.createBroker();
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => socket.destroy());
    broker.handle(socket);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, LOOPBACK, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((closed) => {
        for (const socket of sockets) socket.destroy();
        broker.close(() => server.close(() => closed()));
      }),
  };
}

const connect = (port: number): MqttClient => {
  const client = mqtt.connect({ host: LOOPBACK, port, protocolVersion: 5, reconnectPeriod: 500 });
  client.on("error", () => {});
  return client;
};

export interface Publisher {
  publish(topic: string, payload: unknown, userProperties: Headers): Promise<void>;
  close(): void;
}

export function createPublisher(ports: () => Ports): Publisher {
  let client: MqttClient | undefined;
  return {
    async publish(topic, payload, userProperties) {
      client ??= connect(ports().broker ?? 0);
      await client.publishAsync(topic, JSON.stringify(payload), { qos: 1, properties: { userProperties } });
    },
    close: () => void client?.end(true),
  };
}

const BATCH_WAIT_MS = 120;
const BATCH_MOST = 8;

/** Hands messages over as they come, or collected for a moment where the consumer works in batches. */
export async function subscribe(
  port: number,
  topic: string,
  inBatches: boolean,
  consume: (messages: readonly QueueMessage[]) => Promise<void>,
): Promise<{ close(): void }> {
  const client = connect(port);
  let batch: QueueMessage[] = [];
  let timer: NodeJS.Timeout | undefined;
  const hand = () => {
    clearTimeout(timer);
    timer = undefined;
    const messages = batch;
    batch = [];
    consume(messages).catch(() => {});
  };
  client.on("message", (name, payload, packet) => {
    const userProperties: Headers = {};
    for (const [key, value] of Object.entries(packet.properties?.userProperties ?? {}))
      userProperties[key] = String(value);
    batch.push({ topic: name, payload: JSON.parse(payload.toString()), userProperties });
    if (!inBatches || batch.length >= BATCH_MOST) hand();
    else timer ??= setTimeout(hand, BATCH_WAIT_MS);
  });
  await client.subscribeAsync(topic, { qos: 1 });
  return { close: () => void client.end(true) };
}
