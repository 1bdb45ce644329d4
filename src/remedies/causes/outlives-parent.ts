import type { CauseRemedies } from "../remedy.ts";

/** A child goes on after its parent ended: a timeout, a cancelled caller, or work that was not awaited. */
export const outlivesParent: CauseRemedies = {
  verify: {
    en: "The child must end before its parent, or be a trace of its own with a link to it.",
    zh: "子 span 必须在父 span 之前结束，或成为用 link 指向它的独立调用链。",
  },
  languages: {
    go: [
      {
        id: "wait",
        text: {
          en: "The caller returns, by timeout or without waiting, while the work goes on. Wait for it, give the callee a shorter deadline, or make it a trace of its own with a link.",
          zh: "调用方因超时或没有等待而返回，工作却仍在继续。请等待它，给被调用方更短的期限，或使它成为用 link 指向的独立调用链。",
        },
        wrong: "go work(ctx) // nobody waits",
        code: 'group, ctx := errgroup.WithContext(ctx)\ngroup.Go(func() error { return work(ctx) })\nif err := group.Wait(); err != nil {\n\treturn err\n}\n// or, when nobody needs the answer\nctx, span := tracer.Start(context.WithoutCancel(ctx), "work",\n\ttrace.WithNewRoot(), trace.WithLinks(trace.LinkFromContext(ctx)))',
      },
    ],
    nodejs: [
      {
        id: "await",
        text: {
          en: "A promise is not awaited, or the caller gave up while the work goes on. Await it, pass an AbortSignal, or make it a trace of its own with a link.",
          zh: "promise 没有被 await，或调用方已放弃而工作仍在继续。请 await 它，传入 AbortSignal，或使它成为用 link 指向的独立调用链。",
        },
        wrong: "void saveLater(order); // nobody waits",
        code: "await save(order);\n// or stop the work when the caller gives up\nawait fetch(url, { signal: AbortSignal.timeout(2000) });",
      },
    ],
    java: [
      {
        id: "deadline",
        text: {
          en: "The caller gave up while the work goes on. Give the callee a deadline below the caller's, and stop on cancellation.",
          zh: "调用方已放弃而工作仍在继续。请给被调用方短于调用方的期限，并在取消时停止。",
        },
        code: "stub.withDeadlineAfter(800, TimeUnit.MILLISECONDS).get(request);",
      },
    ],
    python: [
      {
        id: "deadline",
        text: {
          en: "The caller gave up while the work goes on, or a task was not awaited. Give the callee a shorter timeout, and await the task.",
          zh: "调用方已放弃而工作仍在继续，或任务没有被 await。请给被调用方更短的超时，并 await 任务。",
        },
        code: "async with asyncio.timeout(2):\n    await work()",
      },
    ],
    dotnet: [
      {
        id: "token",
        text: {
          en: "The caller gave up while the work goes on, or a task was not awaited. Pass the CancellationToken on, and await the task.",
          zh: "调用方已放弃而工作仍在继续，或任务没有被 await。请传递 CancellationToken，并 await 任务。",
        },
        code: "await client.GetAsync(url, cancellationToken);",
      },
    ],
    generic: [
      {
        id: "any",
        text: {
          en: "The child goes on after its parent ended. Wait for it, give it a shorter deadline than its caller's, or make it a trace of its own with a link.",
          zh: "父 span 结束后子 span 仍在继续。请等待它，给它短于调用方的期限，或使它成为用 link 指向的独立调用链。",
        },
        code: 'span = tracer.start_span("work", root = true, links = [current_context])',
      },
    ],
  },
};
