import { type Context, context, type Span, type SpanOptions, SpanStatusCode, trace } from "@opentelemetry/api";
import type { World } from "./world.ts";

/** Runs `work` in a new span and always ends it; a thrown error is recorded and thrown on. */
export async function inSpan<T>(
  world: World,
  ctx: Context,
  name: string,
  options: SpanOptions,
  work: (ctx: Context, span: Span) => Promise<T>,
): Promise<T> {
  const span = world.tracer.startSpan(name, options, ctx);
  try {
    return await runInside(world, ctx, span, work);
  } catch (error) {
    recordError(span, error);
    throw error;
  } finally {
    span.end();
  }
}

/** Runs `work` under a span that somebody else ends. */
export function runInside<T>(
  world: World,
  ctx: Context,
  span: Span,
  work: (ctx: Context, span: Span) => Promise<T>,
  blame?: string,
): Promise<T> {
  const inner = trace.setSpan(ctx, span);
  return world.truth.inside(span, () => context.with(inner, work, undefined, inner, span), blame);
}

export function recordError(span: Span, error: unknown): void {
  const cause = error instanceof Error ? error : new Error(String(error));
  span.recordException(cause);
  span.setStatus({ code: SpanStatusCode.ERROR, message: cause.message });
  span.setAttribute("error.type", cause.name);
}
