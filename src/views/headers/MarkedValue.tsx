/** One header's value with its parts underlined and the wrong character marked. */
import type { Part, Problem, Source } from "../../carriers/reading.ts";
import type { HeaderWords } from "./messages/headers-en.ts";
import { cutValue } from "./value-segments.ts";

interface MarkedValueProps {
  readonly source: Source;
  readonly parts: readonly Part[];
  readonly problem: Problem | undefined;
  readonly words: HeaderWords;
}

export function MarkedValue({ source, parts, problem, words }: MarkedValueProps) {
  const own = parts.filter(({ header }) => header === source.header);
  const wrong = problem?.header === source.header && !problem.headerAbsent ? problem : undefined;
  const { names, meanings } = words.carriers;
  return (
    <p className="font-mono text-[13px] leading-6 break-all whitespace-pre-wrap">
      <span className="text-quiet">{source.header}: </span>
      <bdi>
        {cutValue(source.value, own, wrong).map(({ at, text, part, bad, gap }) => {
          const label =
            part && `${names[part.code as keyof typeof names]}: ${meanings[part.code as keyof typeof meanings]}`;
          if (gap)
            return (
              <mark key={`gap ${at}`} title={words.page.missing} className="mx-px bg-error-soft px-1 text-error">
                <span className="sr-only">{words.page.missing}</span>
                <span aria-hidden>▯</span>
              </mark>
            );
          if (bad)
            return (
              <mark
                key={at}
                title={words.page.spanOfProblem(at)}
                className="border-b-2 border-error bg-error-soft font-semibold text-error"
              >
                {text.replace(/[ \t]/g, (blank) => (blank === " " ? "␣" : "⇥"))}
              </mark>
            );
          return part ? (
            <span key={at} title={label} className="border-b border-faint">
              {text}
            </span>
          ) : (
            <span key={at} className="text-quiet">
              {text}
            </span>
          );
        })}
      </bdi>
    </p>
  );
}
