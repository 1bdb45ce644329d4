/** The thin strip over data that was opened only in part, and the dialog that lists every remark with its place. */
import { Info, X } from "lucide-react";
import { useState } from "react";
import type { Warning } from "../../model/warning.ts";
import { Button } from "../../views/kit/Button.tsx";
import { Dialog } from "../../views/kit/Dialog.tsx";
import { IconButton } from "../../views/kit/IconButton.tsx";
import { useMessages } from "../../views/messages/use-messages.ts";
import type { OpenData } from "../data-set/data-set-state.ts";
import { useRemarks } from "./use-remarks.ts";

export function RemarksStrip({ data, onDetails }: { readonly data: OpenData; readonly onDetails: () => void }) {
  const [dismissed, setDismissed] = useState(0);
  const refusal = data.summary.warnings.find(({ severity }) => severity === "refusal");
  if (refusal === undefined || dismissed === data.opening) return null;
  return <Strip data={data} refusal={refusal} onDetails={onDetails} onDismiss={() => setDismissed(data.opening)} />;
}

interface StripProps {
  readonly data: OpenData;
  readonly refusal: Warning;
  readonly onDetails: () => void;
  readonly onDismiss: () => void;
}

function Strip({ data, refusal, onDetails, onDismiss }: StripProps) {
  const { open, frame } = useMessages();
  const remark = useRemarks()?.(refusal);
  const { warnings, spans, logs } = data.summary;
  if (remark === undefined) return null;
  return (
    <section
      role="status"
      className="flex h-8 shrink-0 items-center gap-2 border-b border-line bg-raised px-3 text-table"
    >
      <Info size={16} className="shrink-0 text-quiet" aria-hidden />
      <span className="truncate" title={remark}>
        <bdi>{remark}</bdi>
      </span>
      {warnings.length > 1 && <span className="shrink-0 text-quiet">{open.partialMore(warnings.length - 1)}</span>}
      <span className="shrink-0 text-quiet">{open.partialOpened(spans, logs)}</span>
      <Button look="link" className="h-6" onClick={onDetails}>
        {frame.details}
      </Button>
      <span className="ml-auto">
        <IconButton icon={X} label={frame.dismiss} onClick={onDismiss} />
      </span>
    </section>
  );
}

export function RemarksDialog({
  warnings,
  onClose,
}: {
  readonly warnings: readonly Warning[];
  readonly onClose: () => void;
}) {
  const { open, kit } = useMessages();
  const say = useRemarks();
  return (
    <Dialog title={open.remarks} onClose={onClose} widthCssPx={760}>
      <p className="pb-3 text-quiet">{open.remarksIntro}</p>
      <ul className="border-t border-line text-table">
        {say &&
          warnings.map((warning) => (
            <li
              key={`${warning.code} ${warning.file} ${warning.message}`}
              className="grid grid-cols-[64px_1fr_auto] gap-x-3 border-b border-line py-2"
            >
              <span className={warning.severity === "refusal" ? "font-semibold text-error" : "text-quiet"}>
                {open.severities[warning.severity]}
              </span>
              <span className="min-w-0 [overflow-wrap:anywhere]">
                <bdi>{say(warning)}</bdi>
              </span>
              <span className="text-right text-quiet">
                <bdi>{warning.file}</bdi>
                {kit.list(["", ...placeOf(warning, open)])}
              </span>
            </li>
          ))}
      </ul>
    </Dialog>
  );
}

function placeOf(
  { line, offset, count }: Warning,
  words: { line: (n: number) => string; offset: (n: number) => string; times: (n: number) => string },
): string[] {
  return [
    ...(line === undefined ? [] : [words.line(line)]),
    ...(line === undefined && offset !== undefined ? [words.offset(offset)] : []),
    ...(count > 1 ? [words.times(count)] : []),
  ];
}
