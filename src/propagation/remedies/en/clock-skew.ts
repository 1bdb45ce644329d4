import type { CauseRemedies, RemedyVariant } from "../remedy.ts";

const clocks: RemedyVariant = {
  id: "clocks",
  text: "The clocks of {from} and {to} differ by a constant. No span is lost: times across the two hosts cannot be compared. Keep every host's clock in step; a container has the clock of its host.",
  code: "chronyc tracking      # System time: how far off, and in which direction\nsystemctl enable --now chronyd",
};

/** Two hosts disagree on the time; nothing in the program is wrong. */
export const clockSkew: CauseRemedies = {
  verify: "After the clocks agree, calls must lie inside their callers without a shift.",
  languages: {
    go: [
      {
        ...clocks,
        text: `${clocks.text} In Go, do not give Start and End times of your own: the SDK measures with the monotonic clock.`,
        wrong: 'tracer.Start(ctx, "work", trace.WithTimestamp(remoteTime))',
      },
    ],
    nodejs: [
      {
        ...clocks,
        text: `${clocks.text} In browsers the clock is the visitor's own and cannot be trusted at all.`,
      },
    ],
    generic: [clocks],
  },
};
