/** The project's folder. */
export const root: string;
/** Builds what is out of date: "web", "node", or another mode of vite.config.ts. */
export function ensureBuilt(modes?: string[]): void;
