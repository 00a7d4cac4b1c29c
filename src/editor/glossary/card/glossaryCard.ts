import { Disposable, window } from 'vscode';
import { Lazy } from '../../../core/base/lazy';
import { registerLazyCommands } from '../../shared/commands';
import { viewId } from '../../shared/contributions';
import { onSettings } from '../../shared/settings';
import type { TermRules } from '../terms/documentTerms';
import type { CardViewDeps } from './cardView';

/** Registers the view that follows the cursor. Its code is loaded when the view is first seen. */
export function registerGlossaryCard(
  deps: CardViewDeps & { readonly rules: Pick<TermRules, 'onDidChange'> },
): Disposable {
  const view = new Lazy(async () => {
    const { CardView } = await import('./cardView');
    return new CardView(deps);
  });
  return Disposable.from(
    window.registerWebviewViewProvider(viewId('glossary.card'), {
      resolveWebviewView: async (webview) => (await view.get()).resolveWebviewView(webview),
    }),
    registerLazyCommands(['glossary.focusCard', 'glossary.togglePinnedCard', 'glossary.clearCard'], async () => {
      const card = await view.get();
      return {
        'glossary.focusCard': () => card.focus(),
        'glossary.togglePinnedCard': () => card.togglePinned(),
        'glossary.clearCard': () => card.clear(),
      };
    }),
    deps.choices.onDidChange(() => view.now?.refresh()),
    deps.rules.onDidChange(() => {
      view.now?.refreshTerm().catch((error: unknown) => deps.log.error('The card could not be read again.', error));
    }),
    onSettings(['tokens.model'], () => view.now?.refreshModel()),
    new Disposable(() => view.now?.dispose()),
  );
}
