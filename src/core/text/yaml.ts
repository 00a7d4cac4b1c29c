import {
  LineCounter,
  YAMLParseError,
  isAlias,
  isCollection,
  isMap,
  isPair,
  isScalar,
  isSeq,
  parseDocument,
} from 'yaml';
import type { Document } from 'yaml';
import { firstSlip } from './yamlSlip';
import type { PlacedSlip } from './yamlSlip';

/** Lines and columns from 0, columns in UTF-16 code units. */
export interface YamlPlace {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** Why a text is not read. */
type YamlFailure =
  /** `slip`: the first error, classified by how to correct it. `errors`: all errors, in the words of the library. */
  | { readonly kind: 'noYaml'; readonly slip: PlacedSlip; readonly errors: readonly PlacedError[] }
  | { readonly kind: 'tooLong'; readonly most: number }
  /** Endlessly nested brackets, or too many parts. */
  | { readonly kind: 'unreadable' };

/** Offsets in UTF-16 code units. */
interface PlacedError {
  readonly why: string;
  readonly from: number;
  readonly to: number;
}

interface ReadOptions {
  /** UTF-16 code units. */
  readonly maxLength: number;
  /** Whether all scalars are texts, as a term may be called `on`. Repeated keys are then left to the reader to find. */
  readonly allTexts?: boolean;
}

/** Maximum number of uses of one alias for another node. */
export const maxAliases = 20;

/** Maximum number of lines of a text. A longer one was made to be slow: a glossary of 5,000 terms has fewer. */
const maxLines = 50_000;
const maxMarks: readonly (readonly [mark: RegExp, most: number])[] = [
  [/[[{]/g, 20_000],
  [/[*&!?%]/g, 40_000],
  [/[,:-]/g, 100_000],
];

/**
 * A YAML text with its content and places. A text made to be slow takes a few seconds, so use it outside the thread of
 * an editor.
 */
export class YamlText {
  /** The parsed text. Undefined: it was not read, and `failure` says why. */
  readonly document: Document | undefined;
  readonly failure: YamlFailure | undefined;
  private readonly lines = new LineCounter();

  constructor(text: string, { maxLength, allTexts = false }: ReadOptions) {
    if (text.length > maxLength) this.failure = { kind: 'tooLong', most: maxLength };
    else if (isTangled(text)) this.failure = { kind: 'unreadable' };
    else {
      const how = allTexts ? ({ schema: 'failsafe' } as const) : {};
      try {
        const document = parseDocument(text, { ...how, ...quiet, lineCounter: this.lines });
        const [repeated] = allTexts || document.errors.length > 0 ? [] : [repeatedKey(document.contents)];
        if (repeated)
          document.errors.push(new YAMLParseError(repeated.pos, 'DUPLICATE_KEY', 'Map keys must be unique'));
        this.failure = failureOf(text, document);
        this.document = this.failure ? undefined : document;
      } catch {
        this.failure = { kind: 'unreadable' };
      }
    }
  }

  /** Returns the place of two offsets. */
  place(from: number, to: number): YamlPlace {
    const [start, end] = [this.lines.linePos(from), this.lines.linePos(to)];
    const at = (lineOrColumn: number): number => Math.max(0, lineOrColumn - 1);
    return { line: at(start.line), column: at(start.col), endLine: at(end.line), endColumn: at(end.col) };
  }
}

/** The library's own check for repeated keys compares each key with each other. */
const quiet = { uniqueKeys: false, prettyErrors: false, logLevel: 'error' } as const;

function failureOf(text: string, document: Document): YamlFailure | undefined {
  if (document.errors.some(({ code }) => code === 'RESOURCE_EXHAUSTION')) return { kind: 'unreadable' };
  const slip = firstSlip(text, document);
  const errors = document.errors.map(({ message, pos: [from, to] }) => ({ why: message, from, to }));
  return slip && { kind: 'noYaml', slip, errors };
}

/**
 * Returns a document that keeps the source of its nodes, so that something can be put into the text. Undefined: it is
 * no YAML, or cannot be written out.
 */
export function parseToEdit(text: string): Document | undefined {
  try {
    const document = parseDocument(text, { ...quiet, uniqueKeys: true, keepSourceTokens: true });
    return document.errors.length === 0 && isPlain(document.contents) ? document : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Whether the library can make values or a text of a node. It writes out a key that is no scalar again for each key in
 * it, for ever, and throws at an alias that no earlier anchor defines, and at an addition to a set.
 * @param anchors the anchors before the node.
 */
export function isPlain(node: unknown, anchors = new Set<string>()): boolean {
  if (isAlias(node)) return anchors.has(node.source);
  if (isCollection(node) && /:(?:set|omap|pairs)$/.test(node.tag ?? '')) return false;
  if (isMap(node)) {
    for (const { key, value } of node.items) {
      if ((key !== null && !isScalar(key)) || !isPlain(key, anchors) || !isPlain(value, anchors)) return false;
    }
  } else if (isSeq(node)) {
    for (const item of node.items) if (!isPlain(item, anchors)) return false;
  }
  // An anchor is known once its node has ended: an alias inside that node would have no end.
  if (typeof node === 'object' && node !== null && 'anchor' in node && typeof node.anchor === 'string') {
    anchors.add(node.anchor);
  }
  return true;
}

interface RepeatedKey {
  readonly message: string;
  /** Offsets in UTF-16 code units. */
  readonly pos: [from: number, to: number];
}

/** Returns the first key that is repeated in a map. */
export function repeatedKey(node: unknown): RepeatedKey | undefined {
  const names = new Set<unknown>();
  for (const item of isMap(node) || isSeq(node) ? node.items : []) {
    const [key, value] = isPair(item) ? [item.key, item.value] : [undefined, item];
    if (isScalar(key) && key.value !== '<<') {
      const [start, end] = key.range ?? [0, 0];
      if (names.has(key.value)) return { message: `the key ${String(key.value)} stands twice`, pos: [start, end] };
      names.add(key.value);
    }
    const inside = repeatedKey(value);
    if (inside) return inside;
  }
  return undefined;
}

export const withLineEnd = (text: string): string => (text === '' || text.endsWith('\n') ? text : `${text}\n`);

/** Whether a node has no value yet. The user may be about to write it. */
export const isEmpty = (node: unknown): boolean =>
  node === null || node === undefined || (isScalar(node) && (node.value === '' || node.value === null));

/** Returns where a node stands. Offsets in UTF-16 code units; undefined: it stands nowhere. */
export function rangeOf(node: unknown): readonly [from: number, to: number] | undefined {
  if (typeof node !== 'object' || node === null || !('range' in node) || !Array.isArray(node.range)) return undefined;
  const [from = 0, to = from] = node.range as readonly number[];
  return [from, to];
}

/** Whether a text was made to be slow to read. No user writes so many lines and marks. */
export function isTangled(text: string): boolean {
  let lines = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) if (++lines > maxLines) return true;
  return maxMarks.some(([mark, most]) => {
    const found = text.matchAll(mark);
    let count = 0;
    while (found.next().done !== true) if (++count > most) return true;
    return false;
  });
}
