/** What the last attempt to open could not read. Stays until dismissed; what was open is still there. */
import { FileX2, Info, X } from "lucide-react";
import { Button } from "../../views/kit/Button.tsx";
import { IconButton } from "../../views/kit/IconButton.tsx";
import { useMessages } from "../../views/messages/use-messages.ts";
import { useApp, useDataSetState } from "../app-context.ts";
import type { OpenProblem } from "../data-set/data-set-state.ts";
import { describeProblem } from "./describe-problem.ts";
import { nameOfData } from "./name-of-data.ts";
import { useRemarks } from "./use-remarks.ts";

export function ProblemStrip() {
  const { problems } = useDataSetState();
  return problems.length === 0 ? null : <Problems problems={problems} />;
}

function Problems({ problems }: { readonly problems: readonly OpenProblem[] }) {
  const messages = useMessages();
  const { controller, opener } = useApp();
  const { open } = useDataSetState();
  const sayRemark = useRemarks();
  if (sayRemark === undefined) return null;
  const canAskAgain = problems.some(({ kind }) => kind === "backend");
  const isFailed = problems.some((problem) => problem.kind !== "backend" || problem.problem.kind === "failed");
  return (
    <section
      role={isFailed ? "alert" : "status"}
      className={`flex max-h-48 shrink-0 items-start gap-2 overflow-auto border-b border-line px-3 py-1.5 ${isFailed ? "bg-error-soft" : "bg-raised"}`}
    >
      {isFailed ? (
        <FileX2 size={16} className="mt-0.5 shrink-0 text-error" aria-hidden />
      ) : (
        <Info size={16} className="mt-0.5 shrink-0 text-quiet" aria-hidden />
      )}
      <div className="flex min-w-0 flex-1 flex-col gap-1.5 [overflow-wrap:anywhere]">
        {problems.map((problem) => {
          const { title, lines } = describeProblem(problem, messages, sayRemark);
          return (
            <div key={title}>
              <p className="font-semibold">
                <bdi>{title}</bdi>
              </p>
              {lines.map((line) => (
                <p key={line} className="text-quiet">
                  {line}
                </p>
              ))}
            </div>
          );
        })}
        {open && isFailed && (
          <p className="text-quiet">{messages.open.stillOpen(nameOfData(open.summary, messages))}</p>
        )}
      </div>
      {canAskAgain && (
        <Button look="outline" className="h-6 text-table" onClick={() => void opener.again()}>
          {messages.backends.tryAgain}
        </Button>
      )}
      <IconButton icon={X} label={messages.frame.dismiss} onClick={() => controller.dismissProblems()} />
    </section>
  );
}
