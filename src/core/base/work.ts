/**
 * A long work in small steps. It yields after each step, and its runner decides when others get a turn. Work that waits
 * for something is an async function instead, and calls a `Breathe` between its steps.
 */
export type Work<T> = Generator<undefined, T>;

/** Gives others a turn. To be called between small steps of a long work, which wait for what it returns. */
export type Breathe = () => Promise<void> | undefined;

/** Resolves after a turn of the event loop. */
export const nextTurn = (): Promise<void> => new Promise((resolve) => void setTimeout(resolve, 0));

/** Milliseconds of work after which others get a turn: half of what the extension host may be blocked for. */
const maxStretchLength = 5;

/**
 * Returns a function to call between small steps of one long work. It lets others run whenever `stretch` milliseconds
 * have passed.
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

/**
 * Runs a work with turns for others between its steps. Calls `isStale` before each step; `undefined` where it was true
 * before the end.
 */
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

/** Runs a work at once, where nobody waits for a turn: it is short, or runs in a program or thread of its own. */
export function atOnce<T>(work: Generator<unknown, T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

/** Runs a work at once, for `ms` milliseconds at most. Returns `undefined` where it was not done by then. */
export function withinMs<T>(work: Generator<unknown, T>, ms: number): T | undefined {
  const end = performance.now() + ms;
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    if (performance.now() > end) return undefined;
  }
}

/** Milliseconds for a foreign text. One that takes longer was made to be slow. */
export const fileMs = 2_000;

/** The error for a work that was ended because it took too long. */
export class TooSlowError extends Error {
  override readonly name = 'TooSlowError';
}

/** Returns the same pace for a work that may take `fileMs`. After that time it throws a TooSlowError. */
export function withinFileMs(breathe: Breathe): Breathe {
  const end = performance.now() + fileMs;
  return () => {
    if (performance.now() > end) throw new TooSlowError('It takes too long.');
    return breathe();
  };
}

/** Returns a function that counts the units of a work and tells when a step ends: after every `most` of them. */
export function stepsOf(most: number): (units: number) => boolean {
  let done = 0;
  return (units) => {
    done += units;
    if (done < most) return false;
    done = 0;
    return true;
  };
}
