import { Disposable } from 'vscode';
import type { Playground } from '../playground/playground';
import { onSettings } from '../shared/settings';
import type { Shared } from '../shared/shared';
import { CodeLenses } from './codeLenses';
import { CodeLinks } from './codeLinks';
import { CodeSessions, showWhetherFromCode } from './codeSessions';

/**
 * Creates the services for prompts in code. A window has them once code of a language with calls is open in it,
 * or the playground is shown.
 */
export function createCodePrompts(shared: Shared, tab: Pick<Playground, 'openPrompt' | 'written'>) {
  const lenses = new CodeLenses(shared);
  const links = new CodeLinks(shared.context);
  const all = Disposable.from(
    lenses,
    onSettings(['prompts.codeLens', 'tokens.model', 'tokens.reservedOutput'], () => lenses.refresh()),
  );
  return {
    lenses,
    sessions: new CodeSessions(shared, tab, links),
    showWhetherFromCode: (session: string) => showWhetherFromCode(links.of(session) !== undefined),
    dispose: () => void all.dispose(),
  };
}
