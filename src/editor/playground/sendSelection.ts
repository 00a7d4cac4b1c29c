import { window, workspace } from 'vscode';
import type { Selection, TextEditor } from 'vscode';
import { quoteSelection, selectionMessage } from '../../core/playground/selectionMessage';
import type { SelectedText } from '../../core/playground/selectionMessage';
import type { Origin } from '../../core/playground/session/sessionSchema';
import { host } from '#host';
import { keepText, sendOrKeep } from './sendQuestion';
import { askWhatAbout } from './selectionPick';
import type { PlaygroundPanel, PlaygroundDeps } from './playgroundPanel';
import { say } from '../shared/words';

/**
 * Asks what about the selection of that editor, and sends it, or leaves it in the message field. It goes into a conversation
 * of its own beside the editor; what was shown before stays in the list of sessions.
 */
export async function sendSelection(
  editor: TextEditor | undefined,
  tab: PlaygroundPanel,
  deps: PlaygroundDeps,
): Promise<void> {
  const selected = editor && selectedText(editor);
  if (!editor || !selected?.pieces.some(({ text }) => text.trim() !== '')) {
    void window.showWarningMessage(say('Nothing is selected. Select the text to send first.'));
    return;
  }
  const { viewColumn } = editor;
  const origin = await originOf(editor);
  const { sessions, backends, guide } = deps;
  const before = await sessions.current();
  before.proposeTargets(backends, await guide.catalog());
  const chosen = await askWhatAbout(selected, before.main.draft, deps);
  if (chosen === undefined) return;
  const message = selectionMessage(chosen.instruction, selected);
  await tab.open(viewColumn);
  const live = await sessions.startNew();
  live.proposeTargets(backends, await guide.catalog());
  // A draft keeps where it came from for as long as the selection stands in it.
  const from = origin && { origin, quote: quoteSelection(selected) };
  if (chosen.goes === 'to-message') return keepText(tab, live, message, from);
  await sendOrKeep(tab, deps, live, message, 'selection', from);
}

function selectedText({ document, selections }: TextEditor): SelectedText {
  const { uri, languageId } = document;
  const isInWorkspace = workspace.getWorkspaceFolder(uri) !== undefined;
  return {
    // Where a file stands on this machine is nobody else's business.
    place: isInWorkspace ? workspace.asRelativePath(uri) : (uri.path.split('/').at(-1) ?? ''),
    languageId,
    pieces: selections
      .filter((selection) => !selection.isEmpty)
      .toSorted((a, b) => a.start.compareTo(b.start))
      .map((selection) => ({ text: document.getText(selection), lines: linesOf(selection) })),
  };
}

/** From 1. A selection that ends before the first character of a line has nothing of that line. */
function linesOf({ start, end }: Selection): readonly [number, number] {
  const last = end.character === 0 && end.line > start.line ? end.line - 1 : end.line;
  return [start.line + 1, last + 1];
}

/** Where a single selection stands, so that it can be found again. */
async function originOf({ document, selections, selection }: TextEditor): Promise<Origin | undefined> {
  const uri = document.uri.toString();
  if (selections.length !== 1 || uri.length > 2_000) return undefined;
  const { start, end } = selection;
  const sha256 = await host.sha256(new TextEncoder().encode(document.getText(selection)));
  return { uri, range: [start.line, start.character, end.line, end.character], sha256 };
}
