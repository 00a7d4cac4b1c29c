import { codeSpan, escapeMarkdown } from '../../base/markdown';

/** Code, and links that lead out of the editor by https, but no pictures. Both are bounded, so that no text is slow. */
const KEPT = /(`[^`\n]{1,300}`|(?<!!)\[[^[\]\n]{1,200}\]\(https:\/\/[^\s<>()"'`\\]{1,500}\))/;
/** `**strong**`, `*emphasis*` and `_emphasis_`, once they were escaped. */
const EMPHASIS = /(\\\*\\\*|\\\*|\\_)(?=\S)([^\n]{0,500}?\S)\1/g;

/**
 * The Markdown of a text that somebody wrote into a workspace: emphasis, code and links by https stay. All else, such as HTML,
 * pictures and commands, is shown as it is written.
 */
export function untrustedMarkdown(text: string): string {
  // Markdown ends a line at a carriage return, too: within what is kept as code it would begin a paragraph that is read.
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

/** Does the same on one line, for the middle of a sentence. */
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
