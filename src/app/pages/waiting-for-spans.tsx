/** What is said while the collector is watched and nothing came yet, fetched when it is needed. */
import { later } from "./later.tsx";

export const WaitingForSpans = later(async () => (await import("../live/WaitingForSpans.tsx")).WaitingForSpans);
