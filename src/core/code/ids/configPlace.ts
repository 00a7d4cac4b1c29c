// Finds where an id stands in YAML, TOML, .env, properties and shell, from the lines around it.

import { remembered } from '../../base/maps';
import type { GroupEntry, Group, IdPlace } from './place';
import { endOfLine } from '../../text/offsets';

/** Lines that are looked at above and below, and levels of a mapping. */
const maxLines = 40;
const maxLevels = 5;
/** UTF-16 code units of a line that are read. */
const maxLength = 400;

/** `- model: "gpt-4o"`, `export MODEL=gpt-4o`, `"model" = "gpt-4o"`. */
const pair =
  /^(\s*(?:-\s+)*)(?:export\s+|ENV\s+|set\s+)?["']?([\p{L}_][\p{L}\p{N}_.-]*)["']?\s*(?::(?:\s+|$)|\s?=\s?|:(?=["'[{]))(.*)$/u;
const item = /^\s*(?:-\s+)+/;
/** `- OPENAI_MODEL=gpt-4o` of Compose: such a list is a mapping. */
const listedVariable = /^(\s*)-\s+["']?[\p{L}_][\p{L}\p{N}_.-]*=/u;

interface Line {
  /** Where its key or item begins; undefined: it is blank or a comment. */
  readonly column: number | undefined;
  /** Where its dash stands, where it has one. */
  readonly dash: number | undefined;
  readonly entry: GroupEntry;
}

/** Reads a line. Results are kept, as neighbours of an id are asked about again and again. */
const readLine = remembered(parseLine, 500);

function parseLine(text: string): Line {
  const match = pair.exec(text);
  const indent = listedVariable.exec(text)?.[1];
  const before = indent ?? match?.[1] ?? item.exec(text)?.[0] ?? /^\s*/.exec(text)?.[0] ?? '';
  const isBlank = /^\s*(?:[#;].*)?$/.test(text);
  const dash = before.indexOf('-');
  return {
    column: isBlank ? undefined : before.length,
    dash: dash < 0 ? undefined : dash,
    entry: { key: match?.[2], value: valueOf(match?.[3] ?? text.slice(before.length)) },
  };
}

function valueOf(written: string): string | undefined {
  const value = written.replace(/\s+#.*$/, '').trim();
  return value === '' || /^[|>[{]/.test(value) ? undefined : value.replace(/^["']|["']$/g, '');
}

/** The lines around a place: those above, from the nearest on, its own, and those below. */
export interface LinesAround {
  readonly above: readonly string[];
  readonly own: string;
  readonly below: readonly string[];
}

export function linesAround(text: string, start: number): LinesAround {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const lineEnd = endOfLine(text, start);
  const above: string[] = [];
  for (let at = lineStart; at > 0 && above.length < maxLines;) {
    const from = text.lastIndexOf('\n', at - 2) + 1;
    above.push(text.slice(from, Math.min(at - 1, from + maxLength)));
    at = from;
  }
  const below: string[] = [];
  for (let at = lineEnd + 1; at <= text.length && below.length < maxLines;) {
    const to = endOfLine(text, at);
    below.push(text.slice(at, Math.min(to, at + maxLength)));
    at = to + 1;
  }
  return { above, own: text.slice(lineStart, lineEnd), below };
}

const group = (kind: Group['kind'], entries: readonly GroupEntry[], key?: string, name = ''): Group => ({
  ...{ kind, name, key, variable: undefined, entries },
});

const place = (key: string | undefined, groups: readonly Group[], isKey = false): IdPlace => ({
  ...{ key, variable: undefined, isKey, isCompared: false, isInUnion: false, insteadOf: undefined, groups },
});

/** Reads a place in YAML: its mapping with the neighbours of the same depth, and the mappings around that. */
export function yamlPlace(around: LinesAround, column: number): IdPlace {
  const { own, above, below } = around;
  if (isJson.test(own) && !isSent(own, above)) return place(undefined, [group('list', [])]);
  const line = readLine(own);
  const { entry } = line;
  const isKey = entry.key !== undefined && own.indexOf(entry.key) === column;
  const groups: Group[] = [];
  const listed = flowList(own.slice(0, column), own.slice(column));
  if (listed) groups.push(group('list', listed, entry.key));
  else if (entry.key === undefined && line.dash !== undefined) {
    groups.push(listOf(line, above, below));
    return place(undefined, [...groups, ...mappingsAround(above, below, line.dash, true)]);
  }
  const mappings = mappingsAround(above, below, line.column ?? 0, line.dash !== undefined, entry);
  return place(listed ? undefined : entry.key, [...groups, ...mappings], isKey);
}

const isJson = /^\s*"[\w-]+"\s*:\s*"[^"]*"\s*,?\s*$/;
const sent = /^\s*(?:-\s+)*["']?(?:run|script|command|cmd|args|data|body|payload)["']?:/;

/** Whether a line of JSON in a block of text is part of a command; in other blocks it is an explanation. */
function isSent(own: string, above: readonly string[]): boolean {
  const indent = own.search(/\S/);
  const header = above.find(
    (line) => line.trim() !== '' && line.search(/\S/) < indent && /:\s*(?:[|>][-+\d]*)?\s*$/.test(line),
  );
  return header === undefined || !/[|>][-+\d]*\s*$/.test(header) || sent.test(header);
}

/** Reads the items of a list such as `[a, b`, where a column is inside it. */
function flowList(before: string, after: string): GroupEntry[] | undefined {
  const open = before.lastIndexOf('[');
  if (open < 0 || before.includes(']', open) || /\{[^}]*$/.test(before.slice(open))) return undefined;
  const items = `${before.slice(open + 1)}${after}`.split(']')[0] ?? '';
  return items.split(',').map((value) => ({ key: undefined, value: valueOf(value) }));
}

function listOf({ dash }: Line, above: readonly string[], below: readonly string[]): Group {
  const entries: GroupEntry[] = [{ key: undefined, value: undefined }];
  for (const side of [above, below]) {
    for (const text of side) {
      const line = readLine(text);
      if (line.column === undefined) continue;
      if (line.dash === dash) entries.push(line.entry);
      else if (line.column <= (dash ?? 0)) break;
    }
  }
  const parent = above
    .map(readLine)
    .find(({ column, dash: own }) => own === undefined && column !== undefined && column <= (dash ?? 0));
  return group('list', entries, parent?.entry.key);
}

/** Reads the mapping in which a line stands at `column`, and those around it. `begins`: the line has a dash before it. */
function mappingsAround(
  above: readonly string[],
  below: readonly string[],
  column: number,
  begins: boolean,
  own?: GroupEntry,
): Group[] {
  const groups: Group[] = [];
  let at = column;
  let entries: GroupEntry[] = own ? [own] : [];
  let isOver = begins;
  const lookDown = (): void => {
    for (const text of below) {
      const line = readLine(text);
      if (line.column === undefined) continue;
      if ((line.dash ?? line.column) < at) return;
      if (line.column === at) entries.push(line.entry);
    }
  };
  lookDown();
  for (const text of above) {
    const line = readLine(text);
    if (line.column === undefined) continue;
    if (line.column === at && !isOver) {
      entries.push(line.entry);
      isOver = line.dash !== undefined;
    } else if (line.column < at && line.entry.key !== undefined) {
      groups.push(group('object', entries, line.entry.key));
      if (groups.length >= maxLevels) return groups;
      at = line.column;
      entries = [];
      isOver = line.dash !== undefined;
      lookDown();
    }
  }
  return [...groups, group('object', entries)];
}

const header = /^\s*\[+\s*["']?([^\]"']+)["']?\s*\]+/;

/** Reads a place in a section of TOML or INI, or in a .env as a whole, with one entry a line. */
export function sectionPlace({ own, above, below }: LinesAround, column: number): IdPlace {
  const entries = [own];
  let section: string | undefined;
  for (const text of above) {
    section = header.exec(text)?.[1];
    if (section !== undefined) break;
    entries.push(text);
  }
  for (const text of below) {
    if (header.test(text)) break;
    entries.push(text);
  }
  const { key } = readLine(own).entry;
  const around = group(
    'object',
    entries.map((text) => readLine(text).entry).filter(({ key: each }) => each !== undefined),
    section,
  );
  const listed = flowList(own.slice(0, column), own.slice(column));
  if (listed) return place(undefined, [group('list', listed, key), around]);
  return place(key, [around], key !== undefined && own.indexOf(key) === column);
}

const commandWord = /^\s*(?:sudo\s+|time\s+|\$\s+)?(?:[A-Z_][A-Z0-9_]*=\S*\s+)*([\w./-]+)/;

/** Reads a place in a command, with the lines on which it goes on, or in a variable. */
export function shellPlace(around: LinesAround, column: number): IdPlace {
  const { own } = around;
  if (
    /^\s*(?:export\s+|ENV\s+|ARG\s+|local\s+|declare\s+|readonly\s+)?[\w-]+=/.test(own) &&
    !/=\S*\s+\S/.test(own.slice(0, column))
  )
    return sectionPlace({ ...around, above: assignments(around.above), below: assignments(around.below) }, column);
  const lines = [own];
  for (const text of around.above) {
    if (!/\\\s*$/.test(text) && !/^\s*["'{}\]-]/.test(lines[0] ?? '')) break;
    lines.unshift(text);
  }
  for (const text of around.below) {
    if (!/\\\s*$/.test(lines.at(-1) ?? '') && !/^\s*["'{}\]-]/.test(text)) break;
    lines.push(text);
  }
  const command = lines.join('\n');
  const addresses = command.match(/https?:\/\/[^\s"'\\]+/g) ?? [];
  const entries = addresses.map((value): GroupEntry => ({ key: undefined, value }));
  const option = /\s--?(?:[\w-]*base[_-]?url|api-base|base)[=\s]["']?([^\s"']+)/.exec(command)?.[1];
  const named: GroupEntry[] = option === undefined ? [] : [{ key: 'base_url', value: option }];
  const name = commandWord.exec(command)?.[1] ?? '';
  return place(undefined, [group('call', [...named, ...entries], undefined, name.slice(name.lastIndexOf('/') + 1))]);
}

/** Keeps the lines of the same paragraph that set a variable. */
function assignments(lines: readonly string[]): string[] {
  const end = lines.findIndex((text) => text.trim() === '');
  return (end < 0 ? lines : lines.slice(0, end)).filter((text) => /^\s*(?:export\s+|ENV\s+|ARG\s+)?[\w-]+=/.test(text));
}
