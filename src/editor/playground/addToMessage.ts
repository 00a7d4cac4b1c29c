import { window, workspace } from 'vscode';
import type { TextEditor, Uri } from 'vscode';
import type { Model } from '../../core/catalog/catalogTable';
import { maxTextLength } from '../../core/chat/messages/chatTypes';
import { quoteSelection } from '../../core/playground/selectionMessage';
import type { LiveSession } from '../../core/playground/liveSession';
import { isAttachable, mayBeAttached, tellRefused } from './messageFiles';
import type { PlaygroundDeps, PlaygroundPanel } from './playgroundPanel';
import type { Quoted } from '../../core/playground/session/drafts';
import { originOf, placeIn, quotedIn, selectedIn } from './selectedText';
import { keepText, startNamed } from './sendQuestion';
import { takeModel } from './takeModel';
import { showMessage } from '../shared/messages';
import { say } from '../shared/words';

/** Files that can be added at once. A message rarely needs more, and each file is opened. */
const maxFiles = 50;

/** Puts the selection of an editor into the message field, headed by its place. Sends nothing. */
export async function addSelection(
  editor: TextEditor | undefined,
  tab: PlaygroundPanel,
  deps: PlaygroundDeps,
): Promise<void> {
  const selected = selectedIn(editor);
  if (!editor || !selected) {
    void showMessage('Warning', say('Nothing is selected. Select the text to add first.'));
    return;
  }
  await add(quoteSelection(selected), await quotedIn(editor, selected), tab, deps, editor.viewColumn);
}

/**
 * Puts a text that was counted for a model into the message field. Sends nothing. A chosen provider stays, and the user
 * is told where it asks another model; otherwise the counted model is taken.
 */
export async function addText(
  text: string,
  countedFor: Model,
  tab: PlaygroundPanel,
  deps: PlaygroundDeps,
): Promise<void> {
  if (!(await add(text, [], tab, deps))) return;
  const { providerId, model } = (await deps.sessions.current()).main.draft;
  const backend = deps.backends.find(providerId);
  if (!backend || backend.isStandIn) return takeModel(countedFor, deps);
  const asked = (await deps.guide.catalog()).findModel(model);
  if (asked?.id === countedFor.id) return;
  const name = asked?.name ?? (model || backend.name);
  void showMessage('Information', say('Counted for {0}. The playground asks {1}.', countedFor.name, name));
}

/**
 * Puts files into the message field, each headed by its place: the given files, or those that the user picks. Sends
 * nothing.
 */
export async function addFiles(
  given: readonly Uri[] | undefined,
  tab: PlaygroundPanel,
  deps: PlaygroundDeps,
): Promise<void> {
  const uris = given ?? (await window.showOpenDialog({ canSelectMany: true, openLabel: say('Add to Message') })) ?? [];
  const added: AddedFile[] = [];
  const failed: string[] = [];
  const attached: Uri[] = [];
  for (const uri of uris.slice(0, maxFiles)) {
    const file = mayBeAttached(uri) ? undefined : await readFile(uri);
    if (file) added.push(file);
    else if (mayBeAttached(uri) || (await isAttachable(uri))) attached.push(uri);
    else failed.push(placeIn(uri));
  }
  if (failed.length > 0) {
    void showMessage(
      'Warning',
      say('Not added, as neither text nor PNG, JPEG, GIF, WebP or PDF: {0}', failed.join(', ')),
    );
  }
  if (uris.length > maxFiles) {
    void showMessage('Warning', say('Only the first {0} files were added.', maxFiles));
  }
  if (attached.length > 0) tellRefused(await deps.attached.attachUris(await writable(tab, deps), attached));
  if (added.length === 0) return;
  const quoted = added.flatMap(({ origin, quote }) => (origin ? [{ origin, quote }] : []));
  await add(added.map(({ quote }) => quote).join('\n\n'), quoted, tab, deps);
}

type AddedFile = Pick<Quoted, 'quote'> & { readonly origin: Quoted['origin'] | undefined };

/** Reads a file through VS Code, which opens any text, wherever it is stored and however it is encoded. */
async function readFile(uri: Uri): Promise<AddedFile | undefined> {
  try {
    const document = await workspace.openTextDocument(uri);
    const { languageId } = document;
    const quote = quoteSelection({ place: placeIn(uri), languageId, pieces: [{ text: document.getText() }] });
    return { quote, origin: await originOf(document) };
  } catch {
    return undefined; // The caller names the file to the user.
  }
}

/** Returns the session that is shown; a new one where that is read-only. */
async function writable(
  tab: PlaygroundPanel,
  deps: PlaygroundDeps,
  besides?: TextEditor['viewColumn'],
): Promise<LiveSession> {
  await tab.open(besides);
  const live = await deps.sessions.current();
  if (live.access.mode === 'write') return live;
  return startNamed(deps, live.draftOfNext(deps.backends, await deps.guide.catalog()));
}

/** Adds a text to the message. Returns false where there is no room for it. */
async function add(
  text: string,
  quoted: readonly Quoted[],
  tab: PlaygroundPanel,
  deps: PlaygroundDeps,
  besides?: TextEditor['viewColumn'],
): Promise<boolean> {
  const live = await writable(tab, deps, besides);
  if (live.main.draft.message.length + text.length > maxTextLength) {
    void showMessage('Warning', say('Nothing was added: the message would be too long.'));
    return false;
  }
  keepText(tab, live, text, quoted);
  return true;
}
