import { isAlias, isMap, isScalar, isSeq, parseDocument, stringify } from 'yaml';
import type { Document, YAMLSeq } from 'yaml';
import { isRecord } from '../../base/json';
import { repeatedKey } from '../../text/yaml';
import { isTangled, maxConfigLength, yamlOptions } from './configText';

/** A test as a config writes it. */
export interface NewTest {
  readonly vars: Readonly<Record<string, string>>;
  readonly assert?: readonly { readonly type: string; readonly value: string | readonly string[] }[];
}

/** A text that replaces a stretch of another one. */
interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * Adds a test behind the others to the text of a config, and changes nothing else. `undefined`: they are written in a way
 * that takes no further one.
 */
export function withTest(text: string, test: NewTest): string | undefined {
  const before = readTests(text);
  if (!before) return undefined;
  const [tests, others] = [JSON.stringify([...before.tests, test]), JSON.stringify(before.others)];
  // Blocks are easier to read, but take in what stands behind them: blank lines, a comment.
  for (const blockQuote of [true, false]) {
    const edit = editOf(text, before.document, test, (indent) => itemText(test, indent, blockQuote));
    if (!edit) return undefined;
    const changed = text.slice(0, edit.start) + edit.text + text.slice(edit.end);
    const after = readTests(changed);
    // Values that the new text leaves out would be lost, whatever the reason.
    if (JSON.stringify(after?.tests) === tests && JSON.stringify(after?.others) === others) return changed;
  }
  return undefined;
}

interface Tests {
  readonly document: Document;
  readonly tests: readonly unknown[];
  readonly others: unknown;
}

/** Reads the tests of a config; `undefined` where it cannot be read. */
function readTests(text: string): Tests | undefined {
  if (text.length > maxConfigLength || isTangled(text)) return undefined;
  try {
    const document = parseDocument(text, yamlOptions);
    if (document.errors.length > 0 || repeatedKey(document.contents)) return undefined;
    const value: unknown = document.toJS({ maxAliasCount: 100 });
    if (!isRecord(value)) return undefined;
    const { tests, ...others } = value;
    const list = Array.isArray(tests) ? (tests as unknown[]) : tests === undefined || tests === null ? [] : [tests];
    return { document, tests: list, others };
  } catch {
    // Aliases go on without end.
    return undefined;
  }
}

/** Writes a test as an item of a list, with its line end. */
type Item = (indent: string) => string;

function editOf(text: string, { contents }: Document, test: NewTest, item: Item): TextEdit | undefined {
  if (!isMap(contents) || contents.flow === true) return undefined;
  const pair = contents.items.find(({ key }) => isScalar(key) && key.value === 'tests');
  if (!pair) {
    const gap = text === '' || text.endsWith('\n') ? '' : '\n';
    return { start: text.length, end: text.length, text: `${gap}tests:\n${item('  ')}` };
  }
  const { value } = pair;
  if (isAlias(value)) return undefined;
  if (isSeq(value)) return value.flow === true ? inFlow(value, test) : behindLast(text, value, item);
  if (!isScalar(value) || !value.range) return undefined;
  const [start, end] = value.range;
  if (value.value === null && start === end) return behindLine(text, start, item('  '));
  const kept = value.value === null ? '' : `  - ${text.slice(start, end)}\n`;
  return kept.trimEnd().includes('\n') ? undefined : { start, end, text: `\n${kept}${item('  ').slice(0, -1)}` };
}

/** Adds an item behind the last one of a list that has a line for each. */
function behindLast(text: string, list: YAMLSeq, item: Item): TextEdit | undefined {
  const [from] = list.range ?? [];
  const last = list.items.at(-1);
  const end = isRecord(last) && Array.isArray(last['range']) ? (last['range'] as number[])[1] : undefined;
  if (from === undefined || end === undefined) return undefined;
  const line = text.lastIndexOf('\n', from - 1) + 1;
  const indent = text.slice(line, from);
  return /^ *$/.test(indent) ? behindLine(text, end, item(indent)) : undefined;
}

/** Adds an item behind the line in which a value ends, whatever else stands in that. */
function behindLine(text: string, end: number, item: string): TextEdit {
  if (text[end - 1] === '\n') return { start: end, end, text: item };
  const next = text.indexOf('\n', end);
  return next < 0
    ? { start: text.length, end: text.length, text: `\n${item}` }
    : { start: next + 1, end: next + 1, text: item };
}

/** Adds a test to a list in brackets as JSON, which is YAML, too. */
function inFlow({ items, range }: YAMLSeq, test: NewTest): TextEdit | undefined {
  const last = items.at(-1);
  const end = isRecord(last) && Array.isArray(last['range']) ? (last['range'] as number[])[1] : undefined;
  const at = end ?? (range ? range[0] + 1 : undefined);
  if (at === undefined || (items.length > 0 && end === undefined)) return undefined;
  return { start: at, end: at, text: `${items.length > 0 ? ', ' : ''}${JSON.stringify(test)}` };
}

function itemText(test: NewTest, indent: string, blockQuote: boolean): string {
  const lines = stringify([test], { lineWidth: 0, blockQuote }).replace(/\n$/, '').split('\n');
  return lines.map((line) => (line === '' ? '\n' : `${indent}${line}\n`)).join('');
}
