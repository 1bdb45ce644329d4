/** What is often there beside what it should be; one above the other where there is little room. */
import { CopyButton } from "../kit/CopyButton.tsx";
import { useMessages } from "../messages/use-messages.ts";

interface CodePairProps {
  readonly wrong: string | undefined;
  readonly right: string;
}

export function CodePair({ wrong, right }: CodePairProps) {
  const { findings } = useMessages();
  if (!wrong && !right) return null;
  return (
    <div className="mt-2 grid grid-cols-[repeat(auto-fit,minmax(min(100%,320px),1fr))] gap-3">
      {wrong && <Code title={findings.wrong} code={wrong} edge="border-l-lost" />}
      {right && <Code title={findings.right} code={right} edge="border-l-bridge" />}
    </div>
  );
}

function Code({ title, code, edge }: { readonly title: string; readonly code: string; readonly edge: string }) {
  const { findings } = useMessages();
  return (
    <figure className={`min-w-0 rounded-(--radius) border border-l-2 border-line bg-raised ${edge}`}>
      <figcaption className="flex h-7 items-center justify-between pr-1 pl-2 text-label text-quiet">
        {title}
        <CopyButton text={code} what={findings.copyCode} />
      </figcaption>
      <pre className="px-2 pb-2 font-mono text-table wrap-anywhere whitespace-pre-wrap">
        <code>{code}</code>
      </pre>
    </figure>
  );
}
