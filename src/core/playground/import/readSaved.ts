import { isRecord, parseJson } from '../../base/json';
import type { Saying } from '../../base/say';
import type { Work } from '../../base/work';
import { savedFormat, savedVersion } from '../export/savedSession';
import { isSavedText } from '../export/savedText';
import { maxMessages, tooManyMessages } from './mostMessages';

type Fields = Readonly<Record<string, unknown>>;

/** The parts of a session file. The values of its fields are checked when they become events. */
export interface ReadSession {
  readonly title: string;
  readonly messages: readonly Fields[];
  readonly columns: readonly Fields[];
}

type Read = ReadSession | { readonly problem: Saying };

/** Whether a text is a file of a session, at a glance. */
export const looksLikeSaved = (text: string): boolean =>
  isSavedText(text) || new RegExp(`^\\s*\\{\\s*"format"\\s*:\\s*"${savedFormat}"`).test(text.slice(0, 1_000));

/** Reads a file that was saved or exported: Markdown with comments, or JSON, which is parsed in one go. */
export function* readSaved(text: string): Work<Read> {
  const read = isSavedText(text) ? yield* readText(text) : readJson(text);
  return 'messages' in read && read.messages.length > maxMessages ? { problem: tooManyMessages } : read;
}

const newer: Saying = (say) => say('A newer version of AI Field Guide wrote it.');

function readJson(text: string): Read {
  const saved = parseJson(text);
  if (!isRecord(saved) || saved['format'] !== savedFormat) return { problem: (say) => say('It is no saved session.') };
  if (saved['version'] !== savedVersion) return { problem: newer };
  return {
    title: stringIn(saved, 'title'),
    messages: Array.isArray(saved['messages']) ? saved['messages'].filter(isRecord) : [],
    columns: Array.isArray(saved['columns']) ? saved['columns'].filter(isRecord) : [],
  };
}

/** Lines that are looked through at a stretch. */
const linesAtOnce = 10_000;

const marker = /^<!-- @(\w+)(?: (?!-->$)(.*?))?( -->)?$/;

function* readText(text: string): Work<Read> {
  try {
    return yield* new TextReader(yield* linesOf(text)).read();
  } catch (error) {
    if (error instanceof Unreadable) return { problem: error.said };
    throw error;
  }
}

class Unreadable extends Error {
  constructor(readonly said: Saying) {
    super('No saved session.');
  }
}

/**
 * Returns the lines of a file. Git and editors may have changed its line ends. A text that has such ends itself is
 * written in a comment.
 */
function* linesOf(text: string): Work<string[]> {
  const whole = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
  const lines: string[] = [];
  for (let at = whole.startsWith('\ufeff') ? 1 : 0, end = at; end < whole.length; at = end + 1) {
    end = whole.indexOf('\n', at);
    if (end < 0) end = whole.length;
    lines.push(whole.slice(at, end));
    if (lines.length % linesAtOnce === 0) yield;
  }
  return lines;
}

class TextReader {
  private at = 0;
  private title = '';
  private readonly messages: Fields[] = [];
  private readonly columns: Fields[] = [];
  /** The message or the draft that texts and parts are added to; `undefined` before the first. */
  private open: { readonly texts: Record<string, unknown>; readonly parts: unknown[] } | undefined;

  constructor(private readonly lines: readonly string[]) {}

  *read(): Work<ReadSession> {
    const { messages, columns } = this;
    for (; this.at < this.lines.length; this.at++) {
      const [, kind, rest = '', closing] = marker.exec(this.lines[this.at] ?? '') ?? [];
      // Other lines here are headings for people.
      if (kind !== undefined) yield* this.take(kind, rest, closing === undefined);
      yield;
    }
    return { title: this.title, messages, columns };
  }

  private *take(kind: string, rest: string, isLong: boolean): Work<void> {
    switch (kind) {
      case 'text':
      case 'reasoning':
        this.open?.parts.push({ type: kind, text: yield* this.text(rest) });
        return;
      case 'part':
        this.open?.parts.push(this.json(rest));
        return;
      case 'system':
      case 'message':
        if (this.open) this.open.texts[kind] = yield* this.text(rest);
        return;
      case 'session':
        if (rest !== String(savedVersion)) throw new Unreadable(newer);
        this.title = stringIn(this.facts(isLong), 'title');
        return;
      case 'user':
      case 'assistant':
        return this.beginMessage(kind, rest, isLong);
      case 'column':
        return this.beginColumn(isLong);
      default:
        throw this.damaged();
    }
  }

  private beginMessage(role: 'user' | 'assistant', rest: string, isLong: boolean): void {
    const [, id, after] = /^(\d+)(?: after (\d+))?$/.exec(rest) ?? [];
    if (id === undefined) throw this.damaged();
    const parts: unknown[] = [];
    const place = { id: Number(id), after: after === undefined ? null : Number(after), role, parts };
    const message: Record<string, unknown> = { ...this.facts(isLong), ...place };
    this.messages.push(message);
    this.open = { texts: message, parts };
  }

  private beginColumn(isLong: boolean): void {
    const { id, leaf, ...facts } = this.facts(isLong);
    const draft: Record<string, unknown> = facts;
    this.columns.push({ id, leaf, draft });
    this.open = { texts: draft, parts: [] };
  }

  /** Reads the lines of a comment, each of which is a fact. Stops at the last line. */
  private facts(isLong: boolean): Fields {
    const facts: Record<string, unknown> = {};
    if (!isLong) return facts;
    for (this.at += 1; this.lines[this.at] !== '-->'; this.at++) {
      const [, name, value = ''] = /^(\w+): (.*)$/.exec(this.lines[this.at] ?? '') ?? [];
      if (name === undefined) throw this.damaged();
      facts[name] = this.json(value);
    }
    return facts;
  }

  private json(text: string): unknown {
    const value = parseJson(text);
    if (value === undefined) throw this.damaged();
    return value;
  }

  /** Reads the text in a comment, or below it up to the next one. The empty line behind the text is no part of it. */
  private *text(inComment: string): Work<unknown> {
    if (inComment !== '') return this.json(inComment);
    const start = this.at + 1;
    let end = start;
    while (end < this.lines.length && !this.lines[end]?.startsWith('<!-- @')) {
      end += 1;
      if (end % linesAtOnce === 0) yield;
    }
    yield;
    this.at = end - 1;
    const own = this.lines.slice(start, this.lines[end - 1] === '' ? end - 1 : end);
    return own.map((line) => (line.startsWith('<!-- \\') ? unescaped(line) : line)).join('\n');
  }

  private damaged(): Unreadable {
    const line = this.at + 1;
    return new Unreadable((say) => say('Line {0} of it cannot be read.', line));
  }
}

const unescaped = (line: string): string => line.replace(/^<!-- \\(?=\\*@)/, '<!-- ');

const stringIn = (fields: Fields, name: string): string => {
  const value = fields[name];
  return typeof value === 'string' ? value : '';
};
