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
  /** `slip`: the first one, told apart as people mend it. `errors`: all, in words of the library. */
  | { readonly kind: 'noYaml'; readonly slip: PlacedSlip; readonly errors: readonly PlacedError[] }
  | { readonly kind: 'tooLong'; readonly most: number }
  /** Brackets within brackets without end, or too many parts. */
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
  /** All scalars are texts: a term may be called `on`. Keys that stand twice are no error, but for the reader to look for. */
  readonly allTexts?: boolean;
}

/** How often one name may stand for another place. */
export const maxAliases = 20;

/** Beyond these the text was made to be slow: a glossary of 5,000 terms has fewer. */
const maxLines = 50_000;
const maxMarks: readonly (readonly [mark: RegExp, most: number])[] = [
  [/[[{]/g, 20_000],
  [/[*&!?%]/g, 40_000],
  [/[,:-]/g, 100_000],
];

/** A YAML text, what it holds, and where. A text made to be slow takes a few seconds: not on the thread of an editor. */
export class YamlText {
  /** Undefined: it is not read, and `failure` says why. */
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

  /** The place of offsets. */
  place(from: number, to: number): YamlPlace {
    const [start, end] = [this.lines.linePos(from), this.lines.linePos(to)];
    const at = (lineOrColumn: number): number => Math.max(0, lineOrColumn - 1);
    return { line: at(start.line), column: at(start.col), endLine: at(end.line), endColumn: at(end.col) };
  }
}

/** The library's own check for keys that stand twice compares each with each. */
const quiet = { uniqueKeys: false, prettyErrors: false, logLevel: 'error' } as const;

function failureOf(text: string, document: Document): YamlFailure | undefined {
  if (document.errors.some(({ code }) => code === 'RESOURCE_EXHAUSTION')) return { kind: 'unreadable' };
  const slip = firstSlip(text, document);
  const errors = document.errors.map(({ message, pos: [from, to] }) => ({ why: message, from, to }));
  return slip && { kind: 'noYaml', slip, errors };
}

/**
 * A document that keeps what its nodes were written as, so that something can be put into the text. Undefined: it is no YAML, or
 * none that can be written out.
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
 * Whether the library can make values or a text of it: it writes out a key that is no scalar again for each key in it, for ever,
 * throws at a name that nothing before it has, and at what is put into a set.
 * @param anchors those before the node.
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
  // Known once it has ended: a name within what it stands for would have no end.
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

/** The first key that stands twice in a map. */
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

/** A key without a value is one that somebody is about to write. */
export const isEmpty = (node: unknown): boolean =>
  node === null || node === undefined || (isScalar(node) && (node.value === '' || node.value === null));

/** Where a node stands. Offsets in UTF-16 code units; undefined: it stands nowhere. */
export function rangeOf(node: unknown): readonly [from: number, to: number] | undefined {
  if (typeof node !== 'object' || node === null || !('range' in node) || !Array.isArray(node.range)) return undefined;
  const [from = 0, to = from] = node.range as readonly number[];
  return [from, to];
}

/** Whether a text was made to be slow to read: of so many lines and marks that nobody writes. */
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
