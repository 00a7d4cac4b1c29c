import { stringify } from 'yaml';
import { valueNames } from '../../prompts/language/neededNames';
import type { Suite } from '../suite';
import type { NewTest } from './addTest';
import { readsEnvironment } from './refusals';

// A turn of a conversation as a test: the message is the value of a variable, the answer is what a check holds others against.

/** A turn, with what was said before it. */
export interface Turn {
  readonly system: string;
  readonly earlier: readonly { readonly role: 'user' | 'assistant'; readonly text: string }[];
  readonly message: string;
  readonly answer: string;
  /** `null`: left to the provider. */
  readonly temperature: number | null;
  readonly maxOutputTokens: number | null;
}

/** What a test asks of an answer; `none`: nothing yet. */
export type TurnCheck = { readonly type: 'equals' | 'icontains'; readonly value: string } | { readonly type: 'none' };

/** The variable of a suite that is made of a turn. */
export const usualVariable = 'prompt';

/** @param value what stands for the message: one of `valuesFor` */
export const turnTest = (variable: string, value: string, check: TurnCheck): NewTest => ({
  vars: { [variable]: value },
  ...(check.type !== 'none' && { assert: [{ type: check.type, value: literal(check.value) }] }),
});

/** Names that the prompts of a suite are filled with, as far as those can be read. */
export function variablesOf({ prompts }: Pick<Suite, 'prompts'>): string[] {
  const names = prompts.flatMap(({ source, file }) => {
    try {
      return [...valueNames(source, file)];
    } catch {
      // It is a problem of the suite, which is shown there.
      return [];
    }
  });
  return [...new Set(names)].sort();
}

/** A suite of one turn, with what stands for the message there. */
export function turnSuite(
  turn: Turn,
  provider: string,
  check: TurnCheck,
): { readonly text: string; readonly variable: string; readonly value: string } {
  const { system, earlier, temperature, maxOutputTokens } = turn;
  const said = [...(system === '' ? [] : [{ role: 'system', text: system }]), ...earlier];
  // The texts of a chat are filled once: a value is no template in them, but for the names of variables.
  const isChat = said.length > 0;
  const variable = isChat ? freeName(turn.message) : usualVariable;
  const value = isChat ? turn.message : withoutTemplates(turn.message);
  const shown = `{{${variable}}}`;
  const chat = [...said.map(({ role, text }) => ({ role, content: literal(text) })), { role: 'user', content: shown }];
  const config = {
    ...(temperature !== null && { temperature }),
    ...(maxOutputTokens !== null && { max_tokens: maxOutputTokens }),
  };
  const suite = {
    prompts: [isChat ? JSON.stringify(chat, undefined, 2) : shown],
    providers: [Object.keys(config).length === 0 ? provider : { id: provider, config }],
    tests: [turnTest(variable, value, check)],
  };
  return { text: stringify(suite, { lineWidth: 0 }), variable, value };
}

/** What a message can be as a value: filled in as a template, or put in as it is. That hangs on the prompt. */
export const valuesFor = (message: string): readonly string[] => [...new Set([withoutTemplates(message), message])];

/** Whether somebody might read more than a text in it. */
export const mayBeTemplate = (text: string): boolean => withoutTemplates(text) !== text;

/** A template that becomes the text, with nothing in it that names a variable, the environment or a file. */
const withoutTemplates = (text: string): string =>
  text.replace(/\{(?=[{%#])|#(?=\})|^(?:file|package)(?=:)/g, (mark) => `{{ "${mark}" }}`);

/** A text that stands where a template may stand, and is none. */
const literal = (text: string): string =>
  !mayBeTemplate(text) || text.includes('endraw') || readsEnvironment(text)
    ? withoutTemplates(text)
    : `{% raw %}${text}{% endraw %}`;

/** The usual variable, under another name where the message has that between braces. */
function freeName(message: string): string {
  const taken = new Set(Array.from(message.matchAll(/\{\{\s*(\w+)\s*\}\}/g), ([, name]) => name));
  let name = usualVariable;
  for (let i = 2; taken.has(name); i++) name = `${usualVariable}${i}`;
  return name;
}
