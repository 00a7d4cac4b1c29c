import { isRecord } from '../../base/json';
import type { Saying } from '../../base/say';
import type { MessagePart } from '../../chat/messages/chatTypes';
import type { FilePart } from '../../chat/messages/fileParts';
import type { WrittenFile } from './importedRequest';
import { shownName } from './shownName';

type Fields = Readonly<Record<string, unknown>>;

/** Parts of one message: texts, images, calls of tools. A message is read and written in one go. */
export const maxParts = 1_000;

/** Number of files of a request. Each becomes a file beside the session. */
const maxFiles = 500;

/** Kinds of content that are left out of messages and counted. */
type LeftOut = 'images' | 'files' | 'audio' | 'seals';

/** Collects the messages of a request, whatever its API, and knows what was left out. */
export class MessageReader {
  readonly messages: { role: 'user' | 'assistant'; parts: MessagePart[] }[] = [];
  readonly files: WrittenFile[] = [];
  private readonly systems: string[] = [];
  private readonly counts = new Map<LeftOut, number>();
  private readonly fields = new Set<string>();
  private readonly kinds = new Set<string>();
  private hasLateSystem = false;
  private isJoined = false;
  private calls = 0;
  private taken: ReadonlySet<string> | undefined;
  /** The ids that calls came with, and the ids that they have here, as long as they have no result. */
  private readonly waiting = new Map<string, string[]>();
  /** Ids of the calls in the current message. */
  private ids = new Set<string>();
  /** Whether a message has more parts than a session takes. */
  hasTooManyParts = false;

  /** `json`: the request, which may have ids that look like ours. */
  constructor(private readonly json: string) {}

  get system(): string {
    return this.systems.join('\n\n');
  }

  /** Adds a system prompt. After the first message of another role, it has no place of its own. */
  addSystem(text: string): void {
    if (this.messages.length > 0) this.hasLateSystem = true;
    if (text !== '') this.systems.push(text);
  }

  /** Adds parts. `isNew`: they are a message of their own, and not another piece of the one before. */
  add(role: 'user' | 'assistant', parts: readonly MessagePart[], isNew = true): void {
    let last = this.messages.at(-1);
    if (last?.role !== role) {
      this.messages.push((last = { role, parts: [] }));
      this.ids = new Set();
    }
    if (last.parts.length + parts.length > maxParts) this.hasTooManyParts = true;
    if (this.hasTooManyParts) return;
    for (const [i, written] of parts.entries()) {
      const part = this.named(written);
      const before = last.parts.at(-1);
      // The pieces of an answer follow each other as they are; those of a question are paragraphs.
      const isApart = role === 'user' || (isNew && i === 0);
      if (isApart && before?.type === 'text' && part.type === 'text') {
        last.parts[last.parts.length - 1] = { ...before, text: `${before.text}\n\n${part.text}` };
        this.isJoined = true;
      } else last.parts.push(part);
    }
  }

  /**
   * Gives a call an id of its own if it has none, or that of another call beside it. Results with the same id belong to
   * such calls in their order.
   */
  private named(part: MessagePart): MessagePart {
    if (part.type === 'tool-call') {
      const id = part.id === '' || this.ids.has(part.id) ? this.freeId() : part.id;
      // A call of an earlier message that has no result gets none any more.
      const before = id === part.id ? [] : (this.waiting.get(part.id) ?? []);
      this.waiting.set(part.id, [...before, id]);
      this.ids.add(id);
      return { ...part, id };
    }
    if (part.type !== 'tool-result') return part;
    return { ...part, callId: this.waiting.get(part.callId)?.shift() ?? part.callId };
  }

  private freeId(): string {
    this.taken ??= new Set(this.json.match(/call_\d+/g));
    let id: string;
    do id = `call_${(this.calls += 1)}`;
    while (this.taken.has(id));
    return id;
  }

  /**
   * Takes a file that is written as base64, behind `data:…;base64,` or alone. One that only has an address is left out.
   */
  file(what: 'images' | 'files', written: unknown, name: unknown = ''): FilePart[] {
    const base64 = stringOf(written).replace(/^data:[\w/+.-]*(?:;[\w.+-]+=[\w.+-]+)*;base64,/i, '');
    if (base64 === '' || base64.includes(':') || this.files.length === maxFiles) {
      this.leftOut(what);
      return [];
    }
    const mark = String(this.files.length);
    this.files.push({ mark, name: stringOf(name), base64 });
    return [{ type: what === 'images' ? 'image' : 'file', blob: mark, mediaType: '' }];
  }

  leftOut(what: LeftOut): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + 1);
  }

  /** Notes a kind of content that is not known. */
  unknownKind(kind: unknown): void {
    this.kinds.add(typeof kind === 'string' ? shownName(kind) : '?');
  }

  /** Notes the fields of an object that are not among the known ones. */
  expect(object: Fields, ...known: readonly string[]): void {
    for (const [key, value] of Object.entries(object)) {
      if (!known.includes(key) && value !== null) this.fields.add(shownName(key));
    }
  }

  notes(): Saying[] {
    const count = (what: LeftOut): number => this.counts.get(what) ?? 0;
    const notes: Saying[] = [];
    if (count('images') > 0) notes.push((say) => say('Images that were left out: {0}', count('images')));
    if (count('files') > 0) notes.push((say) => say('Files that were left out: {0}', count('files')));
    if (count('audio') > 0) notes.push((say) => say('Recordings that were left out: {0}', count('audio')));
    if (count('seals') > 0)
      notes.push((say) => say('Signed or encrypted reasoning belongs to its provider, and was left out.'));
    if (this.hasLateSystem) notes.push((say) => say('A system message between others was added to the system prompt.'));
    if (this.isJoined) notes.push((say) => say('Texts of one role that follow each other were joined.'));
    if (this.kinds.size > 0)
      notes.push((say) => say('Kinds of content that are not known: {0}', [...this.kinds].join(', ')));
    if (this.fields.size > 0) {
      notes.push((say) => say('Fields of messages that were not taken: {0}', [...this.fields].join(', ')));
    }
    return notes;
  }
}

export type TextPart = Extract<MessagePart, { type: 'text' }>;

export const textPart = (text: string): TextPart => ({ type: 'text', text });

/** Returns the text of a field that may be a text, or a list of parts with texts. */
export function textIn(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  const texts = content.map((part) => (isRecord(part) && typeof part['text'] === 'string' ? part['text'] : ''));
  return texts.filter((text) => text !== '').join('\n\n');
}

export const stringOf = (value: unknown): string => (typeof value === 'string' ? value : '');
