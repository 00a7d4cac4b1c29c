import { isAlias, isMap, isScalar, isSeq, parseDocument, stringify } from 'yaml';
import type { Document, YAMLSeq } from 'yaml';
import { isRecord } from '../../base/json';
import { repeatedKey } from '../../text/yaml';
import { isTangled, maxConfigLength, yamlOptions } from './configText';

/** A test as a config has it. */
export interface NewTest {
  readonly vars: Readonly<Record<string, string>>;
  readonly assert?: readonly { readonly type: string; readonly value: string }[];
}

/** What is put in the place of a stretch of a text. */
interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The text of a config with a test behind its others, of which nothing else changes. `undefined`: they are written in no way that takes one. */
export function withTest(text: string, test: NewTest): string | undefined {
  const before = readTests(text);
  if (!before) return undefined;
  const edit = editOf(text, before.document, test);
  if (!edit) return undefined;
  const changed = text.slice(0, edit.start) + edit.text + text.slice(edit.end);
  const after = readTests(changed);
  // What is left out of a text would be lost, whatever the reason.
  const isAdded = JSON.stringify(after?.tests) === JSON.stringify([...before.tests, test]);
  return isAdded && JSON.stringify(after?.others) === JSON.stringify(before.others) ? changed : undefined;
}

interface Tests {
  readonly document: Document;
  readonly tests: readonly unknown[];
  readonly others: unknown;
}

/** `undefined`: it is no config that can be read. */
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
    // Aliases without end.
    return undefined;
  }
}

function editOf(text: string, { contents }: Document, test: NewTest): TextEdit | undefined {
  if (!isMap(contents) || contents.flow === true) return undefined;
  const pair = contents.items.find(({ key }) => isScalar(key) && key.value === 'tests');
  if (!pair) {
    const gap = text === '' || text.endsWith('\n') ? '' : '\n';
    return { start: text.length, end: text.length, text: `${gap}tests:\n${itemText(test, '  ')}` };
  }
  const { value } = pair;
  if (isAlias(value)) return undefined;
  if (isSeq(value)) return value.flow === true ? inFlow(value, test) : behindLast(text, value, test);
  if (!isScalar(value) || !value.range) return undefined;
  const [start, end] = value.range;
  if (value.value === null && start === end) return behindLine(text, start, itemText(test, '  '));
  const kept = value.value === null ? '' : `  - ${text.slice(start, end)}\n`;
  return kept.trimEnd().includes('\n') ? undefined : { start, end, text: `\n${kept}${itemText(test, '  ').trimEnd()}` };
}

/** Behind the last one of a list that has a line for each. */
function behindLast(text: string, list: YAMLSeq, test: NewTest): TextEdit | undefined {
  const [from] = list.range ?? [];
  const last = list.items.at(-1);
  const end = isRecord(last) && Array.isArray(last['range']) ? (last['range'] as number[])[1] : undefined;
  if (from === undefined || end === undefined) return undefined;
  const line = text.lastIndexOf('\n', from - 1) + 1;
  const indent = text.slice(line, from);
  return /^ *$/.test(indent) ? behindLine(text, end, itemText(test, indent)) : undefined;
}

/** Behind the line in which a value ends, with what else stands there. */
function behindLine(text: string, end: number, item: string): TextEdit {
  if (text[end - 1] === '\n') return { start: end, end, text: item };
  const next = text.indexOf('\n', end);
  return next < 0
    ? { start: text.length, end: text.length, text: `\n${item}` }
    : { start: next + 1, end: next + 1, text: item };
}

/** Within brackets it is JSON, which is YAML too. */
function inFlow({ items, range }: YAMLSeq, test: NewTest): TextEdit | undefined {
  const last = items.at(-1);
  const end = isRecord(last) && Array.isArray(last['range']) ? (last['range'] as number[])[1] : undefined;
  const at = end ?? (range ? range[0] + 1 : undefined);
  if (at === undefined || (items.length > 0 && end === undefined)) return undefined;
  return { start: at, end: at, text: `${items.length > 0 ? ', ' : ''}${JSON.stringify(test)}` };
}

function itemText(test: NewTest, indent: string): string {
  const lines = stringify([test], { lineWidth: 0 }).trimEnd().split('\n');
  return lines.map((line) => (line === '' ? '\n' : `${indent}${line}\n`)).join('');
}
