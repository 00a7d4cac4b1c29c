import { efforts, verbosities } from './chatTypes';
import type { Sampling } from './chatTypes';

type ChoiceField = 'reasoningEffort' | 'verbosity';
type NumberField = Exclude<keyof Sampling, 'stop' | ChoiceField>;

interface NumberParameter {
  readonly field: NumberField;
  readonly from: number;
  readonly to: number;
  readonly isWhole?: true;
}

interface ChoiceParameter {
  readonly field: ChoiceField;
  readonly values: readonly string[];
}

/** Parameters with a number, by the name that most APIs use, and the bounds within which they make sense. */
export const numberParameters: Readonly<Record<string, NumberParameter>> = {
  top_k: { field: 'topK', from: 0, to: 100_000, isWhole: true },
  top_p: { field: 'topP', from: 0, to: 1 },
  min_p: { field: 'minP', from: 0, to: 1 },
  repetition_penalty: { field: 'repetitionPenalty', from: 0.1, to: 10 },
  frequency_penalty: { field: 'frequencyPenalty', from: -2, to: 2 },
  presence_penalty: { field: 'presencePenalty', from: -2, to: 2 },
  seed: { field: 'seed', from: 0, to: 2 ** 31 - 1, isWhole: true },
  logprobs: { field: 'topLogprobs', from: 0, to: 20, isWhole: true },
  reasoning_budget: { field: 'reasoningBudget', from: 0, to: 10_000_000, isWhole: true },
};
export const choiceParameters: Readonly<Record<string, ChoiceParameter>> = {
  reasoning_effort: { field: 'reasoningEffort', values: efforts },
  verbosity: { field: 'verbosity', values: verbosities },
};

/** UTF-16 code units of the text of parameters in a draft, at most. */
export const maxSamplingLength = 500;

/** Whether the options say how a token is drawn. They mean nothing where the likeliest token is always taken. */
export const saysHowToDraw = ({ topK, topP, minP, seed }: Sampling): boolean =>
  [topK, topP, minP, seed].some((value) => value !== undefined);

/** `wrong`: the first piece that is not understood. */
type ParsedSampling = { readonly sampling: Sampling } | { readonly wrong: string };

/** A piece: `top_k=40`, `stop="Q:"` (a JSON string), `stop=END`. */
const piece = /[^\s,=]+\s*=\s*(?:"(?:[^"\\]|\\.)*"|[^\s,"]+)|[^\s,]+/g;

/** Splits a text into its pieces: names, each with the value behind its `=`. */
export const samplingPieces = (text: string): [name: string, value: string][] =>
  [...text.matchAll(piece)].map(([found]) => {
    const [name = '', value = ''] = splitOnce(found);
    return [name, value];
  });

/**
 * Reads `top_k=40, top_p=0.9 seed=7 stop="Q:"`. Each name may stand once, `stop` any number of times. The empty text
 * changes nothing.
 */
export function parseSampling(text: string): ParsedSampling {
  const sampling: Record<string, unknown> = {};
  const stop: string[] = [];
  for (const [found] of text.matchAll(piece)) {
    const [name = '', value = ''] = splitOnce(found);
    const read = readValue(name, value);
    if (read === undefined || (name !== 'stop' && sampling[read.field] !== undefined)) return { wrong: found };
    if (name === 'stop') stop.push(String(read.value));
    else sampling[read.field] = read.value;
  }
  return { sampling: { ...sampling, ...(stop.length > 0 && { stop }) } };
}

/** Writes parameters, given by their names, as a text. `left`: the names of those that no text can say. */
export function samplingOf(values: Readonly<Record<string, unknown>>): { text: string; left: string[] } {
  let text = '';
  const left: string[] = [];
  for (const [name, value] of Object.entries(values)) {
    const each: readonly unknown[] = name === 'stop' && Array.isArray(value) ? value : [value];
    const pieces = each.map((one) => pieceOf(name, one));
    const more = [text, ...pieces].filter((piece) => piece !== '').join(' ');
    if (!pieces.includes(undefined) && more.length <= maxSamplingLength) text = more;
    else left.push(name);
  }
  return { text, left };
}

/** Writes a value as a piece; `undefined` where no piece is read as that value. */
function pieceOf(name: string, value: unknown): string | undefined {
  if (typeof value !== 'number' && typeof value !== 'string') return undefined;
  const written = name === 'stop' ? JSON.stringify(value) : String(value);
  return readValue(name, written)?.value === value ? `${name}=${written}` : undefined;
}

/** Reads the parameters of a text by their names, with values as in JSON. Pieces that cannot be read are left out. */
export function samplingValues(text: string): Record<string, number | string | string[]> {
  const values: Record<string, number | string | string[]> = {};
  for (const [name, value] of samplingPieces(text)) {
    const read = readValue(name, value)?.value;
    if (name === 'stop' && typeof read === 'string')
      values[name] = [...((values[name] as string[] | undefined) ?? []), read];
    else if (typeof read === 'number' || typeof read === 'string') values[name] = read;
  }
  return values;
}

function readValue(name: string, value: string): { readonly field: string; readonly value: unknown } | undefined {
  if (name === 'stop') {
    const end = stopOf(value);
    return end === undefined ? undefined : { field: 'stop', value: end };
  }
  const number = Object.hasOwn(numberParameters, name) ? numberParameters[name] : undefined;
  if (number) {
    const read = /^-?\d*\.?\d+$/.test(value) ? Number(value) : NaN;
    const fits = read >= number.from && read <= number.to && (Number.isInteger(read) || !number.isWhole);
    return fits ? { field: number.field, value: read } : undefined;
  }
  const choice = Object.hasOwn(choiceParameters, name) ? choiceParameters[name] : undefined;
  return choice?.values.includes(value) ? { field: choice.field, value } : undefined;
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
