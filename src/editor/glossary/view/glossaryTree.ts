import { workspace } from 'vscode';
import type { TreeItem } from 'vscode';
import { formatCount } from '../../../core/base/numbers';
import { choiceOf } from '../../../core/glossary/cards/choices';
import type { TermChoices } from '../../../core/glossary/cards/choices';
import type { GlossaryIndex } from '../../../core/glossary/find/findTerm';
import type { Term } from '../../../core/glossary/find/glossaryTable';
import { isOwn } from '../../../core/glossary/workspace/workspaceTerm';
import type { TermTotal } from '../../../core/glossary/index/termIndex';
import { leftOutLines, missedFiles } from '../../../core/glossary/index/leftOut';
import { placesOf } from '../../../core/glossary/index/termIndex';
import { linesOf, maxBytes } from '../index/searchedFiles';
import type { WorkspaceTerms } from '../index/workspaceTerms';
import { termTooltip } from '../terms/termTooltip';
import type { Tables } from '../../../core/tables';
import { RowTree } from '../../shared/rowTree';
import { say } from '../../shared/words';
import { itemOf } from './glossaryItems';
import type { TermBranch, FileNode, GlossaryNode, TermNode } from './glossaryItems';

/** Files listed below a term. A longer list would not be read, and VS Code draws each row. */
const maxFiles = 300;

const mentioned: GlossaryNode = { kind: 'mentioned' };

interface GlossaryTreeDeps {
  readonly glossary: () => Promise<GlossaryIndex>;
  readonly topics: Tables['topics'];
  readonly workspaceTerms: Pick<WorkspaceTerms, 'state' | 'index' | 'leftOut'>;
  readonly choices: () => TermChoices;
  /** Finds the terms that the search matches; undefined while nothing is searched for. */
  readonly searched: (index: GlossaryIndex) => Promise<readonly Term[] | undefined>;
}

/** Tree of the terms found in the files, then of terms by their topic. During a search it shows the matches instead. */
export class GlossaryTree extends RowTree<GlossaryNode> {
  /** The rows of terms as VS Code has them, by term and branch. */
  private readonly termRows = new Map<string, Map<TermBranch, TermNode>>();
  /** The choices that the rows show. */
  private shownChoices: TermChoices | undefined;

  constructor(private readonly deps: GlossaryTreeDeps) {
    super();
  }

  /**
   * Called when glossaries or choices have changed. For a choice, only the rows of its term are drawn anew: while VS
   * Code draws all rows, it knows none, and a command from the menu of a row would get no row.
   */
  readonly rulesChanged = (): void => {
    const before = this.shownChoices;
    const now = this.deps.choices();
    this.shownChoices = now;
    const terms = before === undefined ? [] : changedTerms(before, now);
    if (terms.length === 0) return void this.refresh();
    this.changed.fire([...terms.flatMap((id) => [...(this.termRows.get(id)?.values() ?? [])]), mentioned]);
  };

  override async getChildren(node?: GlossaryNode): Promise<GlossaryNode[]> {
    this.shownChoices ??= this.deps.choices();
    const children = await super.getChildren(node);
    for (const child of children) {
      if (child.kind !== 'term') continue;
      const rows = this.termRows.get(child.termId) ?? new Map<TermBranch, TermNode>();
      this.termRows.set(child.termId, rows.set(child.branch, child));
    }
    return children;
  }

  /** Redraws only the row of the terms found in files, so that nothing else changes while the user reads. */
  showProgress(): void {
    this.changed.fire(mentioned);
  }

  protected async childrenOf(node?: GlossaryNode): Promise<GlossaryNode[]> {
    const index = await this.deps.glossary();
    switch (node?.kind) {
      case undefined: {
        const searched = await this.deps.searched(index);
        if (searched) return searched.map((term) => termNode(term, 'found'));
        const ofFiles = workspace.workspaceFolders?.length ? [mentioned] : [];
        return [...ofFiles, ...ownNode(index), ...(await this.topics(index))];
      }
      case 'mentioned':
        return this.metTerms(index);
      case 'leftOut':
        return this.leftOutLines().map((words, at) => ({ kind: 'more', id: `leftOut/${at}`, words }));
      case 'glossaries':
        return sorted(index.terms.filter(isOwn)).map((term) => termNode(term, 'glossaries'));
      case 'topic':
        return sorted(index.terms.filter(({ topic }) => topic === node.topic.id)).map((term) =>
          termNode(term, 'topic'),
        );
      case 'term':
        return this.filesOf(node);
      case 'file':
        return placesIn(node);
      case 'begin':
      case 'place':
      case 'more':
        return [];
    }
  }

