import { isRecord } from '../../base/json';
import type { Saying } from '../../base/say';
import { samplingOf } from '../../chat/messages/sampling';
import type { MessagePart } from '../../chat/messages/chatTypes';
import { limitName, parameterName } from '../../chat/parameters/parameterNames';
import { convertedMessages } from '../../prompts/convert/convertedMessages';
import type { ConvertedMessage } from '../../prompts/convert/convertedMessages';
import type { JsonObject, Prompt, PromptInput, PromptMessage, PromptPart, RenderedPrompt } from '../../prompts/prompt';
import { withDefaults } from '../../prompts/render/promptInputs';
import { renderPrompt } from '../../prompts/render/renderPrompt';
import type { RenderOptions } from '../../prompts/render/renderPrompt';
import { textOf } from '../../prompts/template/handlebarsValues';
import { noVariables } from '../session/sessionSchema';
import type { Variables } from '../session/sessionSchema';
import { renderedDraft, variablePlaces } from '../session/draftVariables';
import type { ImportedRequest, WrittenFile } from './importedRequest';

/** A prompt as a session can hold it. */
export type PromptRequest = Omit<ImportedRequest, 'dialect'> & { readonly variables: Variables };

interface RequestOptions extends RenderOptions {
  /**
   * Whether names without a value become empty, as in a rendered prompt. For what is sent before anyone can fill them.
   */
  readonly isSent?: boolean;
}

/**
 * Makes a request of a prompt. Names in its system prompt and its last message stay variables where they are nothing but names;
 * everything else is rendered with the input.
 * @throws TemplateError
 */
export function promptRequest(prompt: Prompt, input: PromptInput = {}, options: RequestOptions = {}): PromptRequest {
  const notes: Saying[] = [];
  const rendered = renderPrompt(prompt, input, options);
  const kept = keptVariables(prompt, input, options);
  const [system, messages] = splitSystem(kept?.messages ?? rendered.messages, notes);
  const files = new Files();
  const read = messages.map(({ role, content }) => ({
    role: role === 'model' ? ('assistant' as const) : ('user' as const),
    parts: content.flatMap((part) => files.partOf(part)),
  }));
  if (files.isLeftOut)
    notes.push((say) => say('Images with an address, places to be filled in, and results of tools are left out.'));
  const { config, ...parameters } = parametersOf(rendered.config ?? {});
  if (config.length > 0) {
    const names = config.join(', ');
    notes.push((say) => say('The parameters {0} are left out.', names));
  }
  const fields = [
    ...((rendered.tools?.length ?? 0) > 0 ? ['tools'] : []),
    ...(rendered.output?.format === 'json' && !rendered.output.schema ? ['output.format'] : []),
  ].join(', ');
  if (fields !== '') notes.push((say) => say('The fields {0} are left out.', fields));
  return {
    ...{ model: rendered.model ?? '', system, messages: inTurn(read), ...parameters },
    ...{ bodyFields: '', tools: toolsOf(rendered), toolChoice: '' },
    schema: rendered.output?.schema ? JSON.stringify(rendered.output.schema, undefined, 2) : '',
    ...{ files: files.written, notes },
    variables: kept?.variables ?? setOf(prompt, writtenNames([system, ...draftTexts(messages)])),
  };
}

interface Kept {
  readonly messages: readonly PromptMessage[];
  readonly variables: Variables;
}

