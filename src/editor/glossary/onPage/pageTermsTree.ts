import { EventEmitter, MarkdownString, ThemeIcon, TreeItem } from 'vscode';
import type { TreeDataProvider, Uri } from 'vscode';
import { formatCount } from '../../../core/base/numbers';
import { capitalise, termCard } from '../../../core/glossary/cards/card';
import { choiceOf } from '../../../core/glossary/cards/choices';
import type { TermChoices } from '../../../core/glossary/cards/choices';
import type { GlossaryIndex } from '../../../core/glossary/find/findTerm';
import type { TextTerm } from '../../../core/glossary/cards/termsInText';
import { commandLink, commandOf, trusting } from '../../shared/commands';
import { TreeNodes } from '../../shared/treeNodes';
import { say } from '../../shared/words';

/** A row: a term, and the document in which it stands. Other features take `termId` of it. */
export interface PageTermRow {
  readonly termId: string;
  readonly found: TextTerm;
  readonly document: Uri;
}

/** The terms of one document, as they were found last. */
export class PageTermsTree implements TreeDataProvider<PageTermRow> {
  readonly nodes = new TreeNodes<PageTermRow>();
  private rows: readonly PageTermRow[] = [];
  private tellFirst: () => void = () => undefined;
  /** The first list is there. VS Code loses a change that it is told of while it asks for the first rows: it waits instead. */
  private readonly first = new Promise<void>((resolve) => (this.tellFirst = resolve));
  private readonly changed = new EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.changed.event;

  constructor(
    private readonly glossary: () => Promise<GlossaryIndex>,
    private readonly choices: () => TermChoices,
  ) {}

  dispose(): void {
    this.tellFirst();
    this.changed.dispose();
  }

  show(rows: readonly PageTermRow[]): void {
    this.rows = this.nodes.remember([...rows]);
    this.tellFirst();
    this.changed.fire(undefined);
  }

  async getChildren(row?: PageTermRow): Promise<PageTermRow[]> {
    await this.first;
    return row ? [] : [...this.rows];
  }

  getTreeItem(row: PageTermRow): TreeItem {
    const { term, mentions } = row.found;
    const item = new TreeItem(capitalise(term.term));
    item.id = row.termId;
    item.description = formatCount(mentions.length);
    item.iconPath = new ThemeIcon('book');
    const isAlways = choiceOf(row.termId, this.choices()) === 'always';
    const facts = [mentions.length > 1 && 'more', term.origin && 'own', isAlways && 'always'];
    item.contextValue = ['pageTerm', ...facts.filter(Boolean)].join('+');
    item.command = commandOf('glossary.goToFirstMention', say('Go to First Mention'), row);
    const times = mentions.length === 1 ? say('1 mention') : say('{0} mentions', formatCount(mentions.length));
    item.accessibilityInformation = { label: `${term.term}, ${times}` };
    return item;
  }

  /** The card is made when the pointer rests on a row. */
  async resolveTreeItem(item: TreeItem, { found }: PageTermRow): Promise<TreeItem> {
    const card = new MarkdownString(
      termCard(found.term, await this.glossary(), (id) => commandLink('glossary.lookUp', id)),
    );
    card.isTrusted = trusting('glossary.lookUp');
    item.tooltip = card;
    return item;
  }
}
