import * as v from 'valibot';
import { Disposable, Uri, window, workspace } from 'vscode';
import type { TreeView } from 'vscode';
import { Lazy } from '../../core/base/lazy';
import type { Model } from '../../core/catalog/catalogTable';
import { Emitter } from '../../core/base/emitter';
import type { PromptRequest } from '../../core/playground/import/promptRequest';
import type { WrittenSession } from '../../core/playground/writtenSession';
import { livingModel } from '../models/families/retiredModel';
import type { PagesFace } from '../pages/pages';
import type { ProvidersFace } from '../providers/providers';
import { registerCommand, registerLazyCommands } from '../shared/commands';
import { viewId, viewType, wireScheme } from '../shared/contributions';
import type { AskTarget } from '../shared/contributions';
import { LazyTree } from '../shared/lazyTree';
import { takeRestored } from '../shared/restoredPanel';
import type { Shared } from '../shared/shared';
import type { TokensFace } from '../tokens/tokens';
import { registerRequestFiles } from './lazyRequestFiles';
import type { SessionItem } from './sessionsTree';
import type { WindowPlayground } from './windowPlayground';

/** The provider and model that a new session asks. */
const targetSchema = v.object({ providerId: v.string(), model: v.string() });
/** UTF-16 code units of the longest prompt that a link may bring. Those of the guide are short questions. */
const maxPrompt = 2_000;

export interface Playground {
  /** Opens the tab with that model in the draft; for a retired one, with the model that the user chooses instead. */
  openWithLiving(model: Model): Promise<void>;
  /** Opens the tab with that model in the draft. */
  openWithModel(model: Model): Promise<void>;
  /**
   * Opens a prompt as a session for that model, or for the model that it names, and returns the session's id. Sends
   * only where `how` says so.
   */
  openPrompt(prompt: PromptRequest, target?: AskTarget, how?: { readonly sends: boolean }): Promise<string | undefined>;
  /** Opens the tab, and adds a text that was counted for a model below the content of the message field. Sends nothing. */
  addToMessage(text: string, countedFor: Model): Promise<void>;
  /** Opens a prompt in two columns, beside another prompt, or on a second model that the user picks. Sends nothing. */
  comparePrompts(prompt: PromptRequest, before?: PromptRequest): Promise<void>;
  /** Reads all that is written in the first column of the session that the tab shows. */
  written(): Promise<WrittenSession>;
  /** Calls the listener with the id of each session that the tab shows from now on. Returns a function that ends that. */
  onDidShow(listener: (session: string) => void): () => void;
  /** Stops running requests, and waits for the last write. */
  close(): Promise<void>;
}

/** Registers the playground. It reads nothing before it is used, as most windows never ask a model. */
export function startPlayground(
  shared: Shared,
  { webviewGlossary, pages }: Pick<PagesFace, 'webviewGlossary' | 'pages'>,
  { backends, providers, models, ledger }: ProvidersFace,
  { countForModel: countTokens }: TokensFace,
): Playground {
  const showing = new Emitter<string>();
  const used = new Lazy(async () => {
    const { createWindowPlayground } = await import('./windowPlayground');
    const uses = { backends, providers, models, ledger, countTokens, words: webviewGlossary };
    const made = createWindowPlayground(shared, uses);
    made.sessions.onDidShow(({ id }) => showing.fire(id));
    return made;
  });
  shared.start({
    playground: () => registerPlayground(used),
    spending: () =>
      registerCommand('playground.showSpending', async () => {
        const { showSpending } = await import('./showSpending');
        await showSpending(ledger, pages);
      }),
  });
  const openWithModel = async (model: Model): Promise<void> => (await used.get()).openWithModel(model);
  return {
    openWithModel,
    openPrompt: async (prompt, target, how) => (await used.get()).openPrompt(prompt, target, how),
    addToMessage: async (text, countedFor) => (await used.get()).addText(text, countedFor),
    comparePrompts: async (prompt, before) => (await used.get()).comparePrompts(prompt, before),
    written: async () => (await used.get()).written(),
    onDidShow: showing.on,
    openWithLiving: async (model) => {
      const living = await livingModel(model, await shared.guide.catalog());
      if (living) await openWithModel(living);
    },
    // A playground that was never used has nothing to write.
    close: async () => (await used.asked?.catch(() => undefined))?.sessions.close(),
  };
}

