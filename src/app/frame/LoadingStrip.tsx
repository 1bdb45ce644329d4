/** What is being read: bytes, spans, Cancel. A strip above data that is open, or the centre where there is none. */
import { Button } from "../../views/kit/Button.tsx";
import { formatBytes } from "../../views/kit/format-time.ts";
import { Progress } from "../../views/kit/Progress.tsx";
import { useMessages } from "../../views/messages/use-messages.ts";
import { useApp } from "../app-context.ts";
import type { Loading } from "../data-set/data-set-state.ts";

interface LoadingProps {
  readonly loading: Loading;
}

export function LoadingStrip({ loading }: LoadingProps) {
  return (
    <div className="flex h-8 shrink-0 items-center gap-3 border-b border-line bg-raised px-3 text-table">
      <LoadingWords loading={loading} />
    </div>
  );
}

export function LoadingPage({ loading }: LoadingProps) {
  return (
    <div className="mx-auto flex min-h-full max-w-[480px] flex-col items-stretch justify-center gap-3 px-6">
      <LoadingWords loading={loading} />
    </div>
  );
}

function LoadingWords({ loading }: LoadingProps) {
  const { open, backends } = useMessages();
  const { controller } = useApp();
  const { stage, name, bytesRead, bytesTotal, spans, traces } = loading;
  const total = bytesTotal > 0 ? formatBytes(bytesTotal) : undefined;
  return (
    <>
      <span className="max-w-80 shrink-0 truncate" title={name}>
        <bdi>
          {traces
            ? backends.fetching(name, traces.done, traces.of)
            : stage === "fetching"
              ? open.fetching(name)
              : open.reading(name)}
        </bdi>
      </span>
      <Progress label={open.progress} value={traces?.done ?? bytesRead} most={traces?.of ?? bytesTotal} />
      <span className="flex shrink-0 items-center gap-3 whitespace-nowrap text-quiet">
        <span>{open.bytesOf(formatBytes(bytesRead), total)}</span>
        {stage === "decoding" && <span>{open.spansSoFar(spans)}</span>}
        <Button look="outline" className="ml-auto h-6" onClick={() => controller.cancel()}>
          {open.cancel}
        </Button>
      </span>
    </>
  );
}
