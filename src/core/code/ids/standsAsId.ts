// Decides whether a run of characters stands where code or config names a model, from its line and the string that it is in.

import { serviceWords } from '../../catalog/names/services';
import { languageOf } from '../../text/languages';
import type { Region } from '../../text/regions/regions';

/** Text before a string that is no model: a class, an address, a path of a module. */
const otherUse =
  /(?:\b(?:class|className|classList\.\w+|href|src|alt|title|import|from|require|describe|it|test|getElementById|querySelector)\s*[=:(]?\s*|<\w[^<>]*\sid=\{?)$/;

/** `model.startsWith("gpt-4")`, `strings.HasPrefix(model, "gpt-4")`: a part of many ids is looked for, and none is called. */
const partOfId =
  /(?:starts_?with|ends_?with|has_?(?:prefix|suffix)|remove_?(?:prefix|suffix)|index_?of|includes|\w*contains)\(+\s*(?:[\w.$]+\s*,\s*)?(?:["'`][\w.:@/-]*["'`]\s*,\s*)*$/i;

/** Whether a string is looked for in ids, also as in `"gpt-4" in model`. */
const isLookedFor = ({ before, after }: Literal): boolean => partOfId.test(before) || /^\s+(?:not\s+)?in\s/.test(after);

/** Characters between the ids of a list that holds nothing else. */
const separators = /[\s,;|]+/;

/** Whether a piece is like an id: words of people have no digit or hyphen. */
const isIdLike = (piece: string): boolean => /[\d-]/.test(piece) && /^[\w.:@/-]+$/.test(piece);

/** A run in its line. Columns are UTF-16 code units. */
interface PlacedRun {
  /** The line, or the near part of a long one. */
  readonly line: string;
  readonly start: number;
  readonly end: number;
  readonly language: string;
  /** The region that the tokenizer of its language finds at its place, in the columns of `line`. */
  readonly region: Pick<Region, 'kind' | 'from' | 'to'>;
}

/**
 * Whether a run is an id by itself: all of a string, an item of a list of ids in one, a value of a config file, an
 * argument of a command. A string ends where the tokenizer says, so a quoted id in a sentence does not count.
 */
export function standsAsId(run: PlacedRun): boolean {
  const { line, start, end, language } = run;
  const written = line.slice(start, end);
  const { config, isShell = false } = languageOf(language);
  const isUnquotedConfig = config === 'bare' || config === 'either';
  if (isWord(written) ? !isValueOfModelKey(line, start) : isShort(written) && !followsModelKey(line, start))
    return false;
  if (isDefault(line.slice(Math.max(0, start - 200), start), line.charAt(end))) return true;
  const literal = literalAround(run);
  if (literal) {
    const pieces = literal.text.split(separators).filter(Boolean);
    // `gpt-4-` before a variable, `^gpt-4` and `#gpt-4` are other things.
    const isWhole = pieces.some((piece) => piece.replace(modelOption, '') === written);
    if (isWhole && (pieces.length === 1 || pieces.every(isIdLike)))
      return !otherUse.test(literal.before) && !isLookedFor(literal);
    return isValueInJson(line, start, end);
  }
  const before = line.slice(Math.max(0, start - 200), start);
  const after = line.slice(end, end + 200);
  if (isUnquotedConfig && isValue(before, after)) return true;
  // Only a part of a string of many lines is seen.
  if (run.region.kind === 'string') return isValueInJson(line, start, end);
  if (isShell) return /(?:^|[\s=])$/.test(before) && /^(?:[\s\\;&|)]|$)/.test(after) && !isProseLine(line);
  return false;
}

/**
 * Whether a value is the one that holds where no other is set: `${MODEL:-gpt-4}` of shells and Compose,
 * `${app.model:gpt-4}` of Spring.
 */
const isDefault = (before: string, next: string): boolean => next === '}' && /\$\{[\w.-]+(?:[:-]|:?=)-?$/.test(before);

/** Whether an id is a value in the JSON of a string, as a request sends it: `'{"model": "gpt-4"}'`. */
const isValueInJson = (line: string, start: number, end: number): boolean =>
  jsonBefore.test(line.slice(Math.max(0, start - 200), start)) && /^\\?"/.test(line.slice(end, end + 2));
const jsonBefore = /\\?"\w*(?:model|engine)\\?"\s*:\s*\\?"$/i;

/**
 * An option or key in one string with its model: `--model=gpt-4o`, `MODEL=gpt-4o` and
 * `spring.ai.openai.chat.options.model=gpt-4o`.
 */
const modelOption = /^-{0,2}[\w.-]*(?:model|engine|deployment|llm)\w*=/i;

/**
 * Whether an id is a word: `command`, `ada`, or `command-r`, which may be the keys ⌘R. Like `o1`, it names other things
 * as often, and counts where the line speaks of a model.
 */
const isWord = (id: string): boolean => /^(?:[a-z]+|command-[a-z-]+)$/i.test(id);
const isShort = (id: string): boolean => /^o\d$/i.test(id);
/** Whether an id is one by itself only where `speaksOfModels` holds for its line. */
export const isEveryday = (id: string): boolean => isWord(id) || isShort(id);
export const speaksOfModels = (line: string): boolean =>
  /model|engine|deployment|llm|\s-m[\s=]/i.test(line) || providerCall.test(line);
/** `cohere('command-r-plus')`, `openai.responses('o3')`: the AI SDK names a provider, and nothing but a model of it. */
const call = `\\b(?:${serviceWords.join('|')})(?:\\.(?:chat|responses|completion|\\w*[mM]odel))?\\(\\s*["'\`]`;
const providerCall = new RegExp(call);
const beginsProviderCall = new RegExp(`${call}$`);
/** Whether only other names stand between the key of a model and the column: `model: `, `models = ["ada", `. */
const isValueOfModelKey = (line: string, column: number): boolean =>
  isInProviderCall(line, column) ||
  /(?:(?:model|engine|deployment|llm)[\w-]*["'\]]?\s*[:=]\s*[[(]?\s*(?:["'`]?[\w.:@/-]+["'`]?\s*,\s*)*|\s(?:-m|--\w*model)[\s=])["'`]?$/i.test(
    line.slice(Math.max(0, column - 200), column),
  );
/** Whether the line has said before the column that a model follows: `model: `, `--model=`, `"models": [`. */
export const followsModelKey = (line: string, column: number): boolean =>
  isInProviderCall(line, column) || modelKey.test(line.slice(Math.max(0, column - 200), column));
const isInProviderCall = (line: string, column: number): boolean =>
  beginsProviderCall.test(line.slice(Math.max(0, column - 60), column));
const modelKey = /(?:model|engine|deployment|llm)[\w-]*["'\]]?\s*[:=(][^{}]*$|\s(?:-m|--\w*model)[\s=]["']?$/i;

interface Literal {
  readonly text: string;
  readonly before: string;
  readonly after: string;
}

/** UTF-16 code units of a list in one line: people write no longer ones. */
const maxLiteralLength = 400;

/** A quote, with the letters of Python and the signs of C# that may stand before it. */
const opening = /^[a-z]{0,2}[@$]{0,2}("""|'''|["'`])/i;

/** Finds the string around a run, where all of it is in the given line. */
function literalAround({ line, start, end, language, region }: PlacedRun): Literal | undefined {
  const { from, to } = region.kind === 'string' ? region : quotesAround(line, start, end, language);
  const written = line.slice(Math.max(0, from), to);
  const match = opening.exec(written);
  const quote = match?.[1] ?? '';
  const open = match?.[0].length ?? 0;
  const length = written.length - open - quote.length;
  if (!match || from < 0 || length < end - start || length > 2 * maxLiteralLength || !written.endsWith(quote))
    return undefined;
  const text = written.slice(open, open + length);
  return {
    // A string of script in an attribute of markup.
    text: /^(["'])[^"']*\1$/.test(text) ? text.slice(1, -1) : text,
    before: line.slice(Math.max(0, from - 60), from),
    after: line.slice(to, to + 12),
  };
}

/**
 * Finds the quotes around a run, as the tokenizers of settings know no strings. There, a value in quotes is all that
 * stands behind its `=`.
 */
function quotesAround(line: string, start: number, end: number, language: string): { from: number; to: number } {
  const from = languageOf(language).config === 'bare' ? line.slice(0, start).search(/["'][^"']*$/) : -1;
  const to = from < 0 ? -1 : line.indexOf(line.charAt(from), end) + 1;
  return from >= 0 && to > 0 && /[=:]\s*$/.test(line.slice(0, from)) ? { from, to } : { from: -1, to: -1 };
}

/**
 * Whether a run is a value without quotes: `model: gpt-4o`, `- gpt-4o`, `MODEL=gpt-4o # why`, `[gpt-4o, gpt-4]`,
 * `gpt-4o: 2`.
 */
function isValue(before: string, after: string): boolean {
  const comment = after.search(/\s#/);
  const rest = comment < 0 ? after : after.slice(0, comment);
  const begins = /(?:^\s*|[:=]\s*|^\s*(?:-\s+)+|[[,]\s*)$/.test(before) || listOfIds(before, /^.*[:=]\s*/);
  const ends = /^\s*$|^\s*[\],}]|^\s*:(?:\s|$)/.test(rest) || /^(?:[,;|]\s*[\w.:@/-]+)+\s*$/.test(rest);
  return begins && ends;
}

const listOfIds = (before: string, key: RegExp): boolean =>
  key.test(before) && before.replace(key, '').split(separators).filter(Boolean).every(isIdLike);

/** Whether a line is a comment or an echoed sentence, as far as it shows without reading the whole file. */
const isProseLine = (line: string): boolean => /^\s*(?:#|echo\b|:)/.test(line);
