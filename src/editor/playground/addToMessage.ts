import { window, workspace } from 'vscode';
import type { TextEditor, Uri } from 'vscode';
import { maxTextLength } from '../../core/chat/messages/types';
import { quoteSelection } from '../../core/playground/selectionMessage';
import type { PlaygroundDeps, PlaygroundPanel } from './playgroundPanel';
import { selectedIn, placeIn } from './selectedText';
import { keepText, startNamed } from './sendQuestion';
import { showMessage } from '../shared/messages';
import { say } from '../shared/words';

/** Files that are added at once: nobody wants more in a message, and each is opened. */
const maxFiles = 50;

/** Puts the selection of that editor into the message field, under its place. Nothing is sent. */
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
  await add([quoteSelection(selected)], tab, deps, editor.viewColumn);
}

/** Puts files into the message field, each under its place: those that are given, or that the user picks. Nothing is sent. */
export async function addFiles(
  given: readonly Uri[] | undefined,
  tab: PlaygroundPanel,
  deps: PlaygroundDeps,
): Promise<void> {
  const uris = given ?? (await window.showOpenDialog({ canSelectMany: true, openLabel: say('Add to Message') })) ?? [];
  const quotes: string[] = [];
  const failed: string[] = [];
  for (const uri of uris.slice(0, maxFiles)) {
    const quote = await quoteFile(uri);
    if (quote === undefined) failed.push(placeIn(uri));
    else quotes.push(quote);
  }
  if (failed.length > 0) {
    void showMessage('Warning', say('Not added, because they cannot be read as text: {0}', failed.join(', ')));
  }
  if (uris.length > maxFiles) {
    void showMessage('Warning', say('Only the first {0} files were added.', maxFiles));
  }
  if (quotes.length > 0) await add(quotes, tab, deps);
}

/** VS Code opens what is a text, wherever it stands and however it is encoded. */
async function quoteFile(uri: Uri): Promise<string | undefined> {
  try {
    const document = await workspace.openTextDocument(uri);
    const { languageId } = document;
    return quoteSelection({ place: placeIn(uri), languageId, pieces: [{ text: document.getText() }] });
  } catch {
    return undefined; // It is named to the user.
  }
}

async function add(
  quotes: readonly string[],
  tab: PlaygroundPanel,
  deps: PlaygroundDeps,
  besides?: TextEditor['viewColumn'],
): Promise<void> {
  await tab.open(besides);
  const { sessions, backends, guide } = deps;
  let live = await sessions.current();
  if (live.access.mode === 'read') live = await startNamed(deps, live.draftOfNext(backends, await guide.catalog()));
  const text = quotes.join('\n\n');
  if (live.main.draft.message.length + text.length > maxTextLength) {
    void showMessage('Warning', say('Nothing was added: the message would be too long.'));
    return;
  }
  keepText(tab, live, text);
}
