import { Disposable, window } from 'vscode';
import type { ExtensionContext } from 'vscode';
import { Lazy } from '../../core/base/lazy';
import type { Model } from '../../core/catalog/catalogTable';
import { registerCommand } from '../shared/commands';
import { viewType } from '../shared/contributions';
import { takeRestored } from '../shared/restoredPanel';
import { registerSessions } from './sessions';
import type { WindowPlaygroundDeps } from './windowPlayground';

/** UTF-16 code units of a prompt that a link brings: those of the guide are questions. */
const maxPrompt = 2_000;

export interface Playground {
  /** Starts the feature: the tab, the list of sessions, their commands. */
  register(): Disposable;
  /** Opens the tab with that model in the draft. */
  openWithModel(model: Model): Promise<void>;
  /** Stops what runs, and waits for the last write. */
  close(): Promise<void>;
}

/** Reads nothing before it is used: most windows never ask a model. */
export function createPlayground(context: ExtensionContext, services: WindowPlaygroundDeps): Playground {
  const used = new Lazy(async () => {
    const { createWindowPlayground } = await import('./windowPlayground');
    return createWindowPlayground(context, services);
  });
  return {
    register: () =>
      Disposable.from(
        { dispose: () => used.now?.tab.dispose() },
        registerCommand('playground.open', async (prompt) => {
          const { tab } = await used.get();
          const isPrompt = typeof prompt === 'string' && prompt.length <= maxPrompt;
          await (isPrompt ? tab.openWithPrompt(prompt) : tab.open());
        }),
        registerCommand('playground.ask', async () => (await used.get()).sendQuestion()),
        registerCommand('playground.sendSelection', async () => {
          const editor = window.activeTextEditor;
          await (await used.get()).sendSelection(editor);
        }),
        registerSessions(used),
        window.registerWebviewPanelSerializer(viewType('playground'), {
          deserializeWebviewPanel: (panel) => takeRestored(panel, used.get, ({ tab }) => tab.adopt(panel)),
        }),
      ),
    openWithModel: async (model) => (await used.get()).tab.openWithModel(model),
    // What never came to be used has nothing to write.
    close: async () => (await used.asked?.catch(() => undefined))?.sessions.close(),
  };
}
