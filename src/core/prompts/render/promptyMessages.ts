import type { PromptMessage, PromptPart, PromptRole } from '../prompt';
import { isValue } from '../template/pieces';
import type { Piece } from '../template/pieces';

/** What a value stands for in a .prompty file that is no text. */
export type PromptyMark =
  | { readonly thread: readonly PromptMessage[] }
  | { readonly media: { readonly url: string; readonly contentType?: string } };

/** A piece, or a mark in its place. */
export type PromptyPiece = Piece | PromptyMark;

/** A line that begins a message: `user:`, `# Assistant:`, `user[name="Ada"]:`. */
const marker = /^#?\s*(system|user|assistant|developer)(\[\w+\s*=\s*[^\]]*\])?\s*:$/i;
const attribute = /(\w+)\s*=\s*"?([^",]*)"?/g;

/** Lines of a filled template, and marks between them. */
type Item = PromptyMark | { readonly text: string; readonly isWritten: boolean };

/**
 * The messages of a filled .prompty file. Only a line that the template itself has begins one, from its first character to its
 * end: what values say begins none.
 */
export function promptyMessages(pieces: readonly PromptyPiece[]): PromptMessage[] {
  const messages: PromptMessage[] = [];
  let run: Item[] = [];
  let begun: Pick<PromptMessage, 'role' | 'metadata'> = { role: 'system' };
  const end = (): void => {
    if (run.length > 0) messages.push(...messagesOfRun(begun, run));
    run = [];
  };
  for (const item of linesOf(pieces)) {
    const found = 'text' in item && item.isWritten ? roleLine(item.text) : undefined;
    if (!found) run.push(item);
    else {
      end();
      begun = found;
    }
  }
  end();
  return messages;
}

/** What a line begins. Undefined: it is one of a text. */
export function roleLine(line: string): Pick<PromptMessage, 'role' | 'metadata'> | undefined {
  const found = marker.exec(line.trim());
  if (!found) return undefined;
  const [, name = '', attributes = ''] = found;
  const said = name.toLowerCase();
  const role: PromptRole = said === 'user' ? 'user' : said === 'assistant' ? 'model' : 'system';
  const metadata = {
    ...(said === 'developer' && { role: said }),
    ...Object.fromEntries(
      Array.from(attributes.slice(1, -1).matchAll(attribute), ([, key = '', value = '']) => [key, valueOf(value)]),
    ),
  };
  return { role, ...(Object.keys(metadata).length > 0 && { metadata }) };
}

function valueOf(text: string): string | number | boolean {
  const value = text.trim();
  if (/^(?:true|false)$/i.test(value)) return value.toLowerCase() === 'true';
  return /^\d+(?:\.\d+)?$/.test(value) ? Number(value) : value;
}

/** The lines, each without its end. A line is written where no value has a part of it, or of the line end before it. */
function* linesOf(pieces: readonly PromptyPiece[]): Generator<Item> {
  let [text, isWritten] = ['', true];
  for (const piece of pieces) {
    if (!('text' in piece)) {
      if (text !== '') yield { text, isWritten: false };
      yield piece;
      [text, isWritten] = ['', false];
      continue;
    }
    const isOfTemplate = !isValue(piece);
    const [first = '', ...rest] = piece.text.split('\n');
    text += first;
    if (piece.text !== '') isWritten &&= isOfTemplate;
    for (const line of rest) {
      yield { text, isWritten };
      [text, isWritten] = [line, isOfTemplate];
    }
  }
  yield { text, isWritten };
}

function messagesOfRun(begun: Pick<PromptMessage, 'role' | 'metadata'>, run: readonly Item[]): PromptMessage[] {
  const messages: PromptMessage[] = [];
  let parts: PromptPart[] = [];
  let lines: string[] = [];
  const endText = (): void => {
    const text = withoutLineEnds(lines.join('\n'));
    if (text !== '' || (parts.length === 0 && lines.length === run.length)) parts.push({ text });
    lines = [];
  };
  const end = (): void => {
    endText();
    if (parts.length > 0) messages.push({ ...begun, content: parts });
    parts = [];
  };
  for (const item of run) {
    if ('text' in item) lines.push(item.text);
    else if ('media' in item) {
      endText();
      parts.push({ media: item.media });
    } else {
      end();
      messages.push(...item.thread);
    }
  }
  end();
  return messages;
}

function withoutLineEnds(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && text[start] === '\n') start++;
  while (end > start && text[end - 1] === '\n') end--;
  return text.slice(start, end);
}
