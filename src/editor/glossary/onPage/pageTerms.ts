import { Disposable, Selection, TextEditorRevealType, window, workspace } from 'vscode';
import type { Memento, TextEditor, TreeView } from 'vscode';
import { nextMention, termsInText } from '../../../core/glossary/cards/termsInText';
import type { MentionOrder, TextTerm } from '../../../core/glossary/cards/termsInText';
import type { Span } from '../../../core/text/span';
import type { DocumentTerms } from '../terms/documentTerms';
import type { Tables } from '../../../core/tables';
import type { ActiveDocument } from '../../shared/activeDocument';
import { registerCommand } from '../../shared/commands';
import { viewId } from '../../shared/contributions';
import { settingId } from '../../shared/settingsTable';
import type { Logger } from '../../shared/log';
import { PageTermsFollower } from './pageTermsFollower';
import { PageTermsTree } from './pageTermsTree';
import type { PageTermRow } from './pageTermsTree';

interface PageTermsDeps {
  readonly active: ActiveDocument;
  readonly tables: Pick<Tables, 'glossary'>;
  readonly terms: Pick<DocumentTerms, 'all' | 'rules'>;
  /** Keeps the order. */
  readonly workspaceState: Memento;
  readonly log: Logger;
}

const orderKey = 'pageTermsOrder';

/** Terms on This Page: the terms that are shown in the active editor. */
export function registerPageTerms({ active, tables, terms, workspaceState, log }: PageTermsDeps): Disposable {
  const tree = new PageTermsTree(tables.glossary, terms.rules.choices);
  const view: TreeView<PageTermRow> = window.createTreeView(viewId('glossary.pageTerms'), { treeDataProvider: tree });
  const parts = { tree, terms };
  const orderOf = (): MentionOrder => (workspaceState.get(orderKey) === 'name' ? 'name' : 'mention');
  const follower = new PageTermsFollower({ active, terms, tree, view, order: orderOf, log });
  return Disposable.from(
    ...[tree, view, follower],
    view.onDidChangeVisibility(() => follower.refresh()),
    active.onDidBecomeActive(() => follower.refresh()),
    active.onDidChange(() => follower.edited()),
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(settingId('glossary.languages'))) follower.refresh();
    }),
    ...(terms.rules.onDidChange ? [terms.rules.onDidChange(() => follower.refresh())] : []),
    registerCommand('glossary.sortPageTerms', async () => {
      await workspaceState.update(orderKey, orderOf() === 'name' ? 'mention' : 'name');
      follower.sortAgain();
    }),
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
  choose: (found: TextTerm, editor: TextEditor) => Span | undefined,
): Promise<void> {
  if (!tree.nodes.has(row)) return;
  const document = await workspace.openTextDocument(row.document);
  const seen = window.visibleTextEditors.find((editor) => editor.document === document);
  const editor = await window.showTextDocument(document, { ...(seen?.viewColumn && { viewColumn: seen.viewColumn }) });
  const now = termsInText((await terms.all(document)) ?? [], terms.rules.choices());
  const mention = choose(now.find(({ term }) => term.id === row.termId) ?? row.found, editor);
  if (!mention) return;
  editor.selection = new Selection(document.positionAt(mention.start), document.positionAt(mention.end));
  editor.revealRange(editor.selection, TextEditorRevealType.InCenterIfOutsideViewport);
}
