/** Where spans are kept unless `--data` says otherwise: the user's own data folder of each system. */
import { homedir } from "node:os";
import { join } from "node:path";

export function defaultDataFolder(): string {
  const { env, platform } = process;
  if (platform === "win32") return join(env.LOCALAPPDATA ?? join(homedir(), "AppData", "Local"), "Causeway");
  if (platform === "darwin") return join(homedir(), "Library", "Application Support", "Causeway");
  return join(env.XDG_DATA_HOME ?? join(homedir(), ".local", "share"), "causeway");
}
