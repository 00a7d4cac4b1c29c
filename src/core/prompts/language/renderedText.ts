import type { Say } from '../../base/say';
import type { PromptMessage, PromptPart, RenderedPrompt } from '../prompt';

/**
 * Writes a rendered prompt as Markdown for people to read. The text of a message is fenced, so that no line of it looks
 * like another message.
 * @param missing names of variables without a value.
 */
export function renderedMarkdown(
  { model, messages }: RenderedPrompt,
  say: Say,
  missing: readonly string[] = [],
): string {
  const asked = model === undefined ? '' : `${inCode(model)}\n\n`;
  const head = missing.length === 0 ? asked : `${asked}> ${say('No value: {0}', missing.map(inCode).join(', '))}\n\n`;
  if (messages.length === 0) return `${head}${say('The prompt has no messages.')}\n`;
  return head + messages.map((message, i) => `## ${i + 1}. ${message.role}\n\n${shownParts(message, say)}`).join('\n');
}

const inCode = (text: string): string => `\`${text.replace(/[\s`]+/g, ' ')}\``;

/** Writes the parts of a message, with neighbouring texts as one. */
function shownParts({ content }: PromptMessage, say: Say): string {
  const parts: string[] = [];
  let text = '';
  const endText = (): void => {
    if (text !== '') parts.push(fenced(text, 'text'));
    text = '';
  };
  for (const part of content) {
    if ('text' in part) text += part.text;
    else {
      endText();
      parts.push(shownPart(part, say));
    }
  }
  endText();
  return parts.join('\n');
}

const shownPart = (part: Exclude<PromptPart, { text: string }>, say: Say): string =>
  'media' in part
    ? fenced(say('[file: {0}]', part.media.url.slice(0, 200)), 'text')
    : fenced(JSON.stringify(part, null, 2), 'json');

/** Puts a text between fences that are longer than any in it. */
function fenced(text: string, language: string): string {
  const longest = Math.max(2, ...Array.from(text.matchAll(/`{3,}/g), ([marks]) => marks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text.replace(/\n$/, '')}\n${fence}\n`;
}

/** Returns the texts of all messages, from which tokens are counted. */
export const textsOf = ({ messages }: RenderedPrompt): string[] =>
  messages.flatMap(({ content }) => content.flatMap((part) => ('text' in part ? [part.text] : [])));
