import { expect, it } from "vitest";
import { waitUntilIdle } from "./idle.ts";

it("waits until nothing is pending for some frames in a row", async () => {
  const busyAt = [true, true, false, true, false, false, false, true];
  let frame = -1;
  await waitUntilIdle(
    () => busyAt[frame] ?? false,
    async () => void frame++,
  );
  expect(frame).toBe(6);
});
