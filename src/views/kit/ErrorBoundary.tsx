/** Keeps a fault in one view from taking the rest along; the message can be copied. Give it a key to start afresh. */
import { Component, type ErrorInfo, type ReactNode } from "react";
import { MessagesContext } from "../messages/use-messages.ts";
import { Button } from "./Button.tsx";
import { CopyButton } from "./CopyButton.tsx";
import { Notice } from "./Notice.tsx";

interface State {
  readonly error: unknown;
  readonly componentStack: string;
}

export class ErrorBoundary extends Component<{ readonly children: ReactNode }, State> {
  static override contextType = MessagesContext;
  declare context: React.ContextType<typeof MessagesContext>;
  override state: State = { error: undefined, componentStack: "" };

  static getDerivedStateFromError(error: unknown): Partial<State> {
    return { error: error ?? new Error("unknown") };
  }

  override componentDidCatch(_error: unknown, { componentStack }: ErrorInfo): void {
    this.setState({ componentStack: componentStack ?? "" });
  }

  override render(): ReactNode {
    const { error, componentStack } = this.state;
    if (error === undefined) return this.props.children;
    const { frame } = this.context;
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return (
      <Notice
        role="alert"
        title={frame.viewFailed}
        actions={
          <>
            <Button look="primary" onClick={() => this.setState({ error: undefined })}>
              {frame.tryAgain}
            </Button>
            <CopyButton text={`${text}\n${componentStack}`} what={frame.theMessage} />
          </>
        }
      >
        <p>{frame.viewFailedNote}</p>
        <pre className="max-h-60 overflow-auto rounded-(--radius) bg-sunken p-2 font-mono text-label whitespace-pre-wrap">
          {error instanceof Error ? error.message : text}
        </pre>
      </Notice>
    );
  }
}
