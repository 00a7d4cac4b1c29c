// Whether a run of characters stands where code or config names a model, decided from its line alone.

import { serviceWords } from '../../catalog/names/services';
import { languageOf } from '../../text/languages';

/** Text before a string that is no model: a class, an address, a path of a module. */
const otherUse =
  /(?:\b(?:class|className|classList\.\w+|href|src|alt|title|import|from|require|describe|it|test|getElementById|querySelector)\s*[=:(]?\s*|<\w[^<>]*\sid=\{?)$/;

/** `model.startsWith("gpt-4")`, `strings.HasPrefix(model, "gpt-4")`: a part of many ids is looked for, and none is called. */
const partOfId =
  /(?:starts_?with|ends_?with|has_?(?:prefix|suffix)|remove_?(?:prefix|suffix)|index_?of|includes|\w*contains)\(+\s*(?:[\w.$]+\s*,\s*)?(?:["'`][\w.:@/-]*["'`]\s*,\s*)*$/i;

/** Also `"gpt-4" in model`. */
const isLookedFor = ({ before, after }: Literal): boolean => partOfId.test(before) || /^\s+(?:not\s+)?in\s/.test(after);

/** A list of ids, with nothing else in it. */
const separators = /[\s,;|]+/;

/** Words of people have no digit or hyphen. */
const isIdLike = (piece: string): boolean => /[\d-]/.test(piece) && /^[\w.:@/-]+$/.test(piece);

/**
 * Whether the run from `start` to `end` is an id by itself: all of a string, an item of a list of ids in one, a value of a
 * config file, an argument of a command. `line` is its line, the columns are UTF-16 code units.
 */
export function standsAsId(line: string, start: number, end: number, language: string): boolean {
  const written = line.slice(start, end);
  const { config, isShell = false } = languageOf(language);
  const isUnquotedConfig = config === 'bare' || config === 'either';
  if (isWord(written) ? !isValueOfModelKey(line, start) : isShort(written) && !followsModelKey(line, start))
    return false;
  if (isDefault(line.slice(Math.max(0, start - 200), start), line.charAt(end))) return true;
  const literal = literalAround(line, start, end);
  if (literal) {
    const pieces = literal.text.split(separators).filter(Boolean);
    // `gpt-4-` before a variable, `^gpt-4` and `#gpt-4` are other things.
    const isWhole = pieces.some((piece) => piece.replace(modelOption, '') === written);
    if (isWhole && (pieces.length === 1 || pieces.every(isIdLike)))
      return !otherUse.test(literal.before) && !isLookedFor(literal);
    // The first quote may end the string before the run.
    if (!isUnquotedConfig || line.slice(0, start).split(literal.quote).length % 2 === 0) return false;
  }
  const before = line.slice(Math.max(0, start - 200), start);
  const after = line.slice(end, end + 200);
  if (isUnquotedConfig) return isValue(before, after);
  if (isShell) return /(?:^|[\s=])$/.test(before) && /^(?:[\s\\;&|)]|$)/.test(after) && !isProseLine(line);
  return false;
}

/** `${MODEL:-gpt-4}` of shells and Compose, `${app.model:gpt-4}` of Spring: what is taken where nothing else is said. */
const isDefault = (before: string, next: string): boolean => next === '}' && /\$\{[\w.-]+(?:[:-]|:?=)-?$/.test(before);

/** `--model=gpt-4o` and `MODEL=gpt-4o` in one string. */
const modelOption = /^-{0,2}\w*(?:model|engine|deployment|llm)\w*=/i;

/** `command`, `ada`, `o1`, and ⌘R: names of other things as often. They count where the line speaks of a model. */
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
/** Nothing stands between the key and the column but more names: `model: `, `models = ["ada", `. */
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
  readonly quote: string;
  readonly text: string;
  readonly before: string;
  readonly after: string;
}

/** Nobody writes a longer list in one line. */
const maxLiteralLength = 400;

/** The string around a run: from a quote to the next one of its kind, in one line. */
function literalAround(line: string, start: number, end: number): Literal | undefined {
  let open = start - 1;
  while (open >= 0 && start - open < maxLiteralLength && !isQuote(line.charAt(open))) open--;
  const quote = line.charAt(open);
  if (open < 0 || !isQuote(quote)) return undefined;
  const close = line.indexOf(quote, end);
  if (close < 0 || close - end > maxLiteralLength) return undefined;
  // A string in a string ends with an escaped quote.
  return {
    quote,
    text: line.slice(open + 1, close).replace(/\\$/, ''),
    before: line.slice(Math.max(0, open - 60), open),
    after: line.slice(close + 1, close + 12),
  };
}

export const isQuote = (character: string): boolean => character === '"' || character === "'" || character === '`';

/** `model: gpt-4o`, `- gpt-4o`, `MODEL=gpt-4o # why`, `[gpt-4o, gpt-4]`, `gpt-4o: 2`. */
function isValue(before: string, after: string): boolean {
  const comment = after.search(/\s#/);
  const rest = comment < 0 ? after : after.slice(0, comment);
  const begins = /(?:^\s*|[:=]\s*|^\s*(?:-\s+)+|[[,]\s*)$/.test(before) || listOfIds(before, /^.*[:=]\s*/);
  const ends = /^\s*$|^\s*[\],}]|^\s*:(?:\s|$)/.test(rest) || /^(?:[,;|]\s*[\w.:@/-]+)+\s*$/.test(rest);
  return begins && ends;
}

const listOfIds = (before: string, key: RegExp): boolean =>
  key.test(before) && before.replace(key, '').split(separators).filter(Boolean).every(isIdLike);

/** A comment or an echoed sentence, as far as one can tell without reading the whole file. */
const isProseLine = (line: string): boolean => /^\s*(?:#|echo\b|:)/.test(line);
