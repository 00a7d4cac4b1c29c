import type { Say } from '../../base/say';
import type { PromptMessage, PromptPart, RenderedPrompt } from '../prompt';

/** A rendered prompt as a Markdown text for people to read: each message below its role. */
export function renderedMarkdown({ model, messages }: RenderedPrompt, say: Say): string {
  const head = model === undefined ? '' : `<!-- ${model.replaceAll('--', '- -')} -->\n\n`;
  if (messages.length === 0) return `${head}${say('The prompt has no messages.')}\n`;
  return head + messages.map((message) => `## ${message.role}\n\n${textOf(message, say)}\n`).join('\n');
}

/** What a message says, with a word for what is no text. */
const textOf = ({ content }: PromptMessage, say: Say): string =>
  content
    .map((part) => partText(part, say))
    .join('')
    .trim();

function partText(part: PromptPart, say: Say): string {
  if ('text' in part) return part.text;
  if ('media' in part) return say('[file: {0}]', part.media.url.slice(0, 200));
  return `\n\`\`\`json\n${JSON.stringify(part, null, 2)}\n\`\`\`\n`;
}

/** The texts of all messages, as tokens are counted of them. */
export const textsOf = ({ messages }: RenderedPrompt): string[] =>
  messages.flatMap(({ content }) => content.flatMap((part) => ('text' in part ? [part.text] : [])));
