import { Disposable, window } from 'vscode';
import { Lazy } from '../../../core/base/lazy';
import { registerLazyCommands } from '../../shared/commands';
import { viewId } from '../../shared/contributions';
import { onSettings } from '../../shared/settings';
import type { CardViewDeps } from './cardView';

/** The view that follows the cursor. Everything of it is loaded when it is first seen. */
export function registerGlossaryCard(deps: CardViewDeps): Disposable {
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
    onSettings(['tokens.model'], () => view.now?.refreshModel()),
    new Disposable(() => view.now?.dispose()),
  );
}
