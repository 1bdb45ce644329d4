import type { CauseRemedies } from "../remedy.ts";

/** The header arrives, but its value breaks the grammar, is repeated or has another name. */
export const malformedHeader: CauseRemedies = {
  verify: {
    en: "Capture the header at {to} and check it: exactly one traceparent, 55 characters, lower-case hex.",
    zh: "在 {to} 捕获并检查该 header：恰好一个 traceparent，55 个字符，小写十六进制。",
  },
  languages: {
    go: [
      {
        id: "propagator",
        text: {
          en: "Somebody builds the header by hand. Let the propagator write it: it pads and lower-cases the ids, and Set replaces an earlier value where Header.Add makes a second one.",
          zh: "有人手工拼写了该 header。让 propagator 来写：它会补零并转为小写，而且 Set 会替换先前的值，Header.Add 则会再加一个。",
        },
        wrong: 'req.Header.Add("traceparent", fmt.Sprintf("00-%X-%X-1", traceID, spanID))',
        code: "otel.GetTextMapPropagator().Inject(ctx, propagation.HeaderCarrier(req.Header))",
      },
    ],
    nodejs: [
      {
        id: "propagator",
        text: {
          en: "Somebody builds the header by hand, or copies an incoming array of headers. Let the propagator write it into an object that has no traceparent yet.",
          zh: "有人手工拼写了该 header，或复制了收到的 header 数组。让 propagator 写入一个还没有 traceparent 的对象。",
        },
        wrong: 'headers.traceparent = "00-" + traceId + "-" + spanId + "-1";',
        code: 'import { context, propagation } from "@opentelemetry/api";\n\nconst headers: Record<string, string> = {};\npropagation.inject(context.active(), headers);',
      },
    ],
    java: [
      {
        id: "propagator",
        text: {
          en: "Somebody builds the header by hand. Let the propagator write it, with a setter that replaces.",
          zh: "有人手工拼写了该 header。让 propagator 用会替换的 setter 来写。",
        },
        code: "openTelemetry.getPropagators().getTextMapPropagator()\n    .inject(Context.current(), request, (r, key, value) -> r.setHeader(key, value));",
      },
    ],
    python: [
      {
        id: "propagator",
        text: {
          en: "Somebody builds the header by hand: hex() writes no leading zeros. Let the propagator write it.",
          zh: "有人手工拼写了该 header：hex() 不写前导零。让 propagator 来写。",
        },
        wrong: 'headers["traceparent"] = f"00-{trace_id:x}-{span_id:x}-1"',
        code: "from opentelemetry.propagate import inject\n\nheaders = {}\ninject(headers)",
      },
    ],
    dotnet: [
      {
        id: "propagator",
        text: {
          en: "Somebody builds the header by hand. Activity.Id is a valid traceparent in the W3C format; better let HttpClient send it.",
          zh: "有人手工拼写了该 header。W3C 格式下 Activity.Id 就是有效的 traceparent；更好的做法是让 HttpClient 发送它。",
        },
        code: "Propagators.DefaultTextMapPropagator.Inject(\n    new PropagationContext(Activity.Current!.Context, Baggage.Current),\n    request.Headers,\n    (headers, key, value) => { headers.Remove(key); headers.Add(key, value); });",
      },
    ],
    generic: [
      {
        id: "any",
        text: {
          en: "The receiver rejects the header and starts a new trace. Let the SDK's propagator write it, once. A proxy that joins or repeats headers must be told not to.",
          zh: "接收方拒绝该 header 并开始新的调用链。让 SDK 的 propagator 来写，且只写一次。会合并或重复 header 的代理必须改掉这种行为。",
        },
        code: "traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
      },
    ],
  },
};
