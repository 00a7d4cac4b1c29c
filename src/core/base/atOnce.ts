/** What a work gives that is done in slices, where nobody waits for a turn: it is short, or runs in a program or thread of its own. */
export function atOnce<T>(work: Generator<unknown, T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}
