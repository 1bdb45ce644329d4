/** Fourteen processes notice a dead endpoint; the user hears of it once, and once when it answers again. */
export function createEndpointNews(endpoint: string, say: (line: string) => void) {
  let down = false;
  return {
    heard(error: string | undefined) {
      if (error !== undefined && !down) {
        say(
          `${endpoint} does not answer (${error}). The demo goes on and tries again with every batch; the newest spans wait.`,
        );
      }
      if (error === undefined && down) say(`${endpoint} answers again.`);
      down = error !== undefined;
    },
  };
}
