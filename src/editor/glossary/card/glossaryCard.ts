import { Disposable, window, workspace } from 'vscode';
import { registerCommand } from '../../shared/commands';
import { glossaryCardViewId, settingIds } from '../../shared/contributions';
import type { CardView } from './cardView';
import type { CardViewDeps } from './cardView';

/** The view that follows the cursor. Everything of it is loaded when it is first seen. */
export function registerGlossaryCard(deps: CardViewDeps): Disposable {
  let loaded: Promise<CardView> | undefined;
  const load = (): Promise<CardView> => {
    loaded ??= import('./cardView').then(({ CardView }) => new CardView(deps));
    return loaded;
  };
  return Disposable.from(
    window.registerWebviewViewProvider(glossaryCardViewId, {
      resolveWebviewView: async (view) => (await load()).resolveWebviewView(view),
    }),
    registerCommand('focusGlossaryCard', async () => (await load()).focus()),
    registerCommand('pinGlossaryCard', async () => (await load()).pin(true)),
    registerCommand('unpinGlossaryCard', async () => (await load()).pin(false)),
    registerCommand('clearGlossaryCard', async () => (await load()).clear()),
    deps.choices.onDidChange(() => void loaded?.then((view) => view.refresh())),
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(settingIds.model)) void loaded?.then((view) => view.refreshModel());
    }),
    new Disposable(() => void loaded?.then((view) => view.dispose())),
  );
}
