// Finds where ids of models are offered, and of what kind they have to be.

import { keyOfValue, modelKeyOf } from '../calls/modelKeys';
import { languageOf } from '../../text/languages';
import { expectsModel } from '../calls/expects';
import type { ExpectedModel } from '../calls/expects';
import type { RegionText } from '../../text/regions/regionText';
import { kindOfCall } from './modelKind';
import type { ModelKind } from './modelKind';

/** A place at which ids are offered. The offsets, in UTF-16 code units, are those of the text that an id replaces. */
export interface CompletionPlace {
  readonly expected: ExpectedModel;
  readonly start: number;
  readonly end: number;
  readonly kind: ModelKind;
  /** Names of the calls that the value is given to, the innermost first: `openai`, `generateText`. */
  readonly calls: readonly string[];
}

/** An id stands in one line, near its key. */
const nearby = 1_000;

/** The beginning of a string in which an id, or the words of a name, may stand. */
const openString = /(["'`])([\w.:@/-]*(?: [\w.:@/-]*)*)$/;
const mayPrecedeString = /(?:^|[:=(,[?&|])$/;
const modelWords =
  /(?:model|llm|engine|client|chat|complet|embed|openai|anthropic|gemini|google|mistral|vertex|gateway)/i;

/**
 * Whether ids may be offered behind `before`, the line up to a place. The check is quick, as it runs at each key;
 * `completionPlace` looks closely at places that pass.
 */
export function mayOffer(before: string, languageId: string): boolean {
  const near = before.slice(-nearby);
  if (languageOf(languageId).config) {
    const key = keyOfValue(withoutWords(near));
    return key !== undefined && isModelKey(key.key);
  }
  if (stringBegunIn(near)) return true;
  // The place is behind the end of a string.
  if (openString.exec(near)?.[2]?.includes(' ') === false) return false;
  const key = keyOfValue(near);
  if (key) return modelKeyOf(key.key) !== undefined;
  const called = /([\p{L}_$][\p{L}\p{N}_$]*)\(\s*(?:[\p{L}_$][\p{L}\p{N}_$]*)?$/u.exec(near)?.[1];
  return called !== undefined && modelWords.test(called);
}

/** Whether a key names a model, and no deployment: those have the names that their owners chose. */
const isModelKey = (key: string): boolean => modelKeyOf(key) !== undefined && !/deployment/i.test(key);

/** Cuts a string such as `"sonnet 5` at its first blank: names are typed with blanks, ids have none. */
function withoutWords(before: string): string {
  const string = stringBegunIn(before);
  const blank = string?.words.indexOf(' ') ?? -1;
  return string && blank >= 0 ? before.slice(0, string.from + blank) : before;
}

/** Finds the beginning of the string that is open at the end of `before`, where one may begin. */
function stringBegunIn(before: string): { readonly from: number; readonly words: string } | undefined {
  const string = openString.exec(before);
  if (!string || !mayPrecedeString.test(before.slice(0, string.index).trimEnd())) return undefined;
  return { from: string.index + 1, words: string[2] ?? '' };
}

/**
 * Finds the place at `offset`; undefined where no id is offered: no model is expected there, or one of the user's own.
 * Reads the text in steps, as `expectsModel` does.
 */
export async function completionPlace(source: RegionText, offset: number): Promise<CompletionPlace | undefined> {
  const { text, languageId } = source;
  const lineStart = Math.max(text.lastIndexOf('\n', offset - 1) + 1, offset - nearby);
  const before = text.slice(lineStart, offset);
  if (!mayOffer(before, languageId)) return undefined;
  const typed = withoutWords(before);
  const expected = await expectsModel(source, lineStart + typed.length);
  if (!expected || isSomebodysOwn(expected)) return undefined;
  const { start } = expected;
  const upToValue = text.slice(lineStart, start);
  const key = keyOfValue(upToValue)?.key;
  if (key !== undefined && /deployment/i.test(key)) return undefined;
  if (expected.place === 'code' && !isPlaceForValue(expected.written, upToValue)) return undefined;
  const calls = expected.by === 'call' ? callNamesBefore(text, start) : [];
  const end = typed === before ? expected.end : endOfWords(text, start, offset);
  return { expected, start, end, kind: kindOfCall(expected.api, calls, key), calls };
}

const isSomebodysOwn = ({ service }: ExpectedModel): boolean => service === 'other' || service === 'local';

/** Whether a value begins at a place, and is no field of something. */
const isPlaceForValue = (written: string, before: string): boolean =>
  !written.includes('.') && /[:=(,[?]$/.test(before.trimEnd());

/** Finds where the words of a name end: at the quote, or where they are typed. */
function endOfWords(text: string, start: number, offset: number): number {
  const words = /^[\w.:@/ -]{0,200}/.exec(text.slice(start, start + 200))?.[0] ?? '';
  const end = start + words.length;
  return /["'`]/.test(text.charAt(end)) ? end : offset;
}

/** UTF-16 code units between the beginning of a call and its model, at most, as people write it. */
const maxCallLength = 400;
const maxDepth = 3;
const name = /((?:[\p{L}_$][\p{L}\p{N}_$]*(?:\(\))?\s*\.\s*)*[\p{L}_$][\p{L}\p{N}_$]*)\s*(?:<[^<>]*>\s*)?$/u;

/** Lists the names before the brackets that are open at a place, the innermost first: `openai.chat`, `generateText`. */
function callNamesBefore(text: string, offset: number): string[] {
  const near = text.slice(Math.max(0, offset - maxCallLength), offset);
  const names: string[] = [];
  let closed = 0;
  for (let at = near.length - 1; at >= 0 && names.length < maxDepth; at--) {
    const character = near.charAt(at);
    if (/[)\]}]/.test(character)) closed++;
    else if (/[([{]/.test(character) && closed > 0) closed--;
    else if (/[([{]/.test(character)) {
      const called = name.exec(near.slice(0, at))?.[1];
      if (called !== undefined) names.push(called.replace(/\s/g, ''));
    }
  }
  return names;
}
