/** What the developer wrote, what it should be, why, and how to find it in one's own data. */
import { ArrowUpRight } from "lucide-react";
import { Button } from "../kit/Button.tsx";
import { Tabs } from "../kit/Tabs.tsx";
import { useMessages } from "../messages/use-messages.ts";
import type { DemoFault, DemoSnippet } from "./demo-types.ts";
import { MOST_REQUESTS } from "./RunBar.tsx";

export type DemoLanguage = keyof DemoSnippet;

const LANGUAGES: readonly DemoLanguage[] = ["go", "typescript"];

interface FaultLessonProps {
  readonly fault: DemoFault;
  readonly language: DemoLanguage;
  readonly onLanguage: (language: DemoLanguage) => void;
  /** Undefined while there is nothing to open. */
  readonly onOpenBoth: (() => void) | undefined;
  /** Undefined where there are enough. */
  readonly onTakeMore: (() => void) | undefined;
}

export function FaultLesson({ fault, language, onLanguage, onOpenBoth, onTakeMore }: FaultLessonProps) {
  const { demo, kit } = useMessages();
  const innocent = fault.kind === "innocent";
  return (
    <section aria-label={fault.title} className="flex min-h-0 min-w-0 flex-col overflow-hidden">
      <header className="flex shrink-0 flex-col gap-1 px-4 pt-2">
        <h2 className="text-[15px] leading-5 font-semibold">{fault.title}</h2>
        <p className="text-table text-quiet">{fault.sentence}</p>
      </header>
      <Tabs
        label={demo.language}
        selected={language}
        onSelect={(id) => onLanguage(id === "go" ? "go" : "typescript")}
        tabs={LANGUAGES.map((id) => ({
          id,
          title: demo.languages[id],
          content: (
            <div className="flex flex-col gap-2.5 px-4 py-2">
              <CodeBlock
                title={innocent ? demo.looksLike : demo.wrote}
                code={fault.wrong[id]}
                line={innocent ? "border-faint" : "border-lost"}
              />
              <CodeBlock
                title={innocent ? demo.isRight : demo.shouldBe}
                code={fault.right[id]}
                line={innocent ? "border-accent" : "border-bridge"}
              />
              <Words title={demo.why}>{fault.why}</Words>
              <Words title={demo.where}>{fault.where}</Words>
              <Words title={demo.inYourData}>
                {kit.sentences([demo.findingOf(fault.cause), ...(fault.cause === undefined ? [] : [demo.fewRequests])])}
              </Words>
              <div className="flex flex-wrap gap-2">
                <Button
                  look="outline"
                  icon={<ArrowUpRight size={16} aria-hidden />}
                  disabled={onOpenBoth === undefined}
                  onClick={onOpenBoth}
                >
                  {demo.openBoth}
                </Button>
                {onTakeMore && <Button onClick={onTakeMore}>{demo.takeMore(MOST_REQUESTS)}</Button>}
              </div>
            </div>
          ),
        }))}
      />
    </section>
  );
}

function CodeBlock({ title, code, line }: { readonly title: string; readonly code: string; readonly line: string }) {
  return (
    <figure className="min-w-0">
      <figcaption className="pb-0.5 text-label text-quiet">{title}</figcaption>
      <pre
        className={`border-l-2 ${line} wrap-anywhere bg-sunken px-3 py-1.5 font-mono text-label whitespace-pre-wrap text-ink`}
      >
        {code}
      </pre>
    </figure>
  );
}

function Words({ title, children }: { readonly title: string; readonly children: string }) {
  return (
    <div className="max-w-[70ch]">
      <h3 className="text-label text-quiet">{title}</h3>
      <p className="text-pretty">{children}</p>
    </div>
  );
}
