import { executeCommand } from '../../../src/editor/shared/commands';
import type { CommandName, Commands } from '../../../src/editor/shared/contributions';
import { poll } from '../../support/poll';
import { ui } from './ui';

const quickInput = '.quick-input-widget:not(.quick-input-widget-closing)';

/**
 * Starts a command that asks something, and waits until it asks or is over. It goes on while the test answers: a command
 * ends with its last answer. A command that does not ask is run with `executeCommand`.
 */
export async function startCommand<Name extends CommandName>(
  name: Name,
  ...args: Parameters<Commands[Name]>
): Promise<void> {
  let isOver = false;
  const running = Promise.resolve(executeCommand(name, ...args)).finally(() => (isOver = true));
  const asking = poll(`the question of ${name}`, async () => isOver || (await ui.count(quickInput)) > 0);
  await Promise.race([running, asking]);
}
