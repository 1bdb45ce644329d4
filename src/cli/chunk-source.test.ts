import fc from "fast-check";
import { expect, it } from "vitest";
import { ChunkSource } from "./chunk-source.ts";

it("reads as if the chunks were one", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.uint8Array({ maxLength: 9 })),
      fc.nat(60),
      fc.nat(60),
      async (chunks, start, length) => {
        const source = new ChunkSource("pipe", chunks);
        const whole = Uint8Array.from(chunks.flatMap((chunk) => [...chunk]));
        expect(source.size).toBe(whole.length);
        expect([...(await source.read(start, start + length))]).toEqual([...whole.subarray(start, start + length)]);
      },
    ),
    { numRuns: 500 },
  );
});
