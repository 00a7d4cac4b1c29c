import { isRecord } from '../../base/json';
import type { Say } from '../../base/say';
import { promptFormOf } from '../../prompts/forms/readPrompt';
import { readPromptSource } from '../../prompts/language/promptSource';
import type { SuiteProblem, SuitePrompt, WrittenAt } from '../suite';

/**
 * Finds lists of texts that become rows before they reach a prompt file that takes a list.
 * @param lists by the names of their variables.
 */
export function listProblems(
  prompts: readonly SuitePrompt[],
  lists: ReadonlyMap<string, WrittenAt>,
  say: Say,
): SuiteProblem[] {
  if (lists.size === 0) return [];
  return prompts.flatMap(({ file, source, skip }) => {
    if (file === undefined || skip !== undefined) return [];
    return listsOf(file, source).flatMap((name): SuiteProblem[] => {
      const at = lists.get(name);
      const message = (): string =>
        say(
          'Each text of "{0}" is a row, but {1} takes a list. disableVarExpansion in options keeps it whole.',
          name,
          file,
        );
      return at ? [{ severity: 'warning', rule: 'list-of-rows', message: message(), ...at }] : [];
    });
  });
}

/** Returns the inputs that a prompt file declares as lists, or loops over. */
function listsOf(file: string, source: string): string[] {
  const form = promptFormOf(file);
  if (form === undefined) return [];
  const { prompt, templates } = readPromptSource(source, form);
  const declared = prompt.metadata.input?.schema?.['properties'];
  const names = Object.entries(isRecord(declared) ? declared : {}).flatMap(([name, schema]) =>
    isRecord(schema) && [schema['type']].flat().includes('array') ? [name] : [],
  );
  const looped = templates.flatMap(({ parts }) =>
    parts.calls.flatMap(({ call: { helper, args } }) => {
      const [list] = args;
      const isName = helper === 'each' && list?.kind === 'path' && list.depth === 0 && list.parts.length === 1;
      return isName ? list.parts : [];
    }),
  );
  return [...new Set([...names, ...looped])];
}
