/** Milliseconds of work after which others get a turn: half of what the extension host may be blocked for. */
const longestStretch = 5;

/** Call it between small steps of a long work, and wait for what it returns. */
export type Breathe = () => Promise<void> | undefined;

/**
 * Returns a function to call between small steps of a long work: it lets others run whenever `stretch` milliseconds have passed.
 * @param pause resolves after a turn of the event loop.
 * @param stretch less than 5 where a single step may take some milliseconds itself.
 */
export function pacer(pause: () => Promise<void>, stretch = longestStretch): Breathe {
  let last = performance.now();
  return () => {
    if (performance.now() - last < stretch) return undefined;
    return pause().then(() => {
      last = performance.now();
    });
  };
}
