import type { EncodingName } from '../catalog/table';
import type { EncodedCount, Encoder } from './encoder';

interface Library {
  countTokens(text: string, options: { disallowedSpecial: Set<string> }): number;
  setMergeCacheSize(entries: number): void;
}

/** Loads the vocabulary (1 to 3 MB of script) on first use. */
export async function loadGptTokenizer(encoding: EncodingName): Promise<Encoder> {
  const library: Library =
    encoding === 'o200k_base'
      ? await import('gpt-tokenizer/encoding/o200k_base')
      : await import('gpt-tokenizer/encoding/cl100k_base');
  return createEncoder(library);
}

const plainText = { disallowedSpecial: new Set<string>() };

/**
 * One piece of the pre-tokenizer that is longer than this takes the library quadratic time (100,000 letters: seconds).
 * UTF-16 code units.
 */
const longestPiece = 2_000;

/** Runs that stay one piece: letters and marks, blanks, signs. */
const overlongRuns = new RegExp(
  `[\\p{L}\\p{M}]{${longestPiece},}|\\s{${longestPiece},}|[^\\s\\p{L}\\p{N}]{${longestPiece},}`,
  'gu',
);

function createEncoder(library: Library): Encoder {
  library.setMergeCacheSize(10_000);
  const exact = (text: string): number => (text === '' ? 0 : library.countTokens(text, plainText));
  return {
    count(text: string): EncodedCount {
      let tokens = 0;
      let from = 0;
      let approximate = false;
      for (const run of text.matchAll(overlongRuns)) {
        tokens += exact(text.slice(from, run.index)) + estimateRun(run[0], exact);
        from = run.index + run[0].length;
        approximate = true;
      }
      return { tokens: tokens + exact(text.slice(from)), approximate };
    },
  };
}

const mostSamples = 8;

/** The density of some samples, evenly spread, over the whole run. */
function estimateRun(run: string, exact: (text: string) => number): number {
  const samples = Math.min(mostSamples, Math.ceil(run.length / longestPiece));
  const step = (run.length - longestPiece) / Math.max(1, samples - 1);
  let tokens = 0;
  for (let i = 0; i < samples; i++) {
    const at = Math.floor(i * step);
    tokens += exact(run.slice(at, at + longestPiece));
  }
  return Math.round((tokens / (samples * longestPiece)) * run.length);
}
