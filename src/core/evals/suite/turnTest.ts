import { stringify } from 'yaml';
import type { Suite } from '../suite';
import type { NewTest } from './addTest';

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

export const turnTest = (variable: string, message: string, check: TurnCheck): NewTest => ({
  vars: { [variable]: message },
  ...(check.type !== 'none' && { assert: [{ type: check.type, value: literal(check.value) }] }),
});

/** Names that the prompts of a suite have to be filled with, as far as their texts say it. */
export function variablesOf({ prompts }: Pick<Suite, 'prompts'>): string[] {
  const names = prompts.flatMap(({ source }) =>
    Array.from(source.matchAll(/\{\{\{?-?~?\s*([A-Za-z_]\w*)\s*(?=[|}~-])/g), ([, name = '']) => name),
  );
  return [...new Set(names)].sort();
}

/** A suite of one turn. */
export function turnSuite(turn: Turn, provider: string, check: TurnCheck): string {
  const { system, earlier, temperature, maxOutputTokens } = turn;
  const said = [...(system === '' ? [] : [{ role: 'system', text: system }]), ...earlier];
  const variable = `{{${usualVariable}}}`;
  const chat = [
    ...said.map(({ role, text }) => ({ role, content: literal(text) })),
    { role: 'user', content: variable },
  ];
  const config = {
    ...(temperature !== null && { temperature }),
    ...(maxOutputTokens !== null && { max_tokens: maxOutputTokens }),
  };
  const suite = {
    prompts: [said.length === 0 ? variable : JSON.stringify(chat, undefined, 2)],
    providers: [Object.keys(config).length === 0 ? provider : { id: provider, config }],
    tests: [turnTest(usualVariable, turn.message, check)],
  };
  return stringify(suite, { lineWidth: 0 });
}

/** A text that stands where a template may stand, and is none. */
const literal = (text: string): string => (/\{[{%#]/.test(text) ? `{% raw %}${text}{% endraw %}` : text);
