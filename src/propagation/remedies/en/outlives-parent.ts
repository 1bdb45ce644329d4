import type { CauseRemedies } from "../remedy.ts";

/** A child goes on after its parent ended: a timeout, a cancelled caller, or work that was not awaited. */
export const outlivesParent: CauseRemedies = {
  verify: "The child must end before its parent, or be a trace of its own with a link to it.",
  languages: {
    go: [
      {
        id: "wait",
        text: "The caller returns, by timeout or without waiting, while the work goes on. Wait for it, give the callee a shorter deadline, or make it a trace of its own with a link.",
        wrong: "go work(ctx) // nobody waits",
        code: 'group, ctx := errgroup.WithContext(ctx)\ngroup.Go(func() error { return work(ctx) })\nif err := group.Wait(); err != nil {\n\treturn err\n}\n// or, when nobody needs the answer\nctx, span := tracer.Start(context.WithoutCancel(ctx), "work",\n\ttrace.WithNewRoot(), trace.WithLinks(trace.LinkFromContext(ctx)))',
      },
    ],
    nodejs: [
      {
        id: "await",
        text: "A promise is not awaited, or the caller gave up while the work goes on. Await it, pass an AbortSignal, or make it a trace of its own with a link.",
        wrong: "void saveLater(order); // nobody waits",
        code: "await save(order);\n// or stop the work when the caller gives up\nawait fetch(url, { signal: AbortSignal.timeout(2000) });",
      },
    ],
    java: [
      {
        id: "deadline",
        text: "The caller gave up while the work goes on. Give the callee a deadline below the caller's, and stop on cancellation.",
        code: "stub.withDeadlineAfter(800, TimeUnit.MILLISECONDS).get(request);",
      },
    ],
    python: [
      {
        id: "deadline",
        text: "The caller gave up while the work goes on, or a task was not awaited. Give the callee a shorter timeout, and await the task.",
        code: "async with asyncio.timeout(2):\n    await work()",
      },
    ],
    dotnet: [
      {
        id: "token",
        text: "The caller gave up while the work goes on, or a task was not awaited. Pass the CancellationToken on, and await the task.",
        code: "await client.GetAsync(url, cancellationToken);",
      },
    ],
    generic: [
      {
        id: "any",
        text: "The child goes on after its parent ended. Wait for it, give it a shorter deadline than its caller's, or make it a trace of its own with a link.",
        code: 'span = tracer.start_span("work", root = true, links = [current_context])',
      },
    ],
  },
};
