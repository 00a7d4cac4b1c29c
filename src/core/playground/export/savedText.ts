import { oneLine } from '../../base/oneLine';
import { isRecord } from '../../base/json';
import type { MessagePart } from '../../chat/messages/chatTypes';
import { savedVersion } from './savedSession';
import type { SavedMessage, SavedSession } from './savedSession';

// A session as Markdown that can be read again. What people wrote and read stands in it line by line, so that two
// versions can be compared. All else is in comments of Markdown, one fact per line. A line of a text that looks like
// such a comment gets one more backslash.

/** Whether a text is a session in this form. */
export const isSavedText = (text: string): boolean => /^\ufeff?<!-- @session /.test(text);

/** Writes a session in pieces, none of which is longer than a text of the session. */
export function* savedText({ title, messages, columns }: SavedSession): Generator<string> {
  yield comment(`session ${savedVersion}`, { title }) + `\n# ${oneLine(title)}\n`;
  for (const message of messages) for (const block of messageBlocks(message)) yield `\n${block}`;
  for (const { id, leaf, draft } of columns) {
    const { system, message, ...facts } = draft;
    yield `\n${comment('column', { id, leaf, ...facts })}`;
    for (const block of [...texts('system', system), ...texts('message', message)]) yield `\n${block}`;
  }
}

function* messageBlocks({ id, after, role, system, parts, ...facts }: SavedMessage): Generator<string> {
  const marker = after === null ? `${role} ${id}` : `${role} ${id} after ${after}`;
  yield `${comment(marker, facts)}\n## ${headingOf(role, facts)}\n`;
  yield* texts('system', system);
  for (const part of parts) yield partBlock(part);
}

function headingOf(role: SavedMessage['role'], { target }: Readonly<Record<string, unknown>>): string {
  if (role === 'user') return 'You';
  const { model, providerName } = isRecord(target) ? target : {};
  return (
    [model, providerName]
      .filter((name) => typeof name === 'string' && name !== '')
      .map((name) => oneLine(String(name)))
      .join(', ') || 'Answer'
  );
}

const partBlock = (part: MessagePart): string =>
  part.type === 'text' || part.type === 'reasoning'
    ? textBlock(part.type, part.text)
    : `<!-- @part ${inComment(part)} -->\n`;

const texts = (name: string, text: unknown): string[] => (typeof text === 'string' ? [textBlock(name, text)] : []);

/** Characters that a text file does not keep, or that make it look like a binary file. */
const notInFiles =
  /[\0-\x08\x0b-\x1f\x7f\u2028\u2029\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

function textBlock(name: string, text: string): string {
  if (notInFiles.test(text)) return `<!-- @${name} ${inComment(text)} -->\n`;
  return `<!-- @${name} -->\n${text.replace(/^<!-- (?=\\*@)/gm, '<!-- \\')}\n`;
}

const comment = (marker: string, facts: Readonly<Record<string, unknown>>): string =>
  [`<!-- @${marker}`, ...Object.entries(facts).map(([name, value]) => `${name}: ${inComment(value)}`), '-->'].join(
    '\n',
  );

/** Writes JSON that cannot end a comment or a line. */
const inComment = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[>\u0085\u2028\u2029\ufeff]/g,
    (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
