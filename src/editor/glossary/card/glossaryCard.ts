import { Disposable, window, workspace } from 'vscode';
import { registerCommand } from '../../shared/commands';
import { viewId } from '../../shared/contributions';
import { settingId } from '../../shared/settingsTable';
import type { CardView } from './cardView';
import type { CardViewParts } from './cardView';

/** The view that follows the cursor. Everything of it is loaded when it is first seen. */
export function registerGlossaryCard(parts: CardViewParts): Disposable {
  let loaded: Promise<CardView> | undefined;
  const load = (): Promise<CardView> => {
    loaded ??= import('./cardView').then(({ CardView }) => new CardView(parts));
    return loaded;
  };
  return Disposable.from(
    window.registerWebviewViewProvider(viewId('glossary.card'), {
      resolveWebviewView: async (view) => (await load()).resolveWebviewView(view),
    }),
    registerCommand('glossary.focusCard', async () => (await load()).focus()),
    registerCommand('glossary.togglePinnedCard', async () => (await load()).pin(true)),
    registerCommand('glossary.togglePinnedCard', async () => (await load()).pin(false)),
    registerCommand('glossary.clearCard', async () => (await load()).clear()),
    parts.choices.onDidChange(() => void loaded?.then((view) => view.refresh())),
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(settingId('tokens.model'))) void loaded?.then((view) => view.refreshModel());
    }),
    new Disposable(() => void loaded?.then((view) => view.dispose())),
  );
}