  private async topics({ terms }: GlossaryIndex): Promise<GlossaryNode[]> {
    return (await this.deps.topics()).map((topic) => ({
      kind: 'topic',
      topic,
      count: terms.filter((term) => term.topic === topic.id).length,
    }));
  }

  private metTerms(index: GlossaryIndex): GlossaryNode[] {
    const { state, index: found } = this.deps.workspaceTerms;
    if (state.kind === 'none') return [{ kind: 'begin' }];
    const terms = found.terms().flatMap((id) => (this.isHidden(id) ? [] : (index.byId.get(id) ?? [])));
    const leftOut: GlossaryNode[] =
      state.kind === 'done' && this.leftOutLines().length > 0 ? [{ kind: 'leftOut' }] : [];
    return [...leftOut, ...terms.map((term) => termNode(term, 'mentioned'))];
  }

  private leftOutLines(): string[] {
    return leftOutLines(this.deps.workspaceTerms.leftOut, maxBytes(), say);
  }

  private filesOf(of: TermNode): GlossaryNode[] {
    const files = this.deps.workspaceTerms.index.filesOf(of.termId);
    const shown = files.slice(0, maxFiles).map((file): GlossaryNode => ({ kind: 'file', file, of }));
    const hidden = files.length - shown.length;
    if (hidden === 0) return shown;
    return [...shown, { kind: 'more', id: of.termId, words: say('{0} more', formatCount(hidden)) }];
  }

  /** Whether the reader knows the term or wants it nowhere. Such a term is not listed as found. */
  private isHidden(id: string): boolean {
    const choice = choiceOf(id, this.deps.choices());
    return choice === 'known' || choice === 'never';
  }

  private total(id: string): TermTotal {
    return this.isHidden(id) ? { files: 0, mentions: 0 } : this.deps.workspaceTerms.index.total(id);
  }

  getTreeItem(node: GlossaryNode): TreeItem {
    return itemOf(node, {
      total: (id) => this.total(id),
      choice: (id) => choiceOf(id, this.deps.choices()),
      progress: () => this.progress(),
      missed: () => missedFiles(this.deps.workspaceTerms.leftOut),
    });
  }

  private progress(): string {
    const { state, index } = this.deps.workspaceTerms;
    switch (state.kind) {
      case 'none':
        return '';
      case 'running':
        return say('{0} files so far', formatCount(state.files));
      case 'done': {
        const missed = missedFiles(this.deps.workspaceTerms.leftOut);
        return [
          say('{0} of {1} files', formatCount(index.size), formatCount(state.files)),
          ...(missed === 0 ? [] : [say('{0} left out', formatCount(missed))]),
        ].join(' · ');
      }
    }
  }

  /** Makes the card, when the pointer rests on a row. */
  async resolveTreeItem(item: TreeItem, node: GlossaryNode): Promise<TreeItem> {
    if (node.kind === 'term') item.tooltip = termTooltip(node.term, await this.deps.glossary());
    return item;
  }
}

/** Returns the ids of the terms whose choice has changed. */
const changedTerms = (before: TermChoices, now: TermChoices): string[] =>
  [...new Set([before, now].flatMap(({ always, never, known }) => [...always, ...never, ...known]))].filter(
    (id) => choiceOf(id, before) !== choiceOf(id, now),
  );

const termNode = (term: Term, branch: TermBranch): GlossaryNode => ({ kind: 'term', termId: term.id, term, branch });

function ownNode({ terms }: GlossaryIndex): GlossaryNode[] {
  const count = terms.filter(isOwn).length;
  return count === 0 ? [] : [{ kind: 'glossaries', count }];
}

const sorted = (terms: readonly Term[]): Term[] =>
  terms.toSorted((a, b) => a.term.localeCompare(b.term, 'en', { sensitivity: 'base' }));

async function placesIn(node: FileNode): Promise<GlossaryNode[]> {
  const places = placesOf(node.file);
  const lines = await linesOf(node.file.uri);
  const shown = places.map((place): GlossaryNode => ({
    kind: 'place',
    place,
    line: shortened(lines[place.line] ?? '', place.from),
    in: node,
  }));
  const hidden = node.file.count - places.length;
  if (hidden === 0) return shown;
  return [...shown, { kind: 'more', id: node.file.uri, words: say('{0} more', formatCount(hidden)) }];
}

/** UTF-16 code units shown before a term, and of the whole line; a row has no room for more. */
const [maxBefore, maxLineLength] = [16, 120];

/** Cuts a line so that it begins at the start of a word, shortly before a term. */
function shortened(line: string, from: number): string {
  const cut = Math.max(0, from - maxBefore);
  const start = cut === 0 ? 0 : Math.min(from, cut + line.slice(cut).search(/(?<=\s)\S|$/));
  return `${start > 0 ? '…' : ''}${line.slice(start, start + maxLineLength).trim()}`;
}
