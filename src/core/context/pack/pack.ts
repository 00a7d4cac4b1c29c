import type { CountTokens } from '../../tokens/waste/countBatch';
import { beginningOf } from './beginning';
import { frameFiles } from './frameFiles';
import type { FramedFile } from './frameFiles';
import { shareTokens } from './share';
import type { FileCost } from './share';
import type { PackFormat, PackInput, Packed, PackedFile } from './packed';

type PackText = Extract<PackInput, { readonly text: string }>;

/** A file that is in the text, whole or in part. */
interface Kept extends FramedFile {
  readonly tokens: number;
}

/** How many times the room that cuts at the end of a line leave is shared out again. */
const refills = 3;

/**
 * Puts files into one text of at most `max` tokens, in the order in which they are given. Sums of counts decide what is
 * in the text, which is then counted as a whole, as tokens go over the seams between files. Where that count is too
 * high, less is shared out.
 */
export async function packFiles(
  inputs: readonly PackInput[],
  { max, format, count }: { readonly max: number; readonly format: PackFormat; readonly count: CountTokens },
): Promise<Packed> {
  const costs = await costsOf(inputs, format, count);
  const sum = [...costs.values()].reduce((total, { tokens, frame }) => total + tokens + frame, 0);
  let best: Packed | undefined;
  let left = refills;
  // The sum may be a little more than the count.
  for (let budget = sum <= max * 1.1 ? sum : max; ;) {
    const kept = await keep(costs, budget, count);
    const text = frameFiles([...kept.values()], format);
    const tokens = text === '' ? 0 : await count(text);
    if (tokens > max) {
      if (best) return best;
      budget -= tokens - max;
      continue;
    }
    if (!best || tokens > best.tokens) best = { files: inputs.map((input) => packedFile(input, kept)), text, tokens };
    const room = max - tokens;
    if (left-- === 0 || room * 50 < max || kept.size === 0 || [...kept.values()].every(({ cut }) => !cut)) return best;
    budget += room;
  }
}

async function costsOf(
  inputs: readonly PackInput[],
  format: PackFormat,
  count: CountTokens,
): Promise<Map<PackText, FileCost>> {
  const costs = new Map<PackText, FileCost>();
  for (const input of inputs) {
    if ('reason' in input) continue;
    const frame = await count(frameFiles([{ file: input.file, text: '' }], format));
    costs.set(input, { tokens: await count(input.text), frame });
  }
  return costs;
}

async function keep(
  costs: ReadonlyMap<PackText, FileCost>,
  budget: number,
  count: CountTokens,
): Promise<Map<PackInput, Kept>> {
  const kept = new Map<PackInput, Kept>();
  const shares = shareTokens([...costs.values()], budget);
  for (const [at, [input, { tokens }]] of [...costs].entries()) {
    const share = shares[at] ?? 0;
    const { file, text } = input;
    if (share === Infinity) kept.set(input, { file, text, tokens });
    else if (share > 0) {
      const beginning = await beginningOf(text, share, count);
      const isWholeLine = beginning.endsWith('\n');
      const cut = { line: beginning.split('\n').length - (isWholeLine ? 1 : 0), isWholeLine };
      if (beginning !== '') kept.set(input, { file, text: beginning, tokens: await count(beginning), cut });
    }
  }
  return kept;
}

function packedFile(input: PackInput, kept: ReadonlyMap<PackInput, Kept>): PackedFile {
  const { file, bytes } = input;
  if ('reason' in input) return { file, bytes, tokens: 0, status: 'omitted', reason: input.reason };
  const part = kept.get(input);
  if (!part) return { file, bytes, tokens: 0, status: 'omitted', reason: 'budget' };
  const { tokens, cut } = part;
  return { file, bytes, tokens, ...(cut ? { status: 'cut', reason: 'budget' } : { status: 'whole', reason: null }) };
}
