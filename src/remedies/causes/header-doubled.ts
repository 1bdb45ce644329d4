import type { CauseRemedies } from "../remedy.ts";

/** A second traceparent is added beside the first; the receiver gets two and reads none. */
export const headerDoubled: CauseRemedies = {
  verify: {
    en: "Record the header at {to}: exactly one traceparent with one value.",
    zh: "在 {to} 记录该 header：必须恰好有一个 traceparent，且只有一个值。",
  },
  languages: {
    generic: [
      {
        id: "dapr",
        when: { infrastructure: ["dapr"] },
        text: {
          en: "The Dapr sidecar adds a second traceparent to proxied gRPC calls that already carry one, and {service} or its callee reads neither. Upgrade Dapr; until then call by HTTP invocation, or leave the client's own header out for calls through the sidecar.",
          zh: "对已带有 traceparent 的代理 gRPC 调用，Dapr sidecar 会再加一个，于是 {service} 或其被调用方两个都不读取。请升级 Dapr；在此之前改用 HTTP invocation，或对经由 sidecar 的调用不写客户端自己的 header。",
        },
        code: "# two values of traceparent at the receiver are the fault; exactly one is right\ndapr upgrade -k --runtime-version <newest>   # Kubernetes\ndapr init --runtime-version <newest>         # self-hosted",
      },
      {
        id: "proxy",
        text: {
          en: "Two writers put traceparent on the calls of {service}: its own client and a sidecar or proxy. Joined by a comma they are invalid, so the receiver starts anew. Let the second one replace the header, not append to it.",
          zh: "有两方在 {service} 的调用上写入 traceparent：它自己的客户端，以及 sidecar 或代理。用逗号连接后就无效，接收方因此重新开始。请让后一方替换该 header，而不是追加。",
        },
        code: '# nginx: replaces\nproxy_set_header traceparent $http_traceparent;\n# Envoy: request_headers_to_add\n#   append_action: OVERWRITE_IF_EXISTS_OR_ADD\n# code: Set, never Add\nreq.Header.Set("traceparent", value)',
      },
    ],
  },
};