/** Returns the messages with their variables as a draft has them. `undefined`: they hold more than names in texts. */
function keptVariables(prompt: Prompt, input: PromptInput, options: RequestOptions): Kept | undefined {
  if (input.messages && input.messages.length > 0) return undefined;
  const lost: Saying[] = [];
  const parts = convertedMessages(prompt, (_, message) => lost.push(message));
  const values = new Map(
    Object.entries(withDefaults(prompt.metadata, input.input)).map(([name, value]) => [name, textOf(value)]),
  );
  const isNothing = (name: string): boolean => (values.get(name) ?? (options.isSent === true ? '' : name)) === '';
  const texts = parts.map((message) => draftText(message, isNothing));
  const all = parts.flatMap((message) => ('role' in message ? message.parts : []));
  const asWritten = writtenNames(all.map((part) => (part.kind === 'text' ? part.text : '')));
  const isBoth = asWritten.some(([name]) =>
    all.some((part) => part.kind === 'value' && part.value.kind === 'path' && part.value.path.root === name),
  );
  // Messages before the last one cannot change any more, so only those of the system may hold values.
  const isFixed = parts.slice(0, -1).every((message) => isSystem(message) || !hasValue(message));
  if (lost.length > 0 || isBoth || !isFixed || texts.includes(undefined)) return undefined;
  const messages = parts.flatMap((message, i): PromptMessage[] =>
    'role' in message ? [{ role: message.role, content: [{ text: texts[i] ?? '' }] }] : [],
  );
  const named = new Set(texts.flatMap((text = '') => variablePlaces(text).map(({ name }) => name)));
  const filled = Array.from(values).filter(([name, value]) => value !== '' && named.has(name));
  const kept = { messages, variables: setOf(prompt, [...filled, ...asWritten]) };
  return saysTheSame(kept, prompt, input, options) ? kept : undefined;
}

const setOf = ({ metadata }: Prompt, values: readonly (readonly [name: string, value: string])[]): Variables => {
  const set = { name: metadata.name ?? '', values: values.map(([name, value]) => ({ name, value })) };
  return values.length > 0 ? { sets: [set], chosen: 0 } : noVariables;
};

/** Returns the texts of the message that becomes the draft of a session. */
function draftTexts(messages: readonly PromptMessage[]): string[] {
  const last = messages.at(-1);
  return last?.role === 'user' ? last.content.map((part) => ('text' in part ? part.text : '')) : [];
}

/**
 * Returns the names of texts that look like variables, each with the text itself as its value. So the text is sent as
 * it is, and stays a text in a prompt that is made of the session. A name that is written in several ways is left out.
 */
function writtenNames(texts: readonly string[]): [name: string, written: string][] {
  const places = texts.flatMap((text) => variablePlaces(text));
  const names = new Map(places.map(({ name, written }) => [name, written]));
  return [...names].filter(([name, written]) => places.every((each) => each.name !== name || each.written === written));
}

/** Whether the playground sends what the prompt says, with a name for a value that is missing. */
function saysTheSame(
  { messages, variables }: Kept,
  prompt: Prompt,
  input: PromptInput,
  options: RenderOptions,
): boolean {
  const sent = messages.map((message) => {
    const { role, content } = message;
    const text = content.map((part) => ('text' in part ? part.text : '')).join('');
    return { role, text: role === 'model' ? text : renderedDraft({ system: '', message: text, variables }).message };
  });
  const missing = messages.flatMap(({ content }) =>
    content
      .flatMap((part) => ('text' in part ? variablePlaces(part.text) : []))
      .map(({ name }) => [name, `{{${name}}}`]),
  );
  const values = { ...Object.fromEntries(missing), ...withDefaults(prompt.metadata, input.input) } as JsonObject;
  const said = renderPrompt(prompt, { ...input, input: values }, options).messages.map(({ role, content }) => ({
    ...{ role, text: content.map((part) => ('text' in part ? part.text : '')).join('') },
  }));
  return JSON.stringify(sent.filter(({ text }) => text.trim() !== '')) === JSON.stringify(said);
}

const isSystem = (message: ConvertedMessage): boolean => 'role' in message && message.role === 'system';
const hasValue = (message: ConvertedMessage): boolean =>
  'role' in message && message.parts.some(({ kind }) => kind !== 'text');

/**
 * Returns the text of a message with its variables.
 * @param isNothing whether a name is left out, as the playground takes an empty value for a missing one
 */
function draftText(message: ConvertedMessage, isNothing: (name: string) => boolean): string | undefined {
  if ('history' in message) return '';
  let text = '';
  for (const part of message.parts) {
    if (part.kind === 'text') text += part.text;
    else if (part.kind !== 'value' || part.isJson || part.value.kind !== 'path' || part.value.path.parts.length > 0)
      return undefined;
    else if (!/^[\p{L}_][\p{L}\p{N}_.-]{0,63}$/u.test(part.value.path.root)) return undefined;
    else if (!isNothing(part.value.path.root)) text += `{{${part.value.path.root}}}`;
  }
  return text;
}

