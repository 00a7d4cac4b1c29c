import { Disposable, Selection, TextEditorRevealType, window, workspace, TreeItemCollapsibleState } from 'vscode';
import type { TextDocument, TextEditor, TreeView, TreeItem, Uri } from 'vscode';
import { inOrder, nextMention, termsInText } from '../../../core/glossary/cards/termsInText';
import type { MentionOrder, TextTerm } from '../../../core/glossary/cards/termsInText';
import type { Span } from '../../../core/text/span';
import { host } from '#host';
import type { DocumentTerms } from '../terms/documentTerms';
import { isSilent } from '../terms/silence';
import { cancelOnAbort } from '../../shared/abort';
import type { ActiveDocument } from '../../shared/activeDocument';
import { registerCommand, commandOf } from '../../shared/commands';
import { viewId } from '../../shared/contributions';
import { notebookWithoutCursor } from '../../shared/countedEditor';
import { Follower } from '../../shared/follower';
import { onSettings } from '../../shared/settings';
import type { Shared } from '../../shared/shared';
import { say } from '../../shared/words';
import { formatCount } from '../../../core/base/numbers';
import { capitalise } from '../../../core/glossary/cards/card';
import { choiceOf } from '../../../core/glossary/cards/choices';
import type { TermChoices } from '../../../core/glossary/cards/choices';
import type { GlossaryIndex } from '../../../core/glossary/find/findTerm';
import { RowTree, rowItem } from '../../shared/rowTree';
import { termTooltip } from '../terms/termTooltip';

type ListedTerms = Pick<DocumentTerms, 'all' | 'rules'>;

/** Key under which the order is kept. */
const orderKey = 'pageTermsOrder';

/** Registers Terms on This Page: the list of the terms that are shown in the active editor. */
export function registerPageTerms(shared: Shared, active: ActiveDocument, terms: ListedTerms): Disposable {
  const list = new PageTermsList(shared, active, terms);
  const { tree, view } = list;
  return Disposable.from(
    list,
    registerCommand('glossary.sortPageTerms', () => list.changeOrder()),
    registerCommand('glossary.goToFirstMention', (row) => goTo(tree, terms, row, ({ mentions }) => mentions[0])),
    registerCommand('glossary.goToNextMention', (row) =>
      goTo(tree, terms, row ?? view.selection[0], (found, { document, selection }) =>
        nextMention(found, document.offsetAt(selection.start)),
      ),
    ),
  );
}

/** Shows a mention of a row's term in the present text. */
async function goTo(
  tree: PageTermsTree,
  terms: ListedTerms,
  row: unknown,
  choose: (found: TextTerm, editor: TextEditor) => Span | undefined,
): Promise<void> {
  if (!tree.has(row)) return;
  const document = await workspace.openTextDocument(row.document);
  const seen = window.visibleTextEditors.find((editor) => editor.document === document);
  const editor = await window.showTextDocument(document, { ...(seen?.viewColumn && { viewColumn: seen.viewColumn }) });
  const now = termsInText((await terms.all(document)) ?? [], terms.rules.choices());
  const mention = choose(now.find(({ term }) => term.id === row.termId) ?? row.found, editor);
  if (!mention) return;
  editor.selection = new Selection(document.positionAt(mention.start), document.positionAt(mention.end));
  editor.revealRange(editor.selection, TextEditorRevealType.InCenterIfOutsideViewport);
}

/** Milliseconds after the last edit. A user who types does not read the list. */
const afterEditMs = 400;

/**
 * Milliseconds until a message says that the search is under way. A long text takes seconds; for most, it would only
 * flicker.
 */
const slowMs = 200;

/**
 * UTF-16 code units of the longest text that is listed. A longer list would not be read, and finding its terms takes
 * seconds.
 */
const maxTextLength = 5_000_000;

/** Keeps the list in step with the active editor. It does nothing while the view is hidden. */
class PageTermsList {
  readonly tree: PageTermsTree;
  readonly view: TreeView<PageTermRow>;
  private shown: { readonly document: TextDocument; readonly found: readonly TextTerm[] } | undefined;
  private readonly follower: Follower;
  private readonly listeners: Disposable;

  constructor(
    private readonly shared: Shared,
    private readonly active: ActiveDocument,
    private readonly terms: ListedTerms,
  ) {
    this.tree = new PageTermsTree(shared.guide.glossary, terms.rules.choices);
    this.view = window.createTreeView(viewId('glossary.pageTerms'), { treeDataProvider: this.tree });
    this.follower = new Follower({
      run: (signal) => this.read(signal),
      failed: (error, isNew) => {
        if (isNew) shared.log.error('The terms of a document could not be listed.', error);
        this.showNone(say('The terms could not be listed. The log (Output: AI Field Guide) says why.'));
      },
    });
    const refresh = (): void => this.refresh();
    this.listeners = Disposable.from(
      ...[this.tree, this.view],
      this.view.onDidChangeVisibility(refresh),
      active.onDidBecomeActive(refresh),
      active.onDidChange(() => this.refresh(afterEditMs)),
      onSettings(['glossary.languages'], refresh),
      terms.rules.onDidChange(refresh),
    );
  }

