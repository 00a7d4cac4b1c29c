import { addTo, remembered } from '../../base/maps';
import type { LanguageGroup } from '../../text/language';
import { holdsCalls, languageOf } from '../../text/languages';
import type { CallText } from './callText';
import { clientRules } from './clientTable';
import { frameworkRules } from './frameworkTable';
import { callRules } from './sdkTable';
import type { CallRule, ClientRule } from './callRule';

/** The name of a call, or of a call that makes a client, before its bracket. */
export interface Anchor {
  readonly rule: CallRule | ClientRule;
  /** The name as it is in the table. */
  readonly call: string;
  readonly language: LanguageGroup;
  /** The beginning of the last word of the name. */
  readonly start: number;
  /** The offset of the bracket. */
  readonly open: number;
  /** The text before the last word of the name, for what the call is assigned to and made on. */
  readonly before: string;
  /** The word that the call is made on: `client` in `this.client.chat.completions.create`. */
  readonly receiver: string | undefined;
}

export const mayHoldCalls = (languageId: string): boolean => holdsCalls(languageOf(languageId));

interface Written {
  readonly rule: Anchor['rule'];
  readonly call: string;
  /** The name before its last word; empty where that word stands by itself. */
  readonly path: string;
  readonly isMethod: boolean;
}

const byLastWord = new Map<string, Written[]>();
for (const rule of [...callRules, ...frameworkRules, ...clientRules]) {
  for (const call of rule.calls) {
    const word = call.slice(call.lastIndexOf('.') + 1);
    const path = call.slice(0, call.length - word.length);
    addTo(byLastWord, word, { rule, call, path, isMethod: call.startsWith('.') });
  }
}

/** A name of the table, type parameters, and a bracket; `=` before the bracket gives a variable of that type its value. */
const pattern = new RegExp(
  `(?<![\\p{L}\\p{N}_$])(${[...byLastWord.keys()].join('|')})(?:<[^<>(){};\\n]{0,100}>)?\\s{0,40}(?:=\\s{0,40})?[({]`,
  'gu',
);

const stepLength = 50_000;
/** Anchors of a file, at most: no file that people write has more. */
const maxAnchors = 20_000;
/** UTF-16 code units of a name with its bracket, at most. */
const maxNameLength = 300;
/** UTF-16 code units in which words are looked for: imports, which tell what a file uses, stand at its beginning. */
const wordsWithin = 100_000;
/** UTF-16 code units that are read before a name, for what it is called on and assigned to. */
const lookBack = 240;

const definition = /(?:^|[^\p{L}\p{N}_$])(?:function\*?|def|class|interface|func|fun|struct|enum|record)\s+$/u;

/** Finds every place where code begins a call of the table, in order. @throws TextChanged */
export async function findAnchors(text: CallText): Promise<Anchor[]> {
  const anchors: Anchor[] = [];
  const has = remembered((words: RegExp) => words.test(text.text.slice(0, wordsWithin)));
  for (let from = 0; from < text.text.length && anchors.length < maxAnchors; from += stepLength) {
    // The piece begins one character earlier, which tells whether a word begins here.
    const start = Math.max(0, from - 1);
    const piece = text.text.slice(start, from + stepLength + maxNameLength);
    for (const match of piece.matchAll(pattern)) {
      const at = start + match.index;
      if (at < from || at >= from + stepLength) continue;
      const anchor = await anchorAt(text, at, match[1] ?? '', match[0], has);
      if (anchor) anchors.push(anchor);
      await text.source.breathe();
    }
    await text.source.breathe();
  }
  return anchors;
}

async function anchorAt(
  text: CallText,
  at: number,
  word: string,
  written: string,
  has: (words: RegExp) => boolean,
): Promise<Anchor | undefined> {
  const before = text.text.slice(Math.max(0, at - lookBack), at);
  // A blank between words stays: `await client.chat`.
  const squeezed = before.replace(/\s*[?!]*\.\s*/g, '.');
  const isTyped = written.includes('=');
  const candidates = (byLastWord.get(word) ?? []).filter(
    ({ path, isMethod, rule }) =>
      squeezed.endsWith(path) &&
      (isMethod || isByItself(squeezed.slice(0, squeezed.length - path.length))) &&
      (!isTyped || word.includes('Params')) &&
      (!('needs' in rule) || has(rule.needs)) &&
      !('notAfter' in rule && rule.notAfter.test(squeezed.slice(0, squeezed.length - path.length))),
  );
  if (candidates.length === 0 || definition.test(before)) return undefined;
  const region = await text.regionAt(at);
  if (region?.kind !== 'code') return undefined;
  const language = languageOf(region.language).calls;
  if (!language) return undefined;
  const found = candidates
    .filter(({ rule }) => !('languages' in rule) || rule.languages.includes(language))
    .sort((a, b) => b.path.length - a.path.length)[0];
  if (!found) return undefined;
  const { rule, call, path } = found;
  const receiver = receiverOf(squeezed.slice(0, squeezed.length - path.length));
  return { rule, call, language, start: at, open: at + written.length - 1, before, receiver };
}

/** Whether a name stands by itself or behind another name: `ChatOpenAI` and `langchain_openai.ChatOpenAI`. */
const isByItself = (before: string): boolean => !before.endsWith('.') || /[\p{L}_$][\p{L}\p{N}_$]*\.$/u.test(before);

const receiverOf = (before: string): string | undefined => /([\p{L}_$][\p{L}\p{N}_$]*)(?:\(\))?\.?$/u.exec(before)?.[1];
