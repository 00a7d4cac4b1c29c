/** Resolves when the work does, or after `ms`, whichever comes first. The work goes on. */
export function bounded(work: Promise<void>, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const bound = setTimeout(resolve, ms);
    void work.then(() => {
      clearTimeout(bound);
      resolve();
    });
  });
}
