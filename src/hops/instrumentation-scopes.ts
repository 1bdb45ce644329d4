/**
 * Scopes of published instrumentation libraries. A SERVER or CLIENT span of one of these says that the library's own code was run: it
 * reads or writes headers through the propagator that is set, and it ends its spans. A scope of anybody's own says nothing of the kind.
 */
const LIBRARIES: readonly RegExp[] = [
  /^go\.opentelemetry\.io\/(?:contrib\/instrumentation|auto)\//,
  /^github\.com\/(?:XSAM\/otelsql|redis\/go-redis\/extra\/redisotel|uptrace\/opentelemetry-go-extra|riandyrn\/otelchi|nhatthm\/otelsql)/,
  /^gorm\.io\/plugin\/opentelemetry/,
  /^@opentelemetry\/instrumentation-/,
  /^@(?:fastify\/otel|prisma\/instrumentation|vercel\/otel)/,
  /^next\.js$/,
  /^io\.opentelemetry\.(?!sdk)[\w.-]+-\d/,
  /^io\.opentelemetry\.(?:servlet|tomcat|jetty|netty|undertow|spring|jdbc|java-http-client|http-url-connection|grpc|kafka|rabbitmq|jms|okhttp|apache|lettuce|jedis|mongo|hibernate|executors|java-util-logging)/,
  /^opentelemetry\.instrumentation\./,
  /^OpenTelemetry[.:]+Instrumentation[.:]/,
  /^(?:Microsoft\.AspNetCore|System\.Net\.Http|Grpc\.Net\.Client|Npgsql|MassTransit|Azure\.)/,
  /^(?:org\.springframework\.boot|io\.micrometer)/,
  /^io\.opentelemetry\.contrib\.php\./,
  /^(?:reqwest-tracing|axum-tracing-opentelemetry|tonic-tracing-opentelemetry)/,
];

export function isInstrumentationScope(name: string): boolean {
  return LIBRARIES.some((pattern) => pattern.test(name));
}