  dispose(): void {
    this.follower.stop();
    this.listeners.dispose();
  }

  async changeOrder(): Promise<void> {
    await this.shared.context.workspaceState.update(orderKey, this.order === 'name' ? 'mention' : 'name');
    if (this.shown) this.show(this.shown.document, this.shown.found);
  }

  private get order(): MentionOrder {
    return this.shared.context.workspaceState.get(orderKey) === 'name' ? 'name' : 'mention';
  }

  private refresh(afterMs = 0): void {
    if (this.view.visible) this.follower.soon(afterMs);
    else this.follower.stop();
  }

  private async read(signal: AbortSignal): Promise<void> {
    const { editor } = this.active;
    const why = reasonForNone(editor);
    if (!editor || why !== undefined) return this.showNone(why ?? '');
    const stopSaying = host.later(slowMs, () => this.sayLooking(editor.document, signal));
    try {
      const decisions = await this.terms.all(editor.document, cancelOnAbort(signal));
      // A newer reading has replaced this one, or the list is no longer wanted.
      if (signal.aborted) return;
      // The text was changed meanwhile, perhaps before its editor became the active one.
      if (!decisions) return this.refresh(afterEditMs);
      this.show(editor.document, termsInText(decisions, this.terms.rules.choices()));
    } finally {
      stopSaying();
    }
  }

  private show(document: TextDocument, found: readonly TextTerm[]): void {
    this.shown = { document, found };
    const rows = inOrder(found, this.order).map((each) => ({
      termId: each.term.id,
      found: each,
      document: document.uri,
    }));
    this.tree.show(rows);
    this.view.message = found.length === 0 ? say('This text contains no terms from the glossary.') : '';
  }

  /** Says that the search is under way, so that the list of the editor before does not stay in view meanwhile. */
  private sayLooking(document: TextDocument, { aborted }: AbortSignal): void {
    if (aborted || this.shown?.document === document) return;
    this.showNone(say('Looking for terms...'));
  }

  private showNone(message: string): void {
    this.shown = undefined;
    this.tree.show([]);
    this.view.message = message;
  }
}

/** Says why an editor has no list; undefined where it has one. */
function reasonForNone(editor: TextEditor | undefined): string | undefined {
  if (!editor) {
    return notebookWithoutCursor()
      ? say('Enter a notebook cell to see which glossary terms it contains.')
      : say('Open a text to see which glossary terms it contains.');
  }
  const { languageId } = editor.document;
  if (isSilent(languageId)) return say('The settings turn explanations off for the language "{0}".', languageId);
  const isLong =
    editor.document.offsetAt(editor.document.lineAt(editor.document.lineCount - 1).range.end) > maxTextLength;
  return isLong ? say('This text is too long to list its terms.') : undefined;
}

/** A row: a term, and the document in which it stands. Other features read its `termId`. */
interface PageTermRow {
  readonly termId: string;
  readonly found: TextTerm;
  readonly document: Uri;
}

/** Tree of the terms of one document, as they were found last. */
class PageTermsTree extends RowTree<PageTermRow> {
  private rows: readonly PageTermRow[] = [];
  private tellFirst: () => void = () => undefined;
  /**
   * Resolves with the first list. VS Code loses a change that it hears of while it asks for the first rows, so those
   * wait.
   */
  private readonly first = new Promise<void>((resolve) => (this.tellFirst = resolve));

  constructor(
    private readonly glossary: () => Promise<GlossaryIndex>,
    private readonly choices: () => TermChoices,
  ) {
    super();
  }

  override dispose(): void {
    this.tellFirst();
    super.dispose();
  }

  show(rows: readonly PageTermRow[]): void {
    this.rows = rows;
    this.tellFirst();
    this.refresh();
  }

  protected async childrenOf(row?: PageTermRow): Promise<readonly PageTermRow[]> {
    await this.first;
    return row ? [] : this.rows;
  }

  getTreeItem(row: PageTermRow): TreeItem {
    const { term, mentions } = row.found;
    const isAlways = choiceOf(row.termId, this.choices()) === 'always';
    const facts = [mentions.length > 1 && 'more', term.origin && 'own', isAlways && 'always'];
    const times = mentions.length === 1 ? say('1 mention') : say('{0} mentions', formatCount(mentions.length));
    return rowItem(capitalise(term.term), TreeItemCollapsibleState.None, {
      id: row.termId,
      description: formatCount(mentions.length),
      icon: 'book',
      contextValue: ['pageTerm', ...facts.filter(Boolean)].join('+'),
      command: commandOf('glossary.goToFirstMention', say('Go to First Mention'), row),
      accessibilityInformation: { label: `${term.term}, ${times}` },
    });
  }

  /** The card is made when the pointer rests on a row. */
  async resolveTreeItem(item: TreeItem, { found }: PageTermRow): Promise<TreeItem> {
    item.tooltip = termTooltip(found.term, await this.glossary());
    return item;
  }
}
