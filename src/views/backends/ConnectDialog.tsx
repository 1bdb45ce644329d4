/** Which backends this server has, the state of each, and how to add one. */
import { CircleAlert, CircleCheck, LoaderCircle, RotateCw, Search } from "lucide-react";
import { Button } from "../kit/Button.tsx";
import { CopyButton } from "../kit/CopyButton.tsx";
import { Dialog } from "../kit/Dialog.tsx";
import { useMessages } from "../messages/use-messages.ts";

export interface BackendState {
  readonly name: string;
  readonly kind: string;
  readonly host: string;
  /** undefined: it is being asked, or could not be. */
  readonly api: { readonly api: string; readonly version: string | undefined } | undefined;
  /** What is wrong, in one sentence. */
  readonly problem: string | undefined;
}

interface ConnectDialogProps {
  /** undefined: not known yet. */
  readonly backends: readonly BackendState[] | undefined;
  /** The list itself could not be had: why. */
  readonly problem: string | undefined;
  /** The page comes from Causeway's own server. */
  readonly isServed: boolean;
  readonly onSearch: (name: string) => void;
  readonly onRetry: (name: string) => void;
  readonly onClose: () => void;
}

const COMMAND = "npx causeway-trace --backend jaeger=http://localhost:16686";

export function ConnectDialog({ backends, problem, isServed, onSearch, onRetry, onClose }: ConnectDialogProps) {
  const { connect } = useMessages().backends;
  return (
    <Dialog title={connect.title} onClose={onClose}>
      <div className="flex flex-col gap-4">
        {problem !== undefined && (
          <p role="alert" className="text-error">
            {problem}
          </p>
        )}
        {backends !== undefined && backends.length > 0 && (
          <ul className="flex flex-col border-t border-line">
            {backends.map((backend) => (
              <li key={backend.name} className="border-b border-line py-2">
                <Backend backend={backend} onSearch={onSearch} onRetry={onRetry} />
              </li>
            ))}
          </ul>
        )}
        {backends?.length === 0 && <p className="font-semibold">{connect.none}</p>}
        <div className="flex flex-col gap-2 text-quiet">
          <p>{isServed ? connect.how : connect.notServed}</p>
          <div className="flex items-center gap-2 rounded-(--radius) bg-sunken px-3 py-2">
            <code className="min-w-0 flex-1 font-mono text-table text-ink [overflow-wrap:anywhere]">{COMMAND}</code>
            <CopyButton text={COMMAND} what={connect.command} />
          </div>
          <p>{connect.credentials}</p>
        </div>
      </div>
    </Dialog>
  );
}

interface BackendProps {
  readonly backend: BackendState;
  readonly onSearch: (name: string) => void;
  readonly onRetry: (name: string) => void;
}

function Backend({ backend, onSearch, onRetry }: BackendProps) {
  const { connect, tryAgain } = useMessages().backends;
  const { name, kind, host, api, problem } = backend;
  return (
    <div className="flex items-start gap-3">
      <StateSign backend={backend} />
      <div className="flex min-w-0 flex-1 flex-col">
        <span className="truncate">
          <bdi className="font-semibold">{name}</bdi>{" "}
          <bdi className="text-quiet">{host === "" ? connect.ownHost : host}</bdi>
        </span>
        <span
          role="status"
          className={`text-table [overflow-wrap:anywhere] ${problem === undefined ? "text-quiet" : "text-error"}`}
        >
          {problem ?? (api ? connect.speaks(KIND_NAMES[kind] ?? kind, api.api, api.version) : connect.checking)}
        </span>
      </div>
      {problem === undefined ? (
        <Button look="outline" icon={<Search size={16} aria-hidden />} onClick={() => onSearch(name)}>
          {connect.search}
        </Button>
      ) : (
        <Button look="outline" icon={<RotateCw size={16} aria-hidden />} onClick={() => onRetry(name)}>
          {tryAgain}
        </Button>
      )}
    </div>
  );
}

const KIND_NAMES: Readonly<Record<string, string>> = {
  jaeger: "Jaeger",
  tempo: "Tempo",
  zipkin: "Zipkin",
  causeway: "Causeway",
};

function StateSign({ backend: { api, problem } }: { readonly backend: BackendState }) {
  if (problem !== undefined) return <CircleAlert size={16} className="mt-0.5 shrink-0 text-error" aria-hidden />;
  if (api) return <CircleCheck size={16} className="mt-0.5 shrink-0 text-accent" aria-hidden />;
  return <LoaderCircle size={16} className="mt-0.5 shrink-0 text-quiet motion-safe:animate-spin" aria-hidden />;
}
