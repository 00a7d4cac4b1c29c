const asked = process.env['FUZZ_RUNS'];

/**
 * How often a property is tried. The usual run tries the same few cases each time, `npm run test:deep:unit` many, and other
 * ones each time. FUZZ_RUNS=100000 for the long run.
 */
export const tries = (usual: number): { readonly numRuns: number; readonly seed?: number } =>
  asked === undefined ? { numRuns: usual, seed: 1 } : { numRuns: Number(asked) };

/** Whether this is a run that may take its time. */
export const isLongRun = asked !== undefined;
