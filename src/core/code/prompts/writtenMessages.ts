import type { WrittenPart } from '../strings/rewriteText';
import { nameIn } from './textReader';
import type { TextReader, CodeValue } from './textReader';
import { bracketed, codeOf, trimmed } from './valueCode';
import type { Bracketed, BracketEntry } from './valueCode';

export type WrittenRole = 'system' | 'user' | 'assistant';

/** A message that a call is given. */
export interface WrittenMessage {
  readonly role: WrittenRole;
  readonly parts: readonly WrittenPart[];
  /** Where each of the parts is to be shown: at its call, or at the name that it is given. */
  readonly places: readonly number[];
  /** Whether it has something other than text: an image, a call of a tool. */
  readonly isCut: boolean;
}

const maxMessages = 200;
const maxDepth = 6;

type Content = Pick<WrittenMessage, 'parts' | 'places' | 'isCut'>;

const nothing: Content = { parts: [], places: [], isCut: false };

/** Reads messages as SDKs take them: a text, a list of objects with a role, or calls that make messages. */
export class WrittenMessageReader {
  constructor(private readonly texts: TextReader) {}

  /** Reads the message of one role; none where the value is empty. @throws TextChanged */
  async said(role: WrittenRole, value: CodeValue): Promise<WrittenMessage[]> {
    const content = await this.content(value);
    return content.parts.length === 0 ? [] : [{ role, ...content }];
  }

  /** Reads a list of messages, a single message, or a text of the user. @throws TextChanged */
  async messages(value: CodeValue, depth = 0): Promise<WrittenMessage[]> {
    const list = depth > maxDepth ? undefined : await this.open(value);
    if (!list) return this.said('user', value);
    const { read, value: at } = list;
    if (isListOf(read)) {
      const found: WrittenMessage[] = [];
      for (const entry of read.entries.slice(0, maxMessages)) {
        found.push(...(await this.message({ ...at, ...entry }, depth + 1)));
      }
      return found;
    }
    return this.message(value, depth + 1);
  }

  private async message(value: CodeValue, depth: number): Promise<WrittenMessage[]> {
    // `...history`: the messages in it are not known.
    if (/^(?:\.\.\.|\*)/.test(codeOf(value.code, trimmed(value.code, value)))) return [];
    const object = await this.open(value);
    if (!object) return this.said('user', value);
    const { read, value: at } = object;
    if (read.bracket === '(' && read.name !== '') return this.made(read, at, value, depth);
    if (read.bracket === '(') return this.pair(read, at);
    const content = find(read.entries, /^(?:content|contents|parts|text)$/i);
    if (!content) return [];
    const role = this.roleOf(find(read.entries, /^(?:role|type)$/i)) ?? 'user';
    return this.said(role, { ...at, ...content });
  }

  /**
   * Reads a call that makes a message: `SystemMessage("…")`, `anthropic.NewUserMessage(…)`,
   * `types.Content(role="user", parts=[…])`.
   */
  private async made(read: Bracketed, at: CodeValue, value: CodeValue, depth: number): Promise<WrittenMessage[]> {
    const last = read.name.slice(read.name.lastIndexOf('.') + 1);
    const named = this.roleOf(find(read.entries, /^role$/i));
    const role = roleNamed(last);
    const content =
      find(read.entries, /^(?:content|contents|parts|text)$/i) ?? read.entries.find(({ name }) => name === undefined);
    if (role || named) return content ? this.said(named ?? role ?? 'user', { ...at, ...content }) : [];
    if (/^(?:of|asList|listOf)$/.test(last) && depth < maxDepth) {
      const found: WrittenMessage[] = [];
      for (const entry of read.entries.slice(0, maxMessages)) {
        found.push(...(await this.message({ ...at, ...entry }, depth + 1)));
      }
      return found;
    }
    return this.said('user', value);
  }

  /** Reads a pair of a role and a text: `("system", "…")`. */
  private async pair({ entries }: Bracketed, at: CodeValue): Promise<WrittenMessage[]> {
    const [first, second] = entries;
    if (!first || !second) return [];
    const role = this.roleOf(first);
    return role ? this.said(role, { ...at, ...second }) : [];
  }

  /** Reads the content of a message: a text, a list of texts, or objects that hold one. */
  private async content(value: CodeValue, depth = 0): Promise<Content> {
    const opened = depth > maxDepth ? undefined : await this.open(value);
    if (!opened) {
      const { parts, at } = await this.texts.read(value);
      return { parts, places: parts.map(() => at), isCut: false };
    }
    const { read, value: at } = opened;
    if (isListOf(read)) {
      const all: Content[] = [];
      for (const entry of read.entries.slice(0, maxMessages)) {
        all.push(await this.content({ ...at, ...entry }, depth + 1));
      }
      return joined(all);
    }
    const text = find(read.entries, /^(?:text|content|parts)$/i);
    if (text) return this.content({ ...at, ...text }, depth + 1);
    if (read.bracket === '{') return { ...nothing, isCut: true };
    if (/(?:text|part|content|block|parts|cast)$/i.test(read.name)) {
      const [first] = read.entries;
      return first ? this.content({ ...at, ...first }, depth + 1) : nothing;
    }
    const { parts, at: place } = await this.texts.read(value);
    return { parts, places: parts.map(() => place), isCut: false };
  }

  /** Reads the brackets of a value, also where a name stands for it. */
  private async open(value: CodeValue): Promise<{ readonly read: Bracketed; readonly value: CodeValue } | undefined> {
    const { text } = this.texts.text;
    const span = trimmed(value.code, value);
    const written = codeOf(value.code, span);
    const name = nameIn(written);
    if (name !== undefined) {
      const given = await this.texts.valueOf(name, span.start);
      if (!given) return undefined;
      const inner = trimmed(given.code, given);
      const read = /^(?:\[|\{|new\b|List\.|listOf|Arrays\.)/.test(codeOf(given.code, inner))
        ? bracketed(text, given.code, inner)
        : undefined;
      return read && { read, value: { ...given, ...inner } };
    }
    const read = bracketed(text, value.code, span);
    if (!read) return undefined;
    // A text may begin with a bracket, or with a call: `("…" + x)`, `dedent("…")`.
    const isText = read.bracket === '(' && read.name === '' && read.entries.length < 2;
    return isText ? undefined : { read, value: { ...value, ...span } };
  }

  private roleOf(entry: BracketEntry | undefined): WrittenRole | undefined {
    const { text } = this.texts.text;
    return entry && roleNamed(text.slice(entry.start, Math.min(entry.end, entry.start + 120)));
  }
}

function roleNamed(written: string): WrittenRole | undefined {
  if (/system|developer/i.test(written)) return 'system';
  if (/assistant|model|\bai(?![a-z])|AIMessage|AiMessage/i.test(written)) return 'assistant';
  return /user|human/i.test(written) ? 'user' : undefined;
}

const find = (entries: readonly BracketEntry[], name: RegExp): BracketEntry | undefined =>
  entries.find((entry) => entry.name !== undefined && name.test(entry.name));

const isListOf = ({ bracket, isList, name }: Bracketed): boolean =>
  isList && (bracket !== '(' || /^(?:List\.of|Arrays\.asList|listOf)$/.test(name));

const joined = (all: readonly Content[]): Content => ({
  parts: all.flatMap(({ parts }) => parts),
  places: all.flatMap(({ places }) => places),
  isCut: all.some(({ isCut }) => isCut),
});
