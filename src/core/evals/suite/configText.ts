import { isCollection, isNode, isPair, parseDocument } from 'yaml';
import type { Document } from 'yaml';
import { isRecord, parseJson, withoutFields } from '../../base/json';
import { isPlain, repeatedKey } from '../../text/yaml';
import { firstSlip } from '../../text/yamlSlip';
import type { YamlSlip } from '../../text/yamlSlip';
import type { Span } from '../../text/span';

/** A config or a file of tests: its values, and where they are. */
export interface ConfigText {
  /** Relative to the root, with slashes. */
  readonly file: string;
  readonly value: unknown;
  /** Returns where a value is, or the value around it; `undefined` where the file does not say. */
  spanOf(path: ConfigPath): Span | undefined;
}

export type ConfigPath = readonly (string | number)[];

/** Why a text is not read. */
export interface ConfigTextFault {
  readonly why: 'noYaml' | 'tooLong' | 'tooLarge';
  /** The reason, in words of the library. */
  readonly detail: string;
  /** The reason as a kind of mistake, by how people mend it. */
  readonly slip?: YamlSlip;
  readonly span?: Span;
}

/**
 * Maximum length, in UTF-16 code units, of a config. So many rows belong in CSV or JSONL, which are read a hundred
 * times as fast.
 */
export const maxConfigLength = 4_000_000;

/** Limits on a text once its aliases and `$ref`s are written out: values, how deep they are nested, `$ref`s in a row. */
const maxValues = 1_000_000;
const maxDepth = 100;
const maxReferences = 20;

/** Reads a text of YAML or JSON as promptfoo does: merge keys count, and `$ref` stands for another place of the text. */
export function readConfigText(file: string, text: string): ConfigText | ConfigTextFault {
  if (text.length > maxConfigLength) return { why: 'tooLong', detail: '' };
  const json: unknown = file.endsWith('.json') ? parseJson(text) : undefined;
  try {
    if (isTangled(text)) return { why: 'tooLarge', detail: '' };
    const document = json === undefined ? parseDocument(asYaml12(text), yamlOptions) : undefined;
    const placed = document && firstSlip(text, document);
    if (placed) {
      const { slip, from, to } = placed;
      return { why: 'noYaml', detail: '', slip, span: within(text, [from, Math.max(from, to)]) };
    }
    const error = repeatedKey(document?.contents);
    if (error) return { why: 'noYaml', detail: error.message, span: within(text, error.pos) };
    if (document && !isPlain(document.contents))
      return { why: 'noYaml', detail: 'a key, an alias or a set without a value' };
    const raw: unknown = document ? document.toJS({ maxAliasCount: maxValues }) : json;
    const value = new Copying(raw).copy();
    return { file, value, spanOf: (path) => document && spanIn(document, path) };
  } catch (error) {
    if (error instanceof TooLargeError) return { why: 'tooLarge', detail: error.message };
    // Such a text may have brackets within brackets without end.
    return { why: 'noYaml', detail: error instanceof Error ? error.message : String(error) };
  }
}

export const isFault = (read: ConfigText | ConfigTextFault): read is ConfigTextFault => 'why' in read;

/** Options of the parser. Its own check for repeated keys is off, as it compares each key with all others. */
export const yamlOptions = { merge: true, uniqueKeys: false, prettyErrors: false, logLevel: 'error' } as const;

/** Replaces `%YAML 1.1`, which promptfoo's reader ignores, and by which `yes`, `012` and dates would be other values. */
const asYaml12 = (text: string): string =>
  text.replace(/^%YAML[ \t]+1\.1(?=\s)/gm, (line) => line.replace('1.1', '1.2'));

/** Maximum number of brackets that are open at once. With very many, the parser takes long until it gives up. */
const maxOpen = 2_000;

export function isTangled(text: string): boolean {
  let open = 0;
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    if (bracket === ']' || bracket === '}') open = Math.max(0, open - 1);
    else if (++open > maxOpen) return true;
  }
  return false;
}

/** Keeps a range inside of a text, as the parser has the end of a text one behind it. */
const within = ({ length }: string, [start, end]: readonly [number, number]): Span => ({
  start: Math.min(start, length),
  end: Math.min(end, length),
});

class TooLargeError extends Error {
  override readonly name = 'TooLargeError';
}

/** Writes out aliases and references. A text that grows by them without end is not read. */
class Copying {
  private values = 0;

  constructor(private readonly root: unknown) {}

  copy(value: unknown = this.root, depth = 0, references = 0): unknown {
    if (++this.values > maxValues || depth > maxDepth) throw new TooLargeError('values');
    if (Array.isArray(value)) return value.map((item) => this.copy(item, depth + 1, references));
    if (!isRecord(value)) return value;
    const target = this.target(value);
    if (target !== undefined) {
      if (references >= maxReferences) throw new TooLargeError('$ref');
      const more = withoutFields(value, '$ref');
      const copied = this.copy(target, depth + 1, references + 1);
      if (!isRecord(copied) || Object.keys(more).length === 0) return copied;
      return { ...copied, ...(this.copy(more, depth + 1, references) as object) };
    }
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) => [key, this.copy(each, depth + 1, references)]),
    );
  }

  /**
   * Finds the value that a `$ref` points to in the same text. `undefined`: it points to another file, or to a place of a
   * JSON Schema, and stays as it is.
   */
  private target({ $ref }: Readonly<Record<string, unknown>>): unknown {
    if (typeof $ref !== 'string' || !$ref.startsWith('#/')) return undefined;
    let at: unknown = this.root;
    for (const part of $ref.slice(2).split('/')) {
      const key = decoded(part).replaceAll('~1', '/').replaceAll('~0', '~');
      const isThere = (isRecord(at) || Array.isArray(at)) && Object.hasOwn(at, key);
      at = isThere ? (at as Readonly<Record<string, unknown>>)[key] : undefined;
    }
    return at;
  }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Returns the place of a value with its key, or of the value around it where it comes by an alias. */
function spanIn(document: Document, path: ConfigPath): Span | undefined {
  for (let length = path.length; length > 0; length--) {
    const parent = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
    const key = path[length - 1];
    if (!isCollection(parent)) continue;
    const item: unknown = typeof key === 'number' ? parent.items[key] : undefined;
    const pair = typeof key === 'string' ? parent.items.find((each) => isPair(each) && keyOf(each.key) === key) : item;
    const [start, end] = isPair(pair)
      ? [rangeOf(pair.key)?.[0], rangeOf(pair.value)?.[1] ?? rangeOf(pair.key)?.[1]]
      : [rangeOf(pair)?.[0], rangeOf(pair)?.[1]];
    if (start !== undefined && end !== undefined) return { start, end };
  }
  return undefined;
}

const rangeOf = (node: unknown) => (isNode(node) ? (node.range ?? undefined) : undefined);

const keyOf = (key: unknown): unknown => (isNode(key) && 'value' in key ? key.value : key);
