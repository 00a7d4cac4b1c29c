import { isMap, isSeq, stringify } from 'yaml';
import type { Document, YAMLSeq } from 'yaml';
import { isEmpty, parseToEdit, rangeOf, withLineEnd } from '../../text/yaml';
import { formKey } from '../find/splitWords';
import { limits } from './glossaryFile';
import type { GlossaryFault, ParsedGlossary } from './glossaryFile';
import { parseGlossary } from './parseGlossary';

/** A glossary with one more entry, or the reason why there is none. Lines are from 0. */
export type AddedTerm =
  /** `offset`: where the definition is to be written. UTF-16 code units. */
  | { readonly kind: 'added'; readonly text: string; readonly offset: number }
  /** The entry in `line` already has the term. */
  | { readonly kind: 'explained'; readonly line: number }
  /** The text cannot be a term, or there are too many terms. */
  | { readonly kind: 'refused'; readonly fault: GlossaryFault }
  /** The text is no glossary that terms can be added to. `line`: the first problem. */
  | { readonly kind: 'notUnderstood'; readonly line: number };

/**
 * Adds an entry for a term to the text of a glossary, and leaves its definition to be written. The rest of the text stays as
 * it is, comments too.
 */
export function withTerm(text: string, term: string): AddedTerm {
  const before = parseGlossary(text);
  const known = lineOf(before, term);
  if (known !== undefined) return { kind: 'explained', line: known };
  const fault = faultOf(term);
  if (fault) return { kind: 'refused', fault };
  const notUnderstood = { kind: 'notUnderstood', line: before.problems[0]?.line ?? 0 } as const;
  const document = parseToEdit(text);
  if (!document || before.isBroken || (document.contents !== null && !isMap(document.contents))) return notUnderstood;
  const place = placeOf(document);
  if (!place) return notUnderstood;
  const nameKey = place[0] === 'contexts' ? 'name' : 'term';
  // Inserting into the text keeps everything else. Where its form is a rare one, the library writes the text anew.
  for (const made of [inserted(text, document, place, nameKey, term), rewritten(text, place, nameKey, term)]) {
    if (made === undefined) continue;
    const written = withLineEndsOf(text, made);
    const after = parseGlossary(written);
    const line = lineOf(after, term);
    if (after.isBroken || line === undefined || termCount(after) !== termCount(before) + 1) continue;
    return { kind: 'added', text: written, offset: definitionAt(written, line) };
  }
  const isFull = termCount(before) >= limits.terms;
  return isFull ? { kind: 'refused', fault: { kind: 'manyTerms', most: limits.terms } } : notUnderstood;
}

/** Returns why a text cannot be a term in any glossary. */
function faultOf(term: string): GlossaryFault | undefined {
  const key = formKey(term);
  if (key === '') return { kind: 'noWord' };
  return key.split(' ').length > limits.words ? { kind: 'manyWords', most: limits.words } : undefined;
}

/** Keys and indexes, from the top of the file. */
type YamlPath = readonly (string | number)[];

/**
 * Returns the place of the list of terms; in a glossary of Contextive, that of the last context. `undefined`: the last
 * context is no map.
 */
function placeOf(document: Document): YamlPath | undefined {
  const contexts = document.get('contexts');
  if (document.has('terms') || !isSeq(contexts) || contexts.items.length === 0) return ['terms'];
  if (!isMap(contexts.items.at(-1))) return undefined;
  return ['contexts', contexts.items.length - 1, 'terms'];
}

/** Inserts the entry after the last one, with the same indentation. */
function inserted(
  text: string,
  document: Document,
  place: YamlPath,
  nameKey: string,
  term: string,
): string | undefined {
  const terms = document.getIn(place, true);
  if (!isSeq(terms)) {
    const isLast = place.length === 1 && isAtEnd(document);
    if (!isLast) return undefined;
    const head = document.has('terms') ? '' : 'terms:\n';
    return `${withLineEnd(text)}${head}${entry('  ', nameKey, term)}`;
  }
  const source = terms.srcToken;
  const end = endOf(text, terms);
  if (source?.type !== 'block-seq' || end === undefined) return undefined;
  return `${withLineEnd(text.slice(0, end))}${entry(' '.repeat(source.indent), nameKey, term)}${text.slice(end)}`;
}

/** Whether `terms:` has no value yet, and nothing stands below it. */
function isAtEnd(document: Document): boolean {
  const { contents } = document;
  if (contents === null) return true;
  if (!isMap(contents)) return false;
  const last = contents.items.at(-1);
  return !document.has('terms') || String(last?.key) === 'terms';
}

const entry = (indent: string, nameKey: string, term: string): string =>
  `${indent}- ${nameKey}: ${nameText(term)}\n${indent}  definition: >-\n${indent}    \n`;

const nameText = (term: string): string => stringify(term, { lineWidth: 0 }).trimEnd();

/** The start of the line behind the last entry and the comment beside it. */
function endOf(text: string, terms: YAMLSeq): number | undefined {
  const [, end] = rangeOf(terms.items.at(-1)) ?? [];
  if (end === undefined) return undefined;
  // A text of several lines ends where the next line begins.
  if (text[end - 1] === '\n') return end;
  const lineEnd = text.indexOf('\n', end);
  return lineEnd < 0 ? text.length : lineEnd + 1;
}

function rewritten(text: string, place: YamlPath, nameKey: string, term: string): string | undefined {
  const document = parseToEdit(text);
  if (!document) return undefined;
  const node = document.createNode({ [nameKey]: term, definition: '' });
  const terms = document.getIn(place, true);
  if (isSeq(terms)) document.addIn(place, node);
  else if (isEmpty(terms)) document.setIn(place, document.createNode([{ [nameKey]: term, definition: '' }]));
  // Otherwise the value that stands there would be lost.
  else return undefined;
  return document.toString({ lineWidth: 0 });
}

/**
 * Ends all lines alike, as an editor does. With mixed line ends, the place of the definition would be another one
 * there.
 */
const withLineEndsOf = (text: string, made: string): string =>
  text.includes('\r\n') ? made.replace(/(?<!\r)\n/g, '\r\n') : made;

const termCount = ({ contexts }: ParsedGlossary): number => contexts.reduce((sum, { terms }) => sum + terms.length, 0);

function lineOf({ contexts }: ParsedGlossary, term: string): number | undefined {
  const key = formKey(term);
  for (const { terms } of contexts) {
    const found = terms.find(({ forms }) => forms.some((form) => form.key === key));
    if (found) return found.line;
  }
  return undefined;
}

/** Returns the offset behind the indentation of the line below `definition: >-`, or between the quotes. */
function definitionAt(text: string, line: number): number {
  let start = 0;
  for (let at = 0; at < line; at++) start = text.indexOf('\n', start) + 1;
  const rest = text.slice(start);
  const found = /definition: *(?:>-\r?\n[ ]*|["'])/.exec(rest);
  return start + (found ? found.index + found[0].length : rest.length);
}
