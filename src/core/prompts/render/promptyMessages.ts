import type { PromptMessage, PromptPart, PromptRole } from '../prompt';
import { isValue } from '../template/pieces';
import type { FilledPiece } from '../template/pieces';

/** A value in a .prompty file that is not filled in as text: earlier messages, or an image or another file. */
export type PromptyMark =
  | { readonly thread: readonly PromptMessage[] }
  | { readonly media: { readonly url: string; readonly contentType?: string } };

/** A piece, or a mark in its place. */
export type PromptyPiece = FilledPiece | PromptyMark;

/** Pattern of a line that begins a message: `user:`, `# Assistant:`, `user[name="Ada"]:`. */
const marker = /^#?\s*(system|user|assistant|developer)(\[\w+\s*=\s*[^\]]*\])?\s*:$/i;
const attribute = /(\w+)\s*=\s*"?([^",]*)"?/g;

/** Lines of a filled template, and marks between them. */
type Item = PromptyMark | { readonly text: string; readonly isWritten: boolean };

/**
 * Makes the messages of a filled .prompty file. A message begins only at a line that is in the template itself, from
 * its first character to its end. Text from values begins none.
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

/** Returns the role and metadata of the message that a line begins. Undefined: the line is a part of a text. */
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

/**
 * Yields the lines, each without its end. A line is written where no value has a part of it, or of the line end before
 * it.
 */
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
  // Next to the earlier conversation, an empty text makes no message.
  const hasThread = run.some((item) => 'thread' in item);
  const endText = (): void => {
    if (lines.length > 0) parts.push({ text: lines.join('\n') });
    lines = [];
  };
  const end = (): void => {
    endText();
    const content = withoutEdges(parts);
    const isSaid = content.some((part) => !('text' in part) || part.text !== '');
    if (isSaid || (content.length > 0 && !hasThread)) messages.push({ ...begun, content });
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

/** Removes line ends where the message begins and ends, and white space between images. A text alone may be empty. */
function withoutEdges(parts: readonly PromptPart[]): PromptPart[] {
  const last = parts.length - 1;
  const trimmed = parts.map((part, i): PromptPart => {
    if (!('text' in part)) return part;
    const start = i === 0 ? part.text.replace(/^\n+/, '') : part.text;
    return { text: i === last ? withoutLineEnd(start) : start };
  });
  return trimmed.length === 1 ? trimmed : trimmed.filter((part) => !('text' in part) || part.text.trim() !== '');
}

/**
 * Removes the line ends at the end of a text. A regular expression would look at those within a long text again and
 * again.
 */
export function withoutLineEnd(text: string): string {
  let end = text.length;
  while (text[end - 1] === '\n') end--;
  return text.slice(0, end);
}
