import { stringify } from 'yaml';
import type { Span } from '../../text/span';
import type { JsonObject, Prompt, PromptMetadata } from '../prompt';
import { convertedMessages } from './convertedMessages';
import type { ConvertedMessage } from './convertedMessages';
import { loseFields } from './loseFields';
import type { Lose, Part } from './templateParts';
import { writeHandlebars } from './writeHandlebars';

/** Writes a prompt as Dotprompt. Parts that it cannot hold are lost. @throws TemplateError */
export function toDotprompt(prompt: Prompt, lose: Lose): string {
  loseFields(prompt, lose);
  return dotpromptFile(prompt.metadata, convertedMessages(prompt, lose), lose, prompt.templates[0]?.span);
}

/**
 * Writes a file of Dotprompt.
 * @param place the place to report for a message without a text, which is lost
 */
export function dotpromptFile(
  metadata: PromptMetadata,
  messages: readonly ConvertedMessage[],
  lose: Lose,
  place: Span = { start: 0, end: 0 },
): string {
  const fields = frontMatter(metadata);
  const yaml = Object.keys(fields).length === 0 ? '' : stringify(fields, { lineWidth: 0 });
  return `---\n${yaml}---\n${bodyOf(messages, place, lose)}\n`;
}

function frontMatter({
  name,
  variant,
  version,
  description,
  model,
  config,
  input,
  output,
  ...more
}: PromptMetadata): JsonObject {
  const { tools, toolDefs, ext } = more;
  const spaces = Object.entries(ext ?? {}).flatMap(([space, fields]) =>
    Object.entries(fields).map(([field, value]) => [`${space}.${field}`, value]),
  );
  const fields = {
    ...{ name, variant, version, description, model },
    config: filled(config),
    input: filled({
      ...(input?.schema && { schema: input.schema }),
      ...(filled(input?.defaults) && { default: input?.defaults }),
    }),
    output: filled({ ...output }),
    tools: tools?.length === 0 ? undefined : tools,
    toolDefs: toolDefs?.length === 0 ? undefined : toolDefs,
    ...(Object.fromEntries(spaces) as JsonObject),
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

const filled = (fields: JsonObject | undefined): JsonObject | undefined =>
  fields && Object.keys(fields).length > 0 ? fields : undefined;

function bodyOf(messages: readonly ConvertedMessage[], place: Span, lose: Lose): string {
  const written = messages.flatMap((message): { mark: string; text: string; parts: readonly Part[] }[] => {
    if ('history' in message) return [{ mark: 'history', text: '', parts: [] }];
    const { role, parts } = message;
    const text = writeHandlebars(parts, lose);
    if (text.trim() !== '') return [{ mark: `role "${role}"`, text, parts }];
    lose(place, (say) => say('A message without a text is left out.'));
    return [];
  });
  // A text without marks is the user's.
  if (written.length === 1 && written[0]?.mark === 'role "user"') return written[0].text.trim();
  // Marks stand in lines of their own, unless a message would lose white space at its beginning or end.
  const isPlain = written.every(({ text }) => text.trim() === text);
  const pieces = written.map(({ mark, text, parts }, i) => {
    if (!isPlain) return `{{${mark}}}${writeHandlebars(parts, alreadyLost, i < written.length - 1)}`;
    return `${i === 0 ? '{{' : '\n{{~'}${mark}${text === '' ? '}}' : '~}}\n'}${text}`;
  });
  return pieces.join('');
}

const alreadyLost: Lose = () => undefined;
