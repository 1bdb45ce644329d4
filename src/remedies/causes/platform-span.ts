import type { CauseRemedies } from "../remedy.ts";

/** The platform in front of the service starts a span of its own, which only its own store has. */
export const platformSpan: CauseRemedies = {
  verify: {
    en: "Send one request: the entry span of {service} must have no parent, or one that is in this data.",
    zh: "发送一个请求：{service} 的入口 span 应当没有父，或其父在数据中。",
  },
  languages: {
    generic: [
      {
        id: "lambda",
        when: { infrastructure: ["lambda"] },
        text: {
          en: "The parent of each entry of {service} is a segment that Lambda made for X-Ray and that only X-Ray gets. Set active tracing of the function to PassThrough and leave xray-lambda out of OTEL_PROPAGATORS; or send X-Ray's segments here too.",
          zh: "{service} 每个入口的父都是 Lambda 为 X-Ray 创建的 segment，只有 X-Ray 能收到。请把该函数的 tracing 设为 PassThrough，并从 OTEL_PROPAGATORS 中去掉 xray-lambda；或者也把 X-Ray 的 segment 送到这里。",
        },
        code: "aws lambda update-function-configuration --function-name my-function \\\n    --tracing-config Mode=PassThrough \\\n    --environment 'Variables={OTEL_PROPAGATORS=\"tracecontext,baggage\"}'\n# the variables are replaced as a whole: name the others too",
      },
      {
        id: "cloud-run",
        when: { infrastructure: ["cloud-run"] },
        text: {
          en: "The Google front end puts a span of its own above each entry of {service} and exports it to Cloud Trace only. Export there as well, or let {service} start a new trace at its public entry, with a link to the caller.",
          zh: "Google 前端在 {service} 的每个入口之上都放了一个自己的 span，只导出到 Cloud Trace。请同时导出到那里，或让 {service} 在公共入口开始新的调用链，并用 link 指向调用方。",
        },
        code: "# collector: both stores get what the service sends, and Cloud Trace adds the front end's span\nservice:\n  pipelines:\n    traces:\n      receivers: [otlp]\n      exporters: [otlp, googlecloud]",
      },
      {
        id: "api-gateway",
        when: { infrastructure: ["api-gateway"] },
        text: {
          en: "The API gateway in front of {service} writes a span of its own into the header and exports it elsewhere. Send its traces here too, or turn its tracing off, so that it passes the caller's traceparent on.",
          zh: "{service} 前面的 API 网关把自己的 span 写入 header，并导出到别处。请也把它的追踪数据送到这里，或关闭它的追踪，使它原样传递调用方的 traceparent。",
        },
        code: "aws apigateway update-stage --rest-api-id my-api --stage-name prod \\\n    --patch-operations op=replace,path=/tracingEnabled,value=false",
      },
      {
        id: "any",
        text: {
          en: "Something in front of {service} makes the parent of each entry and exports it to a store of its own: X-Ray, a load balancer, a Google front end, an API gateway. Send its spans here too, or turn its tracing off.",
          zh: "{service} 前面的某个组件创建了每个入口的父 span，并导出到自己的存储：X-Ray、负载均衡器、Google 前端或 API 网关。请也把它的 span 送到这里，或关闭它的追踪。",
        },
        code: "# AWS Lambda:  aws lambda update-function-configuration --tracing-config Mode=PassThrough\n#              and no xray-lambda in OTEL_PROPAGATORS\n# API Gateway: tracingEnabled=false at the stage\n# Cloud Run:   export to Cloud Trace as well, which has the front end's span",
      },
    ],
  },
};
