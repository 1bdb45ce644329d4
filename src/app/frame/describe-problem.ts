/** A failure in words: what failed, and why or what to do. */
import type { Warning } from "../../model/warning.ts";
import type { Messages } from "../../views/messages/en.ts";
import type { OpenProblem } from "../data-set/data-set-state.ts";

export interface ProblemWords {
  readonly title: string;
  readonly lines: readonly string[];
}

const MOST_LINES = 4;

/** @param sayRemark what a decoder said, in the reader's language */
export function describeProblem(
  problem: OpenProblem,
  { open, backends }: Messages,
  sayRemark = ({ message }: Warning) => message,
): ProblemWords {
  switch (problem.kind) {
    case "link": {
      const { failure } = problem;
      const facts = {
        host: "host" in failure ? failure.host : "",
        status: failure.cause === "status" ? failure.status : 0,
      };
      return { title: open.linkFailed(problem.address), lines: [open.linkFailures[failure.cause](facts)] };
    }
    case "nothing-found": {
      const several = problem.names.length > 1;
      const said = problem.warnings
        .slice(0, MOST_LINES)
        .map((warning) => (several ? `${warning.file}: ` : "") + sayRemark(warning));
      return { title: open.nothingFound(problem.names), lines: said.length > 0 ? said : [open.nothingFoundNote] };
    }
    case "backend": {
      const { backend, ...what } = problem.problem;
      return what.kind === "failed"
        ? { title: backends.failedTitle(backend, what.traces), lines: [backends.failure(backend, what.failure)] }
        : { title: backends.partTitle(backend), lines: [backends.missing(backend, what)] };
    }
    case "clipboard":
      return { title: open.clipboardEmpty, lines: [open.clipboardNote] };
    case "crash":
      return { title: open.crashed(problem.names), lines: [problem.message] };
  }
}
