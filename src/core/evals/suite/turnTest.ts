import { stringify } from 'yaml';
import { valueNames } from '../../prompts/language/neededNames';
import type { Suite } from '../suite';
import type { NewTest } from './withTest';
import { readsEnvironment } from './refusals';
import { turnConfig } from './turnConfig';
import type { TurnLoss, TurnTarget } from './turnConfig';

// A turn of a conversation as a test. The message is the value of a variable, and a check compares answers with the turn's
// own.

/** A part of a message. `image` is a place in `images`. */
type TurnPart =
  | { readonly text: string }
  | { readonly image: number }
  | { readonly call: { readonly id: string; readonly name: string; readonly input: string } }
  | { readonly result: { readonly callId: string; readonly output: string } };

/** A turn, with the messages before it. */
export interface TurnToTest extends TurnTarget {
  readonly system: string;
  readonly earlier: readonly { readonly role: 'user' | 'assistant'; readonly parts: readonly TurnPart[] }[];
  readonly message: string;
  /** Places in `images` of the images that go with the message. */
  readonly shown: readonly number[];
  /** Addresses of the images for a config, which are files beside it. */
  readonly images: readonly string[];
  readonly hasDocuments: boolean;
}

/** The check that a test makes. `none`: no check yet. `tool-call-f1`: the same tools are called; its value is their names. */
export type TurnCheck =
  | { readonly type: 'equals' | 'icontains'; readonly value: string }
  | { readonly type: 'tool-call-f1'; readonly value: readonly string[] }
  | { readonly type: 'none' };

/** Names of the variable of a suite that is made of a turn, and of the variable of its first image. */
export const usualVariable = 'prompt';
const imageVariable = 'image';

/** Makes a test of a turn. @param value stands for the message: one of `valuesFor` */
export const turnTest = (variable: string, value: string, check: TurnCheck, images: Images = {}): NewTest => ({
  vars: { [variable]: value, ...images },
  ...(check.type !== 'none' && { assert: [{ type: check.type, value: checkValue(check.value) }] }),
});

const checkValue = (value: string | readonly string[]): string | readonly string[] =>
  typeof value === 'string' ? literal(value) : value;

/** Variables with the addresses of their images. */
type Images = Readonly<Record<string, string>>;

/**
 * Returns the images of a message for a test of a suite whose prompts have places for them, named as in a suite of a
 * single turn; `undefined` where the prompts have fewer or more places, and would show other images.
 */
export function imagesFor(
  { shown, images }: Pick<TurnToTest, 'shown' | 'images'>,
  names: readonly string[],
): Images | undefined {
  const places = names.filter(isImageName).sort((a, b) => numberOf(a) - numberOf(b));
  if (places.length !== shown.length) return undefined;
  return Object.fromEntries(places.map((name, at) => [name, images[shown[at] ?? -1] ?? '']));
}

export const isImageName = (name: string): boolean => /^image\d*$/.test(name);

const numberOf = (name: string): number => Number(name.slice(imageVariable.length) || 1);

/** Returns the parts of a turn that an existing suite, with its own prompts and providers, lacks. */
export function lostIn(
  { providers, prompts }: Pick<Suite, 'providers' | 'prompts'>,
  turn: TurnToTest,
  hasImages: boolean,
): TurnLoss[] {
  const { config, lost } = turnConfig(turn);
  const configs = [...providers, ...prompts].map((each) => each.config ?? {});
  const isIn = (key: string): boolean => {
    if (config[key] === undefined) return true;
    const wanted = JSON.stringify(config[key]);
    return configs.some((each) => JSON.stringify(each[key]) === wanted);
  };
  const isLost: Readonly<Record<TurnLoss, boolean>> = {
    earlier: turn.system !== '' || turn.earlier.length > 0,
    images: turn.shown.length > 0 && !hasImages,
    documents: turn.hasDocuments,
    tools: lost.includes('tools') || !isIn('tools'),
    schema: lost.includes('schema') || !isIn('response_format'),
    fields: lost.includes('fields'),
  };
  return losses.filter((each) => isLost[each]);
}

const losses = ['earlier', 'images', 'documents', 'tools', 'schema', 'fields'] as const;

/** Returns the names that the prompts of a suite are filled with, as far as the prompts can be read. */
export function variablesOf({ prompts }: Pick<Suite, 'prompts'>): string[] {
  const names = prompts.flatMap(({ source, file }) => {
    try {
      return [...valueNames(source, file)];
    } catch {
      // The unreadable prompt is a problem of the suite, which is shown there.
      return [];
    }
  });
  return [...new Set(names)].sort();
}

