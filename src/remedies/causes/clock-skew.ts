import type { CauseRemedies } from "../remedy.ts";

/** Two hosts disagree on the time; nothing in the program is wrong. */
export const clockSkew: CauseRemedies = {
  verify: {
    en: "After the clocks agree, calls must lie inside their callers without a shift.",
    zh: "时钟一致之后，调用应无需偏移就位于调用方之内。",
  },
  languages: {
    go: [
      {
        id: "clocks",
        text: {
          en: "The clocks of {from} and {to} differ by a constant. No span is lost: times across the two hosts cannot be compared. Keep every host's clock in step; a container has the clock of its host. In Go, do not give Start and End times of your own: the SDK measures with the monotonic clock.",
          zh: "{from} 与 {to} 的时钟相差一个常数。没有 span 丢失：只是两台主机之间的时间无法比较。请让每台主机的时钟保持同步；容器使用其主机的时钟。在 Go 中，不要自己给出 Start 和 End 的时间：SDK 使用单调时钟计时。",
        },
        wrong: 'tracer.Start(ctx, "work", trace.WithTimestamp(remoteTime))',
        code: "chronyc tracking      # System time: how far off, and in which direction\nsystemctl enable --now chronyd",
      },
    ],
    nodejs: [
      {
        id: "clocks",
        text: {
          en: "The clocks of {from} and {to} differ by a constant. No span is lost: times across the two hosts cannot be compared. Keep every host's clock in step; a container has the clock of its host. In browsers the clock is the visitor's own and cannot be trusted at all.",
          zh: "{from} 与 {to} 的时钟相差一个常数。没有 span 丢失：只是两台主机之间的时间无法比较。请让每台主机的时钟保持同步；容器使用其主机的时钟。在浏览器中，时钟属于访问者，完全不可信。",
        },
        code: "chronyc tracking      # System time: how far off, and in which direction\nsystemctl enable --now chronyd",
      },
    ],
    generic: [
      {
        id: "clocks",
        text: {
          en: "The clocks of {from} and {to} differ by a constant. No span is lost: times across the two hosts cannot be compared. Keep every host's clock in step; a container has the clock of its host.",
          zh: "{from} 与 {to} 的时钟相差一个常数。没有 span 丢失：只是两台主机之间的时间无法比较。请让每台主机的时钟保持同步；容器使用其主机的时钟。",
        },
        code: "chronyc tracking      # System time: how far off, and in which direction\nsystemctl enable --now chronyd",
      },
    ],
  },
};
