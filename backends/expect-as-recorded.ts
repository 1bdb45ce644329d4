/** A server of today answers as the recorded one did: the same statuses, types and shapes, whatever the values are. */
import { expect } from "vitest";
import { ask, type Question } from "./ask.ts";
import type { Recorded } from "./fixtures.ts";
import { shapeOf } from "./shape-of.ts";

/** @param loose members that come and go: values that depend on time or on how far the server is */
export async function expectAsRecorded(
  url: string,
  questions: readonly Question[],
  recorded: Recorded,
  loose: RegExp,
): Promise<void> {
  for (const question of questions) {
    const { name } = question;
    const then = recorded.reply(name);
    const now = await ask(url, question);
    expect([name, now.status, now.contentType]).toEqual([name, then.status, then.contentType]);
    if (!then.file.endsWith(".json")) continue;
    const firmly = (body: Uint8Array) =>
      shapeOf(JSON.parse(new TextDecoder().decode(body))).filter((member) => !loose.test(member));
    expect([name, ...firmly(now.body)]).toEqual([name, ...firmly(then.body)]);
  }
}
