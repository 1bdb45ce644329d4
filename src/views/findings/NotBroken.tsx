/** What looks broken and is not, with the reason: as important as a finding to a person who is looking for one. */
import { CircleCheck } from "lucide-react";
import type { Verdict } from "../../diagnosis/report-types.ts";
import { useMessages } from "../messages/use-messages.ts";

export function NotBroken({ verdicts }: { readonly verdicts: readonly Verdict[] }) {
  const { findings } = useMessages();
  if (verdicts.length === 0) return null;
  return (
    <section className="py-3">
      <h2 className="px-3 pb-1 text-label font-semibold text-quiet">{findings.notBroken}</h2>
      <ul>
        {verdicts.map((verdict) => (
          <li
            key={`${verdict.kind}\n${verdict.service}\n${verdict.environment}\n${verdict.reason}`}
            className="flex gap-2 px-3 py-1.5"
          >
            <CircleCheck size={16} className="mt-0.5 shrink-0 text-bridge" aria-hidden />
            <span className="min-w-0 text-table">
              <span className="block font-semibold">
                {findings.verdict[verdict.kind]}
                {verdict.count > 0 && (
                  <span className="font-normal text-quiet"> · {findings.cases(verdict.count)}</span>
                )}
                {verdict.environment !== "" && (
                  <bdi className="font-normal text-quiet">
                    {" · "}
                    {findings.environment(verdict.environment.slice(0, 200))}
                  </bdi>
                )}
              </span>
              <span className="block wrap-anywhere text-quiet">{verdict.reason}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
