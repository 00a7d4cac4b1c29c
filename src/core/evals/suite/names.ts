import type { Suite, SuiteProblem, SuitePrompt, SuiteProvider } from '../suite';
import type { Say } from '../../base/say';

type Named = Pick<SuitePrompt | SuiteProvider, 'label' | 'id'>;

/** What a prompt or a provider is called by. */
export const namesOf = ({ label, id }: Named): (string | undefined)[] => [label, id];

/** Whether one of the names is in a list of them, as promptfoo has it: `x`, `x*`, and `x` for all `x:…`. */
export function isNamed(list: readonly string[] | undefined, names: readonly (string | undefined)[]): boolean {
  if (!list) return true;
  return list.some((wanted) =>
    names.some((name) => {
      if (name === undefined) return false;
      return (
        name === wanted ||
        name.startsWith(`${wanted}:`) ||
        (wanted.endsWith('*') && name.startsWith(wanted.slice(0, -1)))
      );
    }),
  );
}

/** Prompts and providers that are named and are not there: what is for them would never be asked. */
export function unknownNames({ prompts, providers, tests }: Suite, say: Say): SuiteProblem[] {
  const found = new Map<string, SuiteProblem>();
  const look = (
    { file, span }: Pick<SuiteProblem, 'file' | 'span'>,
    wanted: readonly string[] | undefined,
    all: readonly Named[],
    messageOf: (name: string) => string,
  ): void => {
    for (const name of wanted ?? []) {
      if (all.some((each) => isNamed([name], namesOf(each)))) continue;
      const message = messageOf(name);
      if (found.has(message)) continue;
      found.set(message, { severity: 'error', rule: 'unknown-name', message, file, ...(span && { span }) });
    }
  };
  const noPrompt = (name: string): string => say('No prompt of the config is called "{0}".', name);
  for (const provider of providers) look(provider, provider.prompts, prompts, noPrompt);
  for (const test of tests) {
    look(test, test.prompts, prompts, noPrompt);
    look(test, test.providers, providers, (name) => say('No provider of the config is called "{0}".', name));
  }
  return [...found.values()];
}
