/** The page before any data: one sentence, the doors, and recorded examples. The whole page takes drops (the frame's doing). */

import { ClipboardPaste, FolderOpen, Plug } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Button } from "../kit/Button.tsx";
import { useMessages } from "../messages/use-messages.ts";

/** As many are shown at first. */
const FIRST_SAMPLES = 5;

export interface Sample {
  readonly id: string;
  readonly title: string;
  readonly sentence: string;
  /** Address of the file, relative to the page. */
  readonly address: string;
  readonly spans: number;
  readonly traces: number;
  readonly lost?: number | undefined;
}

export interface StartPageProps {
  readonly samples: readonly Sample[];
  /** Where a link to a sample leads. */
  readonly sampleHref: (sample: Sample) => string;
  readonly onOpenSample: (sample: Sample) => void;
  readonly onOpenFile: () => void;
  readonly onPaste: () => void;
  /** The collector that serves the page, where one does. */
  readonly collector?: ReactNode;
  readonly onConnect: () => void;
}

export function StartPage(props: StartPageProps) {
  const { samples, sampleHref, onOpenSample, onOpenFile, onPaste, onConnect, collector } = props;
  const { start } = useMessages();
  const [all, setAll] = useState(false);
  return (
    <div className="mx-auto flex min-h-full max-w-[640px] flex-col justify-center gap-10 px-6 py-12">
      <section className="flex flex-col gap-4">
        <h1 className="text-[28px] leading-9 font-semibold text-balance">{start.title}</h1>
        <p className="text-quiet text-pretty">{start.intro}</p>
        <div className="flex flex-wrap gap-2">
          <Button look="primary" icon={<FolderOpen size={16} aria-hidden />} onClick={onOpenFile} shortcut="O">
            {start.openFile}
          </Button>
          <Button look="outline" icon={<ClipboardPaste size={16} aria-hidden />} onClick={onPaste} shortcut="V">
            {start.paste}
          </Button>
          <Button look="outline" icon={<Plug size={16} aria-hidden />} onClick={onConnect} shortcut="C">
            {start.connect}
          </Button>
        </div>
      </section>
      {collector}
      {samples.length > 0 && (
        <section className="flex flex-col gap-2">
          <h2 className="text-table text-quiet">{start.samples}</h2>
          <ul className="flex flex-col border-t border-line">
            {samples.slice(0, all ? samples.length : FIRST_SAMPLES).map((sample) => (
              <li key={sample.id} className="border-b border-line">
                <a
                  href={sampleHref(sample)}
                  onClick={(event) => {
                    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
                    event.preventDefault();
                    onOpenSample(sample);
                  }}
                  className="grid grid-cols-[1fr_auto] gap-x-6 px-2 py-2 hover:bg-sunken"
                >
                  <span className="text-ink">{sample.title}</span>
                  <span className="text-table text-faint">
                    {start.sampleFacts(sample.spans, sample.traces, sample.lost)}
                  </span>
                  <span className="col-span-2 text-table text-quiet">{sample.sentence}</span>
                </a>
              </li>
            ))}
          </ul>
          {!all && samples.length > FIRST_SAMPLES && (
            <div>
              <Button look="link" onClick={() => setAll(true)}>
                {start.allSamples(samples.length)}
              </Button>
            </div>
          )}
        </section>
      )}
    </div>
  );
}
