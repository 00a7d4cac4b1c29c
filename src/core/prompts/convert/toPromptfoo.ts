import type { Prompt, PromptMetadata } from '../prompt';
import { asRawWherePartial } from '../template/promptfooTemplate';
import { convertedMessages } from './convertedMessages';
import type { ConvertedMessage } from './convertedMessages';
import { loseField, loseFields } from './loseFields';
import type { Lose, Part } from './templateParts';
import { spanOfValue } from './templateParts';
import { writeNunjucks } from './writeNunjucks';

/**
 * Writes a prompt for promptfoo: a text, or messages in JSON. Parts that it cannot hold are lost. @throws TemplateError
 */
export function toPromptfoo(prompt: Prompt, lose: Lose): string {
  loseFields(prompt, lose);
  loseMetadata(prompt, lose);
  const defaults = prompt.metadata.input?.defaults ?? {};
  const messages = convertedMessages(prompt, lose).flatMap((message) => written(message, defaults, lose));
  const [only, ...others] = messages;
  const isText = only?.role === 'user' && others.length === 0 && typeof only.content === 'string';
  if (isText && isPlainText(only.content)) return `${only.content}\n`;
  return `${JSON.stringify(messages, undefined, 2)}\n`;
}

/** Whether promptfoo reads the content of a message as plain text. */
const isPlainText = (content: unknown): boolean =>
  typeof content === 'string' &&
  asRawWherePartial(content) === content &&
  content.trim() === content &&
  !/^(?:[[{](?![{%#])|- |\w+:\/\/)|^[^\S\n]*---[^\S\n]*$/m.test(content);

const names: Readonly<Record<string, string>> = { model: 'assistant' };

interface WrittenMessage {
  readonly role: string;
  readonly content: string | readonly object[];
}

function written(message: ConvertedMessage, defaults: Readonly<Record<string, unknown>>, lose: Lose): WrittenMessage[] {
  if ('history' in message) {
    lose(message.span, (say) => say('There is no place for the messages of before: it is left out.'));
    return [];
  }
  const role = Object.hasOwn(names, message.role) ? (names[message.role] ?? message.role) : message.role;
  const content = contentOf(message.parts, defaults, lose);
  const [first] = content;
  if (content.length === 0) return [{ role, content: '' }];
  return [{ role, content: content.length === 1 && first && 'text' in first ? first.text : content }];
}

type Content =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'image_url'; readonly image_url: { readonly url: string } };

/** Returns the texts of a message, and the images between them. */
function contentOf(parts: readonly Part[], defaults: Readonly<Record<string, unknown>>, lose: Lose): Content[] {
  const content: Content[] = [];
  let run: Part[] = [];
  const end = (): void => {
    const text = writeNunjucks(run, lose, defaults);
    // White space between images is no text.
    if (text.trim() !== '' || (text !== '' && content.length === 0)) content.push({ type: 'text', text });
    run = [];
  };
  for (const part of parts) {
    if (part.kind !== 'media') run.push(part);
    else {
      end();
      const { url, contentType } = part;
      if (contentType) lose(spanOfValue(contentType), (say) => say('The type of an image is left out.'));
      const shown: Part =
        url.kind === 'literal' ? { kind: 'text', text: String(url.value) } : { kind: 'value', value: url };
      content.push({ type: 'image_url', image_url: { url: writeNunjucks([shown], lose, defaults) } });
    }
  }
  end();
  return content;
}

/** Reports the metadata as lost. A prompt of promptfoo is only its messages, and the rest is in a config. */
function loseMetadata(prompt: Prompt, lose: Lose): void {
  const { metadata } = prompt;
  const raw = metadata.raw ?? {};
  for (const [field, names] of Object.entries(fieldNames)) {
    if (metadata[field as keyof typeof fieldNames] === undefined) continue;
    loseField(prompt, [names.find((name) => name in raw) ?? field], lose);
  }
  const isOfPrompty = 'inputs' in raw;
  if (metadata.input?.schema && hasSchema(metadata))
    loseField(prompt, isOfPrompty ? ['inputs'] : ['input', 'schema'], lose);
  for (const [name, value] of Object.entries(metadata.input?.defaults ?? {})) {
    const isWritten = ['string', 'number', 'boolean'].includes(typeof value);
    if (!isWritten && !isOfPrompty) loseField(prompt, ['input', 'default', name], lose);
  }
}

/** The fields of a prompt, and their names in its file. */
const fieldNames = {
  name: ['name'],
  variant: ['variant'],
  version: ['version', 'metadata'],
  description: ['description'],
  model: ['model'],
  config: ['config', 'modelParameters', 'model'],
  output: ['output', 'outputs', 'responseFormat'],
  tools: ['tools'],
  toolDefs: ['toolDefs', 'tools'],
  ext: [],
} satisfies Partial<Record<keyof PromptMetadata, readonly string[]>>;

/** Whether the file has a schema. Mere names, which the templates have as well, are none. */
function hasSchema({ raw }: PromptMetadata): boolean {
  return raw !== undefined && ('input' in raw || 'inputs' in raw);
}
