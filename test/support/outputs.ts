import type { Metafile } from 'esbuild';

/** Returns the other modules that `output` loads before it runs. */
export const loadedBy = ({ outputs }: Metafile, output: string): string[] =>
  outputs[output]!.imports.filter(({ kind }) => kind !== 'dynamic-import').map(({ path: name }) => name);
