/**
 * A long work in small steps: it yields after each of them, and whoever does it decides when others get a turn. Work that
 * waits for something is an async function instead, and calls a `Breathe` between its steps.
 */
export type Work<T> = Generator<undefined, T>;

/** Call it between small steps of a long work, and wait for what it returns. */
export type Breathe = () => Promise<void> | undefined;

/** Resolves after a turn of the event loop. */
export const nextTurn = (): Promise<void> => new Promise((resolve) => void setTimeout(resolve, 0));

/** Milliseconds of work after which others get a turn: half of what the extension host may be blocked for. */
const maxStretchLength = 5;

/**
 * Returns what is called between small steps of one long work: it lets others run whenever `stretch` milliseconds have passed.
 * @param pause resolves after a turn of the event loop.
 * @param stretch less than 5 where a single step may take some milliseconds itself.
 */
export function pacer(pause: () => Promise<void>, stretch = maxStretchLength): Breathe {
  let last = performance.now();
  return () => {
    if (performance.now() - last < stretch) return undefined;
    return pause().then(() => {
      last = performance.now();
    });
  };
}

/** Does a work with turns for others between its steps. `isStale` is asked before each step; undefined: it was, before the end. */
export function inSlices<T>(work: Generator<unknown, T>, breathe: Breathe): Promise<T>;
export function inSlices<T>(
  work: Generator<unknown, T>,
  breathe: Breathe,
  isStale: () => boolean,
): Promise<T | undefined>;
export async function inSlices<T>(
  work: Generator<unknown, T>,
  breathe: Breathe,
  isStale: () => boolean = () => false,
): Promise<T | undefined> {
  while (!isStale()) {
    const step = work.next();
    if (step.done) return step.value;
    await breathe();
  }
  return undefined;
}

/** Does a work at once, where nobody waits for a turn: it is short, or runs in a program or thread of its own. */
export function atOnce<T>(work: Generator<unknown, T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

/** Does a work at once, but for no longer than `ms` milliseconds. Undefined: it was not done by then. */
export function withinMs<T>(work: Generator<unknown, T>, ms: number): T | undefined {
  const end = performance.now() + ms;
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    if (performance.now() > end) return undefined;
  }
}

/** A text of strangers that takes longer was made to be slow. ms. */
export const fileMs = 2_000;

/** A work was ended because it took longer than it may. */
export class TooSlowError extends Error {
  override readonly name = 'TooSlowError';
}

/** The same pace for a work that may take `fileMs`. It throws TooSlowError then. */
export function withinFileMs(breathe: Breathe): Breathe {
  const end = performance.now() + fileMs;
  return () => {
    if (performance.now() > end) throw new TooSlowError('It takes too long.');
    return breathe();
  };
}

/** Counts the units of a work, and says when a step is to end: after every `most` of them. */
export function stepsOf(most: number): (units: number) => boolean {
  let done = 0;
  return (units) => {
    done += units;
    if (done < most) return false;
    done = 0;
    return true;
  };
}
