import type { EncodingName } from '../catalog/table';
import type { EncodedCount, EncodedText, Encoder } from './encoder';

interface Library {
  countTokens(text: string, options: { disallowedSpecial: Set<string> }): number;
  encode(text: string, options: { disallowedSpecial: Set<string> }): number[];
  setMergeCacheSize(entries: number): void;
}

/** Loads the vocabulary (1 to 3 MB of script) on first use. */
export async function loadGptTokenizer(encoding: EncodingName): Promise<Encoder> {
  const [library, ranks] =
    encoding === 'o200k_base'
      ? await Promise.all([import('gpt-tokenizer/encoding/o200k_base'), import('gpt-tokenizer/bpeRanks/o200k_base')])
      : await Promise.all([import('gpt-tokenizer/encoding/cl100k_base'), import('gpt-tokenizer/bpeRanks/cl100k_base')]);
  return createEncoder(library, ranks.default);
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

/** Token by id: as text, or as bytes where those are no valid UTF-8. */
type Ranks = readonly (string | readonly number[])[];

function createEncoder(library: Library, ranks: Ranks): Encoder {
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
    encode(text: string): EncodedText {
      const ids = Uint32Array.from(text === '' ? [] : library.encode(text, plainText));
      return { ids, byteLengths: ids.map((id) => byteLength(ranks[id])) };
    },
  };
}

const utf8 = new TextEncoder();

/** @throws RangeError for an id that the vocabulary does not have. */
function byteLength(token: Ranks[number] | undefined): number {
  if (token === undefined) throw new RangeError('The tokenizer gave an id that its vocabulary does not have.');
  return typeof token === 'string' ? utf8.encode(token).length : token.length;
}

/** The density of three samples, over the whole run. */
function estimateRun(run: string, exact: (text: string) => number): number {
  const size = longestPiece / 4;
  const samples = [0, Math.floor(run.length / 2), run.length - size].map((at) => exact(run.slice(at, at + size)));
  const mean = samples.reduce((sum, tokens) => sum + tokens, 0) / samples.length;
  return Math.round((mean / size) * run.length);
}