/** Splits off the system prompt: the texts of the system at the beginning. A later one becomes a user's message. */
function splitSystem(
  messages: readonly PromptMessage[],
  notes: Saying[],
): readonly [system: string, messages: readonly PromptMessage[]] {
  const first = messages.findIndex(({ role }) => role !== 'system');
  const before = first < 0 ? messages : messages.slice(0, first);
  if (before.some(({ content }) => content.some((part) => !('text' in part))))
    notes.push((say) => say('All but the text of the system prompt is left out.'));
  if (messages.slice(before.length).some(({ role }) => role === 'system'))
    notes.push((say) => say('What the system says later is now said by the user.'));
  const text = before
    .map(({ content }) => content.map((part) => ('text' in part ? part.text : '')).join(''))
    .join('\n\n');
  return [text, first < 0 ? [] : messages.slice(first)];
}

/** The images of a prompt that are written out in it. */
class Files {
  readonly written: WrittenFile[] = [];
  isLeftOut = false;

  partOf(part: PromptPart): MessagePart[] {
    if ('text' in part) return part.text === '' ? [] : [{ type: 'text', text: part.text }];
    const [, base64] =
      ('media' in part && /^data:[\w/+.-]*(?:;[\w.+-]+=[\w.+-]+)*;base64,(.+)$/is.exec(part.media.url)) || [];
    if (base64 === undefined) {
      this.isLeftOut = true;
      return [];
    }
    const mark = String(this.written.length);
    this.written.push({ mark, name: '', base64 });
    return [{ type: 'image', blob: mark, mediaType: '' }];
  }
}

type Said = ImportedRequest['messages'][number];

/** Joins messages of the same side that follow each other. */
function inTurn(messages: readonly Said[]): Said[] {
  const turns: Said[] = [];
  for (const message of messages) {
    const last = turns.at(-1);
    if (last?.role === message.role) {
      const gap = [{ type: 'text', text: '\n\n' } as const];
      turns[turns.length - 1] = { ...last, parts: joined([...last.parts, ...gap, ...message.parts]) };
    } else turns.push({ ...message, parts: joined(message.parts) });
  }
  return turns;
}

/** Joins texts that stand beside each other. */
function joined(parts: readonly MessagePart[]): MessagePart[] {
  const out: MessagePart[] = [];
  for (const part of parts) {
    const last = out.at(-1);
    if (last?.type === 'text' && part.type === 'text')
      out[out.length - 1] = { type: 'text', text: last.text + part.text };
    else out.push(part);
  }
  return out;
}

const isSet = (value: unknown): boolean => value !== undefined && value !== null;

function parametersOf(
  config: JsonObject,
): Pick<ImportedRequest, 'temperature' | 'maxOutputTokens' | 'sampling'> & { config: string[] } {
  const unknown = Object.keys(config).filter((name) => parameterName(name) === undefined);
  const written = new Map(Object.keys(config).map((name) => [parameterName(name), name]));
  const valueOf = (name: string): unknown => config[written.get(name) ?? ''];
  const [temperature, limit] = [valueOf('temperature'), valueOf(limitName)];
  const isNumber = (value: unknown): value is number => typeof value === 'number';
  const heat = isNumber(temperature) && temperature >= 0 && temperature <= 2 ? temperature : null;
  const most = isNumber(limit) && Number.isInteger(limit) && limit > 0 ? limit : null;
  const others = [...written.keys()]
    .filter((name) => name !== undefined)
    .filter((name) => name !== 'temperature' && name !== limitName);
  const { text, left } = samplingOf(Object.fromEntries(others.map((name) => [name, valueOf(name)])));
  const wrong = [
    ...(heat === null && isSet(temperature) ? ['temperature'] : []),
    ...(most === null && isSet(limit) ? [limitName] : []),
  ];
  return {
    temperature: heat,
    maxOutputTokens: most,
    sampling: text,
    config: [...wrong, ...left].map((name) => written.get(name) ?? name).concat(unknown),
  };
}

function toolsOf({ toolDefs }: RenderedPrompt): string {
  if (!toolDefs || toolDefs.length === 0) return '';
  const tools = toolDefs.map(({ name, description, inputSchema }) => ({
    name,
    ...(description !== undefined && { description }),
    parameters: isRecord(inputSchema) ? inputSchema : { type: 'object', properties: {} },
  }));
  return JSON.stringify(tools, undefined, 2);
}
