import type { Suite, SuiteTest } from '../suite';
import type { RunDeps } from './runDeps';

/** Text that stands for a message while the message is looked for. */
const mark = '7305918246';

/** Whether the last test with the value sends the message as it is in each prompt, which might read it as a template. */
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
      // The prompt cannot be filled with the message.
      return false;
    }
  });
}
