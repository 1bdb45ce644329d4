/** The idle signal: tests and screenshots wait on it instead of on time. */

const QUIET_FRAMES = 3;

/**
 * Resolves when `isBusy` was false over some frames in a row, so that what a last answer started had time to start.
 * @param nextFrame resolves at the next painted frame
 */
export async function waitUntilIdle(
  isBusy: () => boolean,
  nextFrame: () => Promise<void> = paintedFrame,
): Promise<void> {
  for (let quiet = 0; quiet < QUIET_FRAMES; quiet++) {
    await nextFrame();
    if (isBusy()) quiet = -1;
  }
}

/** A hidden page paints no frames; there a task will do. */
function paintedFrame(): Promise<void> {
  return new Promise((resolve) => {
    const after = () => setTimeout(resolve, 0);
    if (document.hidden) after();
    else requestAnimationFrame(after);
  });
}
