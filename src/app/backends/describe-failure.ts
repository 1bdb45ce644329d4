/** What went wrong with a backend, in one sentence that names it. */
import { BackendError } from "../../sources/backends/backend-failure.ts";
import type { Messages } from "../../views/messages/en.ts";

export function describeFailure(error: Error, name: string, { backends }: Messages): string {
  return error instanceof BackendError
    ? backends.failure(error.backend, error.failure)
    : backends.failure(name, { cause: "no-server" });
}
