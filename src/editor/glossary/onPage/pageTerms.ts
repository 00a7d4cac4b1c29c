import { Disposable, Selection, TextEditorRevealType, commands, window, workspace } from 'vscode';
import type { Memento, TextEditor, TreeView } from 'vscode';
import { nextMention, termsOnPage } from '../../../core/glossary/cards/termsOnPage';
import type { Mention, PageOrder, PageTerm } from '../../../core/glossary/cards/termsOnPage';
import type { DocumentTerms } from '../terms/documentTerms';
import type { Tables } from '../../shared/tables';
import { registerCommand } from '../../shared/commands';
import { viewId } from '../../shared/contributions';
import { settingId } from '../../shared/settingsTable';
import type { Logger } from '../../shared/log';
import { PageTermsFollower } from './pageTermsFollower';
import { PageTermsTree } from './pageTermsTree';
import type { PageTermRow } from './pageTermsTree';

interface PageTermsDeps {
  readonly tables: Pick<Tables, 'glossary'>;
  readonly terms: Pick<DocumentTerms, 'all' | 'rules'>;
  /** Keeps the order. */
  readonly workspaceState: Memento;
  readonly log: Logger;
}

const orderKey = 'pageTermsOrder';

/** Terms on This Page: the terms that are shown in the active editor. */
export function registerPageTerms({ tables, terms, workspaceState, log }: PageTermsDeps): Disposable {
  const tree = new PageTermsTree(tables.glossary, terms.rules.choices);
  const view: TreeView<PageTermRow> = window.createTreeView(viewId('glossary.pageTerms'), { treeDataProvider: tree });
  const parts = { tree, terms };
  const orderOf = (): PageOrder => (workspaceState.get(orderKey) === 'name' ? 'name' : 'mention');
  const follower = new PageTermsFollower({ ...{ terms, tree, view, log }, order: orderOf });
  const tellOrder = (): Thenable<unknown> =>
    commands.executeCommand('setContext', contextKeys.pageTermsOrder, orderOf());
  const sortBy = async (order: PageOrder): Promise<void> => {
    await workspaceState.update(orderKey, order);
    await tellOrder();
    follower.sortAgain();
  };
  void tellOrder();
  return Disposable.from(
    ...[tree, view, follower],
    view.onDidChangeVisibility(() => follower.refresh()),
    window.onDidChangeActiveTextEditor(() => follower.refresh()),
    // Without a cell that is entered, a notebook is no text editor.
    window.onDidChangeActiveNotebookEditor(() => follower.refresh()),
    workspace.onDidChangeTextDocument(({ document }) => follower.edited(document)),
    // In another language it is another document in the same editor.
    workspace.onDidOpenTextDocument((document) => follower.edited(document)),
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(settingId('glossary.languages'))) follower.refresh();
    }),
    ...(terms.rules.onDidChange ? [terms.rules.onDidChange(() => follower.refresh())] : []),
    registerCommand('glossary.sortPageTerms', () => sortBy('name')),
    registerCommand('glossary.sortPageTerms', () => sortBy('mention')),
    registerCommand('glossary.goToFirstMention', (row) => goTo(parts, row, ({ mentions }) => mentions[0])),
    registerCommand('glossary.goToNextMention', (row) =>
      goTo(parts, row ?? view.selection[0], (found, { document, selection }) =>
        nextMention(found, document.offsetAt(selection.start)),
      ),
    ),
  );
}

/** Shows a mention of a row's term, as the text is now. */
async function goTo(
  { tree, terms }: { readonly tree: PageTermsTree; readonly terms: PageTermsDeps['terms'] },
  row: unknown,
  choose: (found: PageTerm, editor: TextEditor) => Mention | undefined,
): Promise<void> {
  if (!tree.nodes.has(row)) return;
  const document = await workspace.openTextDocument(row.document);
  const seen = window.visibleTextEditors.find((editor) => editor.document === document);
  const editor = await window.showTextDocument(document, { ...(seen?.viewColumn && { viewColumn: seen.viewColumn }) });
  const now = termsOnPage((await terms.all(document)) ?? [], terms.rules.choices());
  const mention = choose(now.find(({ term }) => term.id === row.termId) ?? row.found, editor);
  if (!mention) return;
  editor.selection = new Selection(document.positionAt(mention.start), document.positionAt(mention.end));
  editor.revealRange(editor.selection, TextEditorRevealType.InCenterIfOutsideViewport);
}
