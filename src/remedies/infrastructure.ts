/**
 * What stands around a service, told by the exact names that published libraries give their scopes: what its own process runs in,
 * and what lies on the way between two services.
 */

export type Infrastructure =
  | "nginx"
  | "envoy"
  | "istio"
  | "dapr"
  | "api-gateway"
  | "lambda"
  | "cloud-run"
  | "browser"
  | "celery"
  | "kafka"
  | "nats"
  | "mqtt"
  | "java-agent"
  | "spring"
  | "temporal"
  | "mongodb";

/** Says something of the service whose scope it is. */
const OWN: Readonly<Record<string, Infrastructure>> = {
  "@opentelemetry/instrumentation-aws-lambda": "lambda",
  "go.opentelemetry.io/contrib/instrumentation/github.com/aws/aws-lambda-go/otellambda": "lambda",
  "opentelemetry.instrumentation.aws_lambda": "lambda",
  "io.opentelemetry.aws-lambda-core-1.0": "lambda",
  "io.opentelemetry.aws-lambda-events-2.2": "lambda",
  "OpenTelemetry.Instrumentation.AWSLambda": "lambda",
  // instrumentations that only the Java agent has
  "io.opentelemetry.tomcat-7.0": "java-agent",
  "io.opentelemetry.tomcat-10.0": "java-agent",
  "io.opentelemetry.jetty-8.0": "java-agent",
  "io.opentelemetry.jetty-11.0": "java-agent",
  "io.opentelemetry.jetty-12.0": "java-agent",
  "io.opentelemetry.undertow-1.4": "java-agent",
  "io.opentelemetry.http-url-connection": "java-agent",
  "org.springframework.boot": "spring",
  "@opentelemetry/instrumentation-mongodb": "mongodb",
};

/** Lies between, so that either side shows it. */
const BETWEEN: Readonly<Record<string, Infrastructure>> = {
  nginx: "nginx",
  envoy: "envoy",
  "dapr-diagnostics": "dapr",
  "opentelemetry.instrumentation.celery": "celery",
  "temporal-sdk-go": "temporal",
  "@temporalio/interceptor-client": "temporal",
  "@temporalio/interceptor-activity": "temporal",
  "temporalio.contrib.opentelemetry": "temporal",
  "temporalio.contrib.opentelemetry._interceptor": "temporal",
};

const SYSTEMS: Readonly<Record<string, Infrastructure>> = { kafka: "kafka", nats: "nats", mqtt: "mqtt" };

/** @param own names of the service's scopes; @param others those of the other end; @param system messaging.system of the call */
export function infrastructureOf(
  own: readonly string[],
  others: readonly string[],
  system: string | undefined,
): Infrastructure[] {
  const found = new Set<Infrastructure>();
  const add = (table: Readonly<Record<string, Infrastructure>>, name: string) => {
    if (Object.hasOwn(table, name)) found.add(table[name]!);
  };
  for (const name of own) add(OWN, name);
  for (const name of [...own, ...others]) add(BETWEEN, name);
  if (system !== undefined) add(SYSTEMS, system);
  return [...found];
}
