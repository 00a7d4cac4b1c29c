import { LineCounter, isAlias, isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { Document, YAMLMap } from 'yaml';
import { faultSeverity } from './glossaryFaults';
import { limits } from './glossaryFile';
import type { GlossaryFault, GlossaryProblem, Place } from './glossaryFile';
import { firstSlip } from './yamlSlip';

/** Nobody mends more at once. */
const mostProblems = 100;
/** How often one name may stand for another place. */
const mostAliases = 20;

/** Beyond these the text was made to be slow: 5,000 terms have fewer. */
const mostLines = 50_000;
const mostMarks: readonly (readonly [mark: RegExp, most: number])[] = [
  [/[[{]/g, 20_000],
  [/[*&!?%]/g, 40_000],
  [/[,:-]/g, 100_000],
];

/** A key with its value. */
export interface Entry {
  readonly key: unknown;
  readonly value: unknown;
}

/** Reads nodes of a YAML text, and notes what is wrong with them. Each node is read once: no name multiplies what it stands for. */
export class YamlReader {
  private readonly lines = new LineCounter();
  private readonly noted: GlossaryProblem[] = [];
  private document: Document | undefined;
  private aliases = 0;

  /** The problems in the order of the file. */
  problems(): GlossaryProblem[] {
    const sorted = this.noted.toSorted((a, b) => a.line - b.line || a.column - b.column);
    return sorted.slice(0, mostProblems);
  }

  /** What a text holds; undefined: it is no YAML, of which a problem tells. A text made to be slow takes a few seconds. */
  parse(text: string): Document | undefined {
    if (text.length > limits.file) return this.fail({ kind: 'tooLong', most: limits.file });
    if (isTangled(text)) return this.fail({ kind: 'unreadable' });
    try {
      // All scalars are texts: a term may be called `on`. Keys that stand twice are looked for where it costs less.
      const options = { schema: 'failsafe', uniqueKeys: false, prettyErrors: false, logLevel: 'error' } as const;
      const document = parseDocument(text, { ...options, lineCounter: this.lines });
      const slip = firstSlip(text, document);
      if (slip) {
        this.noteAt({ kind: 'noYaml', slip: slip.slip }, slip.from, slip.to);
        return undefined;
      }
      this.document = document;
      return document;
    } catch {
      // Brackets within brackets without end.
      return this.fail({ kind: 'unreadable' });
    }
  }

  note(fault: GlossaryFault, node: unknown): void {
    this.noteAt(fault, ...rangeOf(node));
  }

  place(node: unknown): Place {
    return this.placeOf(...rangeOf(node));
  }

  /** The values of a map by their keys, of which only some exist. Undefined: it is none. */
  map(node: unknown, keys: readonly string[], parent: unknown = node): ReadonlyMap<string, Entry> | undefined {
    const found = this.resolve(node);
    if (!isMap(found)) {
      this.note({ kind: 'keys', keys }, rangeOf(node)[1] === 0 ? parent : node);
      return undefined;
    }
    const entries = this.entries(found);
    for (const [name, { key }] of entries) {
      if (!keys.includes(name)) this.note({ kind: 'unknownKey', key: name, keys }, key);
    }
    return entries;
  }

  private entries(map: YAMLMap): Map<string, Entry> {
    const entries = new Map<string, Entry>();
    for (const { key, value } of map.items) {
      const name = this.scalar(key);
      if (name === undefined) this.note({ kind: 'text' }, key ?? value);
      else if (entries.has(name)) this.note({ kind: 'twice', key: name }, key);
      else entries.set(name, { key, value });
    }
    return entries;
  }

  /** The pairs of a map of texts. */
  pairs(entry: Entry | undefined): [string, string][] {
    const found = entry && this.resolve(entry.value);
    if (!entry || isEmpty(found)) return [];
    if (!isMap(found)) {
      this.note({ kind: 'keys', keys: ['...'] }, entry.value);
      return [];
    }
    const pairs = [...this.entries(found)].slice(0, limits.list);
    return pairs.flatMap(([key, value]) => {
      const text = this.text(value, limits.text);
      return text === undefined ? [] : [[key.slice(0, limits.name), text]];
    });
  }

  /** The items of a list, without empty ones. */
  list(entry: Entry | undefined, most: number, fault: 'manyItems' | 'manyTerms' = 'manyItems'): readonly unknown[] {
    const found = entry && this.resolve(entry.value);
    if (!entry || isEmpty(found)) return [];
    if (!isSeq(found)) {
      this.note({ kind: 'list' }, entry.value);
      return [];
    }
    const items = found.items.filter((item) => !isEmpty(item));
    if (items.length > most) this.note({ kind: fault, most }, items[most]);
    return items.slice(0, most);
  }

  /** The text of a value, cut where it is too long. Undefined: it is none, or empty. */
  text(entry: Entry | undefined, most: number): string | undefined {
    if (!entry || isEmpty(entry.value)) return undefined;
    const text = this.scalar(entry.value)?.trim();
    if (text === undefined) this.note({ kind: 'text' }, entry.value);
    if (text === undefined || text.length <= most) return text === '' ? undefined : text;
    this.note({ kind: 'longText', most }, entry.value);
    return `${text.slice(0, most)}…`;
  }

  private scalar(node: unknown): string | undefined {
    const found = this.resolve(node);
    return isScalar(found) && typeof found.value === 'string' ? found.value : undefined;
  }

  private resolve(node: unknown): unknown {
    if (!isAlias(node)) return node;
    if (++this.aliases <= mostAliases) return this.document && node.resolve(this.document);
    if (this.aliases === mostAliases + 1) this.note({ kind: 'aliases' }, node);
    return undefined;
  }

  private fail(fault: GlossaryFault): undefined {
    this.noteAt(fault, 0, 0);
  }

  private noteAt(fault: GlossaryFault, from: number, to: number): void {
    this.noted.push({ fault, severity: faultSeverity(fault), ...this.placeOf(from, to) });
  }

  private placeOf(from: number, to: number): Place {
    const [start, end] = [this.lines.linePos(from), this.lines.linePos(to)];
    const at = (lineOrColumn: number): number => Math.max(0, lineOrColumn - 1);
    return { line: at(start.line), column: at(start.col), endLine: at(end.line), endColumn: at(end.col) };
  }
}

/** A key without a value is one that somebody is about to write. */
export const isEmpty = (node: unknown): boolean =>
  node === null || node === undefined || (isScalar(node) && (node.value === '' || node.value === null));

function isTangled(text: string): boolean {
  let lines = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) if (++lines > mostLines) return true;
  return mostMarks.some(([mark, most]) => {
    const found = text.matchAll(mark);
    let count = 0;
    while (found.next().done !== true) if (++count > most) return true;
    return false;
  });
}

/** Offsets in UTF-16 code units. */
function rangeOf(node: unknown): [from: number, to: number] {
  const isNode = typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range);
  const [from = 0, to = from] = isNode ? (node.range as readonly number[]) : [];
  return [from, to];
}
