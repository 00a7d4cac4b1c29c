import { isMap, isScalar } from 'yaml';
import type { Document, Node } from 'yaml';
import type { Span } from '../../text/span';
import { YamlText, rangeOf } from '../../text/yaml';
import type { YamlSlip } from '../../text/yamlSlip';
import { lossyText, ofFile } from '../tree/ofFile';
import { isCrowded, isNested, maxYamlLength, yamlIn } from '../agents/plainYaml';
import type { TreeFile } from '../tree/contextTree';

/** Returns the text of a file as an editor shows it: without a byte order mark. */
export const shownText = ofFile((file) => lossyText(file).replace(/^\uFEFF/, ''));

/** Returns the rest of the line from a place on. */
export function restOfLine(text: string, start = 0): Span {
  const end = text.slice(start).search(/\r?\n/);
  return { start, end: end < 0 ? text.length : start + end };
}

interface Field {
  readonly key: Span;
  /** Span of the text behind the colon; empty where there is none. */
  readonly value: Span;
  readonly node: Node | null;
}

const top = /^---[ \t]*\r?\n/;

/** Whether a text has lines at its top that are, or should be, fields. */
export const hasFields = (text: string): boolean => top.test(text) && /\r?\n---[ \t]*(?:\r?\n|$)/.test(text);

interface PlacedFields {
  /** Start of the first field. */
  readonly start: number;
  readonly fields: ReadonlyMap<string, Field>;
  /** Why the fields are no YAML. */
  readonly slip?: { readonly slip: YamlSlip; readonly span: Span };
}

/** Finds where the fields at the top of a file are. */
export const placedFieldsOf = (file: TreeFile): PlacedFields => placedFields(shownText(file), yamlIn(file));

/** Finds where the fields at the top of a text are. @param read reads YAML; it may know the text already */
export function placedFields(text: string, read?: (yaml: string) => Document | undefined): PlacedFields {
  const start = top.exec(text)?.[0].length ?? 0;
  const end = text.slice(start).search(/^---[ \t]*\r?$/m);
  const yaml = end < 0 ? '' : text.slice(start, start + end);
  const known = read?.(yaml.replace(/\r?\n$/, ''));
  const { document, failure } = known ? { document: known, failure: undefined } : yamlOf(yaml);
  const fields = new Map<string, Field>();
  const spanOf = (range: readonly [number, number] | undefined, usual: number): Span => {
    const [from, to] = range ?? [usual, usual];
    const written = text.slice(start + from, start + to);
    return { start: start + from, end: start + from + written.trimEnd().length };
  };
  for (const { key, value } of isMap(document?.contents) ? document.contents.items : []) {
    if (!isScalar(key)) continue;
    const range = rangeOf(key);
    const node = (value ?? null) as Node | null;
    const field = { key: spanOf(range, 0), value: spanOf(rangeOf(node), range?.[1] ?? 0), node };
    fields.set(String(key.value), field);
  }
  if (failure?.kind !== 'noYaml') return { start, fields };
  const { slip, from, to } = failure.slip;
  return { start, fields, slip: { slip, span: { start: start + from, end: start + Math.max(from, to) } } };
}

/** Parses YAML. A text too crowded or too nested to be read for agents counts as empty here, too. */
const yamlOf = (yaml: string): Pick<YamlText, 'document' | 'failure'> =>
  new YamlText(isCrowded(yaml) || isNested(yaml) ? '' : yaml, { maxLength: maxYamlLength });
