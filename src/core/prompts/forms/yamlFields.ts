import { isMap, isScalar, isSeq } from 'yaml';
import type { Document } from 'yaml';
import { isRecord } from '../../base/json';
import type { Saying } from '../../base/say';
import type { Span } from '../../text/span';
import { YamlText, isPlain, maxAliases, rangeOf } from '../../text/yaml';
import { slipText } from '../../text/yamlSlipText';
import type { JsonObject, PromptProblem } from '../prompt';
import type { ChatNode } from './chatTemplates';

/** Fields of a file, and where each of them stands. Offsets are UTF-16 code units of the file. */
export interface Fields {
  /** Undefined: there are none, or they cannot be read. */
  readonly raw: JsonObject | undefined;
  /** By their JSON Pointer in `raw`. */
  readonly values: ReadonlyMap<string, Span>;
  readonly keys: ReadonlyMap<string, Span>;
  readonly problems: readonly PromptProblem[];
}

/** More than any prompt has. UTF-16 code units. */
const maxLength = 1_000_000;

/** Reads a stretch of a file that is fields in YAML. */
export function readYamlFields(text: string, span: Span): Fields {
  const read = readYaml(text, span);
  if ('problem' in read) return { ...noFields, problems: [read.problem] };
  const { value, contents } = read;
  if (value === null) return noFields;
  if (isRecord(value)) return { raw: value, ...placesOf(contents, span.start), problems: [] };
  const problem = invalid(span, (say) => say('Fields with a name, a colon and a value are expected here.'));
  return { ...noFields, problems: [problem] };
}

export const noFields: Fields = { raw: undefined, values: new Map(), keys: new Map(), problems: [] };

/** Where the parts of what a node of YAML holds are. */
export function placesOf(node: unknown, from: number): Pick<Fields, 'values' | 'keys'> {
  const places = { values: new Map<string, Span>(), keys: new Map<string, Span>(), from };
  place(node, '', places);
  return { values: places.values, keys: places.keys };
}

/** Reads a stretch of a file that is a list in YAML. */
export function readYamlList(
  text: string,
  span: Span,
): { readonly list?: ChatNode; readonly problems: readonly PromptProblem[] } {
  const read = readYaml(text, span);
  return 'problem' in read ? { problems: [read.problem] } : { list: chatNode(read.contents, span), problems: [] };
}

/** A node of YAML for who looks at it as at one of JSON. */
export function chatNode(node: unknown, within: Span): ChatNode {
  const span = spanOf(node, within.start) ?? within;
  if (isSeq(node)) return { span, items: () => node.items.map((item) => chatNode(item, within)) };
  if (!isMap(node)) return { span, value: isScalar(node) ? node.value : null };
  return {
    span,
    field: (name) => {
      const found = node.get(name, true);
      return found === undefined ? undefined : chatNode(found, within);
    },
  };
}

const invalid = (span: Span, message: Saying): PromptProblem => ({
  ...({ span, severity: 'error', rule: 'invalid-yaml' } as const),
  message,
});

/** What a stretch of YAML holds, as values and as the library has it. */
export function readYaml(
  text: string,
  span: Span,
): { readonly value: unknown; readonly contents: unknown } | { readonly problem: PromptProblem } {
  const { document, failure } = new YamlText(text.slice(span.start, span.end), { maxLength });
  const fail = (message: Saying, at: Span = span): { readonly problem: PromptProblem } => ({
    problem: invalid(at, message),
  });
  if (failure?.kind === 'tooLong') {
    return fail((say) => say('This is longer than {0} characters, and not read.', failure.most));
  }
  if (failure?.kind === 'noYaml') {
    const { slip, from, to } = failure.slip;
    return fail((say) => slipText(slip, say), { start: span.start + from, end: span.start + to });
  }
  const value = document && valueOf(document);
  if (!document || value === undefined) return fail((say) => say('This YAML cannot be read.'));
  return { value, contents: document.contents };
}

/** Undefined: aliases make too much of it, or it holds what JSON has no value for. */
function valueOf(document: Document): unknown {
  try {
    if (!isPlain(document.contents)) return undefined;
    const value: unknown = document.toJS({ maxAliasCount: maxAliases });
    return value ?? null;
  } catch {
    return undefined;
  }
}

interface Places {
  readonly values: Map<string, Span>;
  readonly keys: Map<string, Span>;
  readonly from: number;
}

function place(node: unknown, pointer: string, places: Places): void {
  const span = spanOf(node, places.from);
  if (span) places.values.set(pointer, span);
  if (isMap(node)) {
    for (const { key, value } of node.items) {
      const below = `${pointer}/${pointerPart(String(isScalar(key) ? key.value : key))}`;
      const at = spanOf(key, places.from);
      if (at) places.keys.set(below, at);
      place(value, below, places);
    }
  } else if (isSeq(node)) node.items.forEach((item, i) => place(item, `${pointer}/${i}`, places));
}

function spanOf(node: unknown, from: number): Span | undefined {
  const range = rangeOf(node);
  return range && { start: from + range[0], end: from + range[1] };
}

/** A name as it stands in a JSON Pointer. */
export const pointerPart = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');
