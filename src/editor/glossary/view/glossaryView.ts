import { Disposable, commands, window, workspace } from 'vscode';
import type { TreeView } from 'vscode';
import type { GlossaryIndex } from '../../../core/glossary/find/findTerm';
import type { Term } from '../../../core/glossary/find/glossaryTable';
import type { TermRules } from '../terms/documentTerms';
import type { WorkspaceTerms } from '../index/workspaceTerms';
import { registerCommand } from '../../shared/commands';
import { contextKey, viewId } from '../../shared/contributions';
import { sayNoFolder } from '../../shared/feedback';
import { answerOf } from '../../shared/question';
import { tellWithLog } from '../../shared/log';
import type { Logger } from '../../shared/log';
import type { Shared } from '../../shared/shared';
import { showProgress } from '../../shared/messages';
import { say } from '../../shared/words';
import type { GlossaryNode } from './glossaryItems';
import { GlossaryTree } from './glossaryTree';

interface GlossaryDeps {
  /** All terms that are listed: the built-in ones, and those of the glossaries of the workspace. */
  readonly glossary: () => Promise<GlossaryIndex>;
  readonly workspaceTerms: WorkspaceTerms;
  readonly rules: TermRules;
}

/** Registers the Glossary view: terms by topic, a search, and the terms found in the files of the workspace. */
export function registerGlossaryView(
  { guide, log }: Shared,
  { glossary, workspaceTerms, rules }: GlossaryDeps,
): Disposable {
  const search = new Search();
  const tree = new GlossaryTree({
    ...{ glossary, topics: guide.topics, workspaceTerms, choices: rules.choices },
    searched: (index) => search.terms(index),
  });
  const view: TreeView<GlossaryNode> = window.createTreeView(viewId('glossary'), {
    treeDataProvider: tree,
    showCollapseAll: true,
  });
  const show = async (query: string): Promise<void> => {
    search.query = query.trim();
    void commands.executeCommand('setContext', contextKey('glossary.isSearched'), search.query !== '');
    view.message = await search.summary(await glossary());
    tree.refresh();
  };
  return Disposable.from(
    ...[tree, view],
    workspaceTerms.onDidChange(() => (workspaceTerms.state.kind === 'running' ? tree.showProgress() : tree.refresh())),
    rules.onDidChange(tree.rulesChanged),
    registerCommand('glossary.search', async (query) => {
      if (typeof query === 'string') return show(query);
      // A list with the focus takes it back when its rows have come, which would close the box.
      await commands.executeCommand(`${viewId('glossary')}.focus`, { preserveFocus: true });
      const isAccepted = await askQuery(search.query, (typed) => void show(typed));
      if (isAccepted) await commands.executeCommand(`${viewId('glossary')}.focus`);
      if (search.query !== '') void findInFiles(log, () => workspaceTerms.startOnce());
    }),
    registerCommand('glossary.clearSearch', () => show('')),
    registerCommand('glossary.findInFiles', async () => {
      if (!workspace.workspaceFolders?.length) {
        void sayNoFolder(say('No folder is open. Open one to find terms in its files.'));
        return;
      }
      await commands.executeCommand(`${viewId('glossary')}.focus`);
      await findInFiles(log, () => workspaceTerms.start());
    }),
    registerCommand('glossary.stopFinding', () => workspaceTerms.stop()),
    registerCommand('glossary.export', async () => (await import('./exportGlossary')).exportGlossary(guide)),
  );
}

/** Searches the files with a progress bar in the view, whose title has a button to stop. */
async function findInFiles(log: Logger, start: () => Promise<void>): Promise<void> {
  try {
    await showProgress({ location: { viewId: viewId('glossary') } }, start);
  } catch (error) {
    log.error('The files could not be searched for terms.', error);
    await tellWithLog(log, say('The files could not be searched for terms.'));
  }
}

/**
 * Lets the user type a search; `onQuery` is called at each key. Resolves with `true` after Enter, and else when the user
 * leaves. A click on a match closes the box as Escape does, so the typed text stays.
 */
function askQuery(start: string, onQuery: (query: string) => void): Promise<true | undefined> {
  const box = window.createInputBox();
  box.title = say('Search Glossary');
  box.placeholder = say('A name, an alias, or words from the explanation. Leave it empty to show all.');
  box.value = start;
  return answerOf<true>(box, (answer) => [box.onDidChangeValue(onQuery), box.onDidAccept(() => answer(true))]);
}

/** The search in the view. Its code is loaded with the first query. */
class Search {
  query = '';
  private made: { readonly of: GlossaryIndex; readonly find: (query: string) => readonly Term[] } | undefined;

  /** Finds the terms that match the query; undefined while nothing is searched for. */
  async terms(of: GlossaryIndex): Promise<readonly Term[] | undefined> {
    if (this.query === '') return undefined;
    if (this.made?.of !== of) {
      const { createTermSearch } = await import('../../../core/search/termSearch');
      this.made = { of, find: createTermSearch(of.terms) };
    }
    return this.made.find(this.query);
  }

  async summary(index: GlossaryIndex): Promise<string> {
    const found = await this.terms(index);
    if (!found) return '';
    if (found.length === 0) return say('No term matches "{0}".', this.query);
    return say('{0} of {1} terms for "{2}".', found.length, index.terms.length, this.query);
  }
}
