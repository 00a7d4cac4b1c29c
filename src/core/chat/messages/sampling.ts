import type { Sampling } from './types';

type NumberField = Exclude<keyof Sampling, 'stop'>;

/** The names are those of most APIs; the bounds are what makes sense of them. */
const numbers: Readonly<Record<string, { readonly field: NumberField; readonly from: number; readonly to: number }>> = {
  top_k: { field: 'topK', from: 0, to: 100_000 },
  top_p: { field: 'topP', from: 0, to: 1 },
  min_p: { field: 'minP', from: 0, to: 1 },
  repetition_penalty: { field: 'repetitionPenalty', from: 0.1, to: 10 },
  frequency_penalty: { field: 'frequencyPenalty', from: -2, to: 2 },
  presence_penalty: { field: 'presencePenalty', from: -2, to: 2 },
  seed: { field: 'seed', from: 0, to: 2 ** 31 - 1 },
  logprobs: { field: 'topLogprobs', from: 0, to: 5 },
};
const wholeNumbers: readonly NumberField[] = ['topK', 'seed', 'topLogprobs'];

/** As they can be written, in the order in which they are named to people. */
export const samplingNames: readonly string[] = [...Object.keys(numbers), 'stop'];

/** Whether it says from what a token is drawn: that means nothing where always the likeliest one is taken. */
export const saysHowToDraw = ({ topK, topP, minP, seed }: Sampling): boolean =>
  [topK, topP, minP, seed].some((value) => value !== undefined);

/** `wrong`: the first piece that is not understood. */
export type ParsedSampling = { readonly sampling: Sampling } | { readonly wrong: string };

/** A piece: `top_k=40`, `stop="Q:"` (a JSON string), `stop=END`. */
const piece = /[^\s,=]+\s*=\s*(?:"(?:[^"\\]|\\.)*"|[^\s,"]+)|[^\s,]+/g;

/** Reads `top_k=40, top_p=0.9 seed=7 stop="Q:"`. Each stands once, `stop` as often as is wanted; the empty text changes nothing. */
export function parseSampling(text: string): ParsedSampling {
  const sampling: { -readonly [K in NumberField]?: number } = {};
  const stop: string[] = [];
  for (const [found] of text.matchAll(piece)) {
    const [name = '', value = ''] = splitOnce(found);
    const known = Object.hasOwn(numbers, name) ? numbers[name] : undefined;
    if (known === undefined) {
      const end = name === 'stop' ? stopOf(value) : undefined;
      if (end === undefined) return { wrong: found };
      stop.push(end);
      continue;
    }
    const { field, from, to } = known;
    const number = /^-?\d*\.?\d+$/.test(value) ? Number(value) : NaN;
    const fits = number >= from && number <= to && (Number.isInteger(number) || !wholeNumbers.includes(field));
    if (!fits || sampling[field] !== undefined) return { wrong: found };
    sampling[field] = number;
  }
  return { sampling: { ...sampling, ...(stop.length > 0 && { stop }) } };
}

function splitOnce(text: string): string[] {
  const at = text.indexOf('=');
  return at < 0 ? [text] : [text.slice(0, at).trim(), text.slice(at + 1).trim()];
}

function stopOf(value: string): string | undefined {
  if (!value.startsWith('"')) return value === '' ? undefined : value;
  try {
    const read: unknown = JSON.parse(value);
    return typeof read === 'string' && read !== '' ? read : undefined;
  } catch {
    return undefined;
  }
}
