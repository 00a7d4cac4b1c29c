import type { Suite, SuiteProblem } from '../suite';
import type { Say } from '../../base/say';

/** Whether one of the names is in a list, as promptfoo reads it: `x`, `x*`, and `x` for all `x:…`. */
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

/** Finds names of prompts and providers that a suite does not have. Tests for these would silently not be asked. */
export function unknownNames({ prompts, providers, tests }: Suite, say: Say): SuiteProblem[] {
  const problems = new Map<string, SuiteProblem>();
  const look = (
    at: Pick<SuiteProblem, 'file' | 'span'>,
    names: readonly string[] | undefined,
    known: readonly { readonly label: string; readonly id?: string }[],
    message: (name: string) => string,
  ): void => {
    for (const name of names ?? []) {
      const found = message(name);
      if (problems.has(found) || known.some(({ label, id }) => isNamed([name], [label, id]))) continue;
      const { span } = at;
      problems.set(found, {
        ...{ severity: 'error', rule: 'name', message: found, file: at.file },
        ...(span && { span }),
      });
    }
  };
  const noPrompt = (name: string): string => say('The suite has no prompt "{0}".', name);
  const noProvider = (name: string): string => say('The suite has no provider "{0}".', name);
  for (const test of tests) {
    look(test, test.prompts, prompts, noPrompt);
    look(test, test.providers, providers, noProvider);
  }
  for (const provider of providers) look(provider, provider.prompts, prompts, noPrompt);
  return [...problems.values()];
}
