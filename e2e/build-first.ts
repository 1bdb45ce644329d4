/** The tests look at the built page. */
import { ensureBuilt } from "../scripts/ensure.mjs";

export default function buildFirst(): void {
  ensureBuilt(["web"]);
}
