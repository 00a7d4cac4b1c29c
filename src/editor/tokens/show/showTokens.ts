import { Disposable, window } from 'vscode';
import { Lazy } from '../../../core/base/lazy';
import { registerCommand } from '../../shared/commands';
import { isPanelText, sayNoText } from '../../shared/countedEditor';
import type { Shared } from '../../shared/shared';
import { Comparisons } from './comparisons';
import type { TokenViewDeps } from './tokenView';

/** Registers Toggle Token Colors and Compare Tokens. Everything but the commands is loaded when one of them is used. */
export function registerShowTokens(deps: TokenViewDeps & Pick<Shared, 'worker'>): Disposable {
  const comparisons = new Comparisons();
  const view = new Lazy(async () => {
    const { TokenView } = await import('./tokenView');
    return new TokenView(deps, comparisons);
  });
  return Disposable.from(
    comparisons,
    { dispose: () => view.now?.dispose() },
    registerCommand('tokens.toggleColors', async (shown) => {
      const now = await view.asked;
      if (shown === false || (shown !== true && now?.isShown)) return now?.setShown(false);
      // Without an editor, nothing would change on screen, and silence would look like a failure.
      if (!window.visibleTextEditors.some(({ document }) => !isPanelText(document.uri))) {
        void sayNoText();
      } else await (await view.get()).setShown(true);
    }),
    registerCommand('tokens.compare', async () => {
      const [{ compareTokens }] = await Promise.all([import('./compareTokens'), view.get()]);
      await compareTokens(deps.guide, deps.worker, comparisons);
    }),
  );
}
