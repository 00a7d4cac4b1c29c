/** Milliseconds of work after which others get a turn: half of what the extension host may be blocked for. */
const longestStretch = 5;

/** Call it between small steps of a long work, and wait for what it returns. */
export type Breathe = () => Promise<void> | undefined;

/**
 * Returns a function to call between small steps of a long work: it lets others run whenever 5 ms have passed.
 * @param pause resolves after a turn of the event loop.
 */
export function pacer(pause: () => Promise<void>): Breathe {
  let last = performance.now();
  return () => {
    if (performance.now() - last < longestStretch) return undefined;
    return pause().then(() => {
      last = performance.now();
    });
  };
}
