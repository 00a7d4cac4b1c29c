import type { ErrorAction, ErrorView } from '../../../core/chat/messages/errors';
import type { Backend } from '../../../core/chat/backend';
import { executeCommand } from '../../shared/commands';
import { showMessage } from '../../shared/messages';
import { say } from '../../shared/words';

/** Shows an error of a provider with buttons for its remedies. `retry` repeats the failed action, under that title. */
export async function offerErrorActions(
  { id }: Pick<Backend, 'id'>,
  error: ErrorView,
  retry: { readonly title: string; readonly run: () => unknown },
  before = '',
): Promise<void> {
  const runs: Partial<Record<ErrorAction, { readonly title: string; readonly run: () => unknown }>> = {
    'set-key': { title: say('Set API Key'), run: () => executeCommand('providers.setApiKey', id) },
    'edit-provider': { title: say('Edit Provider'), run: () => executeCommand('providers.edit', id) },
    retry,
  };
  const mends = error.actions.flatMap((action) => runs[action] ?? []);
  const offered = mends.length > 0 ? mends : [retry]; // Without a button, VS Code cuts a long message.
  const message = [before, error.message, error.advice].filter(Boolean).join(' ');
  const chosen = await showMessage('Error', message, ...offered.map(({ title }) => title));
  await offered.find(({ title }) => title === chosen)?.run();
}
