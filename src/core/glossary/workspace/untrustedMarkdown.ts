import { codeSpan, escapeMarkdown } from '../../base/markdown';

/** Code, and links to https addresses, but no pictures. The lengths are limited, so that no text takes long. */
const KEPT = /(`[^`\n]{1,300}`|(?<!!)\[[^[\]\n]{1,200}\]\(https:\/\/[^\s<>()"'`\\]{1,500}\))/;
/** `**strong**`, `*emphasis*` and `_emphasis_`, after they were escaped. */
const EMPHASIS = /(\\\*\\\*|\\\*|\\_)(?=\S)([^\n]{0,500}?\S)\1/g;

/**
 * Returns safe Markdown for a text from a workspace, which anyone may have written. Emphasis, code and links to https
 * addresses stay. All else, such as HTML, pictures and commands, is shown as it is written.
 */
export function untrustedMarkdown(text: string): string {
  // Markdown ends a line at a carriage return, too. Within code, it would begin a paragraph that is read as Markdown.
  const lineFeeds = text.replace(/\r\n?/g, '\n');
  const paragraphs = lineFeeds.split(/\n\s*\n/).map((paragraph) => {
    const lines = paragraph.split('\n').map((line) => {
      const isBroken = / {2}$/.test(line);
      return `${safeLine(line.trim())}${isBroken ? '  ' : ''}`;
    });
    return lines.join('\n').trim();
  });
  return paragraphs.filter((paragraph) => paragraph !== '').join('\n\n');
}

/** Returns safe Markdown on one line, for the middle of a sentence. */
export const untrustedLine = (text: string): string => safeLine(text.replace(/\s+/g, ' ').trim());

const safeLine = (line: string): string =>
  line
    .split(KEPT)
    .map((part, i) => (i % 2 === 1 ? kept(part) : escapeMarkdown(part).replace(EMPHASIS, emphasis)))
    .join('');

function kept(part: string): string {
  if (part.startsWith('`')) return codeSpan(part.slice(1, -1));
  const [, label = '', address = ''] = /^\[(.*)\]\((.*)\)$/.exec(part) ?? [];
  return `[${escapeMarkdown(label)}](${address})`;
}

const emphasis = (_all: string, mark: string, inside: string): string => {
  const plain = mark.replaceAll('\\', '');
  return `${plain}${inside}${plain}`;
};
