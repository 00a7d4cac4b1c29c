import type { Suite, SuiteTest } from '../suite';
import type { RunDeps } from './runDeps';

/** Stands for a message while it is looked for. */
const mark = '7305918246';

/** Whether the last test that has the value asks the message itself in each of its prompts: they may read a template in it. */
export function asksMessage(
  { prompts, tests }: Pick<Suite, 'prompts' | 'tests'>,
  { variable, value, message }: { readonly variable: string; readonly value: string; readonly message: string },
  render: RunDeps['render'],
): boolean {
  const test = tests.findLast(({ vars }) => vars[variable] === value);
  if (!test || test.skip !== undefined) return false;
  const marked: SuiteTest = { ...test, vars: { ...test.vars, [variable]: mark } };
  const written = JSON.stringify(message.replace(/\n$/, '')).slice(1, -1);
  return prompts.every((prompt) => {
    if (prompt.skip !== undefined || test.prompts?.includes(prompt.label) === false) return true;
    try {
      const asked = JSON.stringify(render(prompt, marked)).replaceAll(mark, () => written);
      return asked === JSON.stringify(render(prompt, test));
    } catch {
      // It cannot be filled with it.
      return false;
    }
  });
}