/** Makes a suite of one turn. Returns it with the value that stands for the message, and the parts that it lacks. */
export function turnSuite(
  turn: TurnToTest,
  provider: string,
  check: TurnCheck,
): { readonly text: string; readonly variable: string; readonly value: string; readonly lost: readonly TurnLoss[] } {
  const { system, earlier, message, shown, images } = turn;
  // The texts of a chat are filled once, so that a value in them is no template, except for names of variables.
  const isChat = system !== '' || earlier.length > 0 || images.length > 0;
  const taken = new Set(Array.from(message.matchAll(/\{\{\s*(\w+)\s*\}\}/g), ([, name = '']) => name));
  const variable = isChat ? freeName(usualVariable, taken) : usualVariable;
  const names = images.map(() => freeName(imageVariable, taken));
  const value = isChat ? message : withoutTemplates(message);
  const said = [...(system === '' ? [] : [{ role: 'system', content: literal(system) }])];
  const chat = [
    ...said,
    ...earlier.flatMap(({ role, parts }) => chatMessages(role, parts, names)),
    { role: 'user', content: contentOf([`{{${variable}}}`], shown, names) },
  ];
  const { config, lost } = turnConfig(turn);
  const vars = Object.fromEntries(names.map((name, at) => [name, images[at] ?? '']));
  const suite = {
    prompts: [isChat ? JSON.stringify(chat, undefined, 2) : `{{${variable}}}`],
    providers: [Object.keys(config).length === 0 ? provider : { id: provider, config }],
    tests: [turnTest(variable, value, check, vars)],
  };
  const all: TurnLoss[] = [...(turn.hasDocuments ? (['documents'] as const) : []), ...lost];
  return { text: stringify(suite, { lineWidth: 0, aliasDuplicateObjects: false }), variable, value, lost: all };
}

/** Returns a message in the form of Chat Completions, where each result of a tool is a message of its own. */
function chatMessages(role: 'user' | 'assistant', parts: readonly TurnPart[], names: readonly string[]): object[] {
  const results = parts.flatMap((part) =>
    'result' in part
      ? [{ role: 'tool', tool_call_id: literal(part.result.callId), content: literal(part.result.output) }]
      : [],
  );
  const calls = parts.flatMap((part) => {
    if (!('call' in part)) return [];
    const { id, name, input } = part.call;
    return [{ id: literal(id), type: 'function', function: { name: literal(name), arguments: literal(input) } }];
  });
  const texts = parts.flatMap((part) => ('text' in part && part.text !== '' ? [literal(part.text)] : []));
  const shown = parts.flatMap((part) => ('image' in part ? [part.image] : []));
  if (texts.length + shown.length + calls.length === 0) return results;
  const content = texts.length + shown.length === 0 ? null : contentOf(texts, shown, names);
  return [...results, { role, content, ...(calls.length > 0 && { tool_calls: calls }) }];
}

function contentOf(texts: readonly string[], shown: readonly number[], names: readonly string[]): string | object[] {
  const text = texts.join('');
  if (shown.length === 0) return text;
  const images = shown.map((at) => ({ type: 'image_url', image_url: { url: `{{${names[at] ?? ''}}}` } }));
  return [...images, ...(text === '' ? [] : [{ type: 'text', text }])];
}

/** Returns the values that may stand for a message: for prompts that fill it in as a template, and for those that do not. */
export const valuesFor = (message: string): readonly string[] => [...new Set([withoutTemplates(message), message])];

/** Whether a text might be read as a template, or as the name of a file. */
export const mayBeTemplate = (text: string): boolean => withoutTemplates(text) !== text;

/** Returns a template that becomes the text, in which nothing names a variable, the environment or a file. */
const withoutTemplates = (text: string): string =>
  text.replace(/\{(?=[{%#])|#(?=\})|^(?:file|package)(?=:)/g, (mark) => `{{ "${mark}" }}`);

/** Writes a text so that it is taken as it is in a place for a template. */
const literal = (text: string): string =>
  !mayBeTemplate(text) || text.includes('endraw') || readsEnvironment(text)
    ? withoutTemplates(text)
    : `{% raw %}${text}{% endraw %}`;

/** Returns a name, or a similar one where that is taken, and adds it to the taken ones. */
function freeName(usual: string, taken: Set<string>): string {
  let name = usual;
  for (let i = 2; taken.has(name); i++) name = `${usual}${i}`;
  taken.add(name);
  return name;
}
