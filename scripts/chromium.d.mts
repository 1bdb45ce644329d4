/** The path of a browser that is there, or undefined. */
export function findChromium(): string | undefined;
/** A browser's path; installs one where none is. */
export function ensureChromium(): string;
/** Launch options that Playwright configurations and scripts share. */
export function launchOptions(): { executablePath?: string; chromiumSandbox: boolean; args: string[] };
