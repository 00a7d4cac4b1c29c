import { TreeItemCollapsibleState } from 'vscode';
import type { TreeItem, Uri } from 'vscode';
import { formatCount } from '../../../core/base/numbers';
import { capitalise } from '../../../core/glossary/cards/card';
import { choiceOf } from '../../../core/glossary/cards/choices';
import type { TermChoices } from '../../../core/glossary/cards/choices';
import type { GlossaryIndex } from '../../../core/glossary/find/findTerm';
import type { TextTerm } from '../../../core/glossary/cards/termsInText';
import { commandOf } from '../../shared/commands';
import { RowTree, rowItem } from '../../shared/rowTree';
import { say } from '../../shared/words';
import { termTooltip } from '../terms/termTooltip';

/** A row: a term, and the document in which it stands. Other features take `termId` of it. */
export interface PageTermRow {
  readonly termId: string;
  readonly found: TextTerm;
  readonly document: Uri;
}

/** The terms of one document, as they were found last. */
export class PageTermsTree extends RowTree<PageTermRow> {
  private rows: readonly PageTermRow[] = [];
  private tellFirst: () => void = () => undefined;
  /** The first list is there. VS Code loses a change that it is told of while it asks for the first rows: it waits instead. */
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