/** Registers the tab, the list of sessions, and their commands. */
const registerPlayground = (used: Lazy<WindowPlayground>): Disposable =>
  Disposable.from(
    { dispose: () => used.now?.tab.dispose() },
    registerCommand('playground.open', async (prompt, target) => {
      const { tab } = await used.get();
      if (v.is(targetSchema, target)) return tab.openWith(target);
      const isPrompt = typeof prompt === 'string' && prompt.length <= maxPrompt;
      await (isPrompt ? tab.openWithPrompt(prompt) : tab.open());
    }),
    registerCommand('playground.addColumn', async () => (await used.get()).addColumn()),
    registerCommand('playground.ask', async () => (await used.get()).sendQuestion()),
    registerCommand('playground.sendSelection', async () => {
      const editor = window.activeTextEditor;
      await (await used.get()).sendSelection(editor);
    }),
    registerCommand('playground.choosePreset', async () => (await used.get()).choosePreset()),
    registerCommand('playground.showBranches', async () => (await used.get()).showBranches()),
    registerCommand('playground.addSelection', async () => {
      const editor = window.activeTextEditor;
      await (await used.get()).addSelection(editor);
    }),
    registerCommand('playground.addFile', async (file, files) => {
      const picked = Array.isArray(files) ? files : [file];
      const uris = picked.filter((each): each is Uri => each instanceof Uri);
      await (await used.get()).addFiles(uris.length > 0 ? uris : undefined);
    }),
    registerCommand('playground.applyChange', async (preview) => (await used.get()).tab.changes.apply(preview)),
    registerCommand('playground.discardChange', async (preview) => (await used.get()).tab.changes.discard(preview)),
    registerCommand('playground.showWire', async (answerId) => (await used.get()).showWire(answerId)),
    workspace.registerTextDocumentContentProvider(wireScheme, {
      provideTextDocumentContent: async (address) => (await used.get()).wireDocument(address),
    }),
    registerCommand('playground.editSchema', async () => (await used.get()).edit('schema')),
    registerCommand('playground.editTools', async () => (await used.get()).edit('tools')),
    registerRequestFiles(async () => (await used.get()).files),
    registerSessions(used),
    registerLazyCommands(
      [
        'playground.exportRequest',
        'playground.exportSession',
        'playground.addTest',
        'playground.saveSessionAs',
        'playground.importRequest',
        'playground.openSavedSession',
      ],
      async () => {
        const [{ exchangeCommands }, { tab, deps }] = await Promise.all([import('./exchangeCommands'), used.get()]);
        return exchangeCommands(tab, deps);
      },
    ),
    window.registerWebviewPanelSerializer(viewType('playground'), {
      deserializeWebviewPanel: (panel) => takeRestored(panel, used.get, ({ tab }) => tab.adopt(panel)),
    }),
  );

/** Registers the list of sessions and its commands. The code loads when the list is first seen, or a command is run. */
function registerSessions(used: Lazy<WindowPlayground>): Disposable {
  const list = new Lazy(async () => {
    const [{ createSessionList }, { sessions, tab, elsewhere }] = await Promise.all([
      import('./sessionList'),
      used.get(),
    ]);
    return createSessionList(view, sessions, tab, elsewhere);
  });
  const tree = new LazyTree<SessionItem>(async () => (await list.get()).tree);
  const view: TreeView<SessionItem> = window.createTreeView(viewId('playground.sessions'), { treeDataProvider: tree });
  return Disposable.from(
    view,
    tree,
    { dispose: () => list.now?.dispose() },
    registerLazyCommands(
      [
        'playground.newSession',
        'playground.openSession',
        'playground.renameSession',
        'playground.deleteSession',
        'playground.undoDeleteSession',
        'playground.searchSessions',
        'playground.deleteAllSessions',
      ],
      async () => (await list.get()).commands,
    ),
  );
}
