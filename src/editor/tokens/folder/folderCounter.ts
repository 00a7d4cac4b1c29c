import { Disposable, TreeItemCheckboxState, Uri, window, workspace, commands } from 'vscode';
import { Lazy } from '../../../core/base/lazy';
import type { CommandRuns } from '../../shared/commands';
import { viewId, contextKey } from '../../shared/contributions';
import { offer } from '../../shared/feedback';
import { childOf, nameOf, outermost } from '../../files/paths';
import { say } from '../../shared/words';
import { chooseFolder } from './chooseFolder';
import type { FolderCommand } from './folderCommands';
import type { FolderDeps } from './folderDeps';
import { FolderTokensTree } from './folderTokensTree';
import type { ShownResult } from './folderTokensTree';
import { PackBudget } from './packBudget';
import type { Model } from '../../../core/catalog/catalogTable';
import { usableInput } from '../../../core/tokens/counting/budget';
import { modelCount } from '../../../core/tokens/counting/modelCount';
import { formatTokens } from '../../../core/tokens/counting/describeCount';
import { formatCount } from '../../../core/base/numbers';
import { chosenSummary, summaryOf } from '../../../core/tokens/folder/result';
import type { SortOrder } from '../../../core/tokens/folder/folderTree';
import { withCancel } from '../../shared/abort';
import { Latest } from '../../shared/follower';
import { budgetRules, fileByteLimit } from '../../shared/settings';
import { chosenModel } from '../../shared/activeModel';

/** The explorer gives the item under the pointer and, with several selected, all of them; the palette gives nothing. */
const givenItems = (item: unknown, selected: unknown): readonly unknown[] =>
  Array.isArray(selected) && selected.length > 0 ? selected : [item];

const givenUris = (item: unknown, selected: unknown): Uri[] =>
  givenItems(item, selected).filter((each) => each instanceof Uri);

async function countInFolder(folders: FolderCounter, item: unknown, selected: unknown): Promise<void> {
  const given = givenUris(item, selected);
  if (given.length > 0) return folders.count(given, titleOf(given));
  const chosen = await chooseFolder({
    title: say('Count Tokens in Folder'),
    placeholder: say('Count the tokens of which folder?'),
    button: say('Count Tokens'),
  });
  if (chosen) await folders.count([chosen], titleOf([chosen]));
}

async function countInWorkspace(folders: FolderCounter): Promise<void> {
  const roots = workspace.workspaceFolders ?? [];
  if (roots.length === 0) {
    const message = say('No folder is open. Open one, or choose one to count its tokens.');
    return offer('Warning', message, say('Choose a Folder'), () => countInFolder(folders, undefined, undefined));
  }
  await folders.count(
    roots.map(({ uri }) => uri),
    workspace.name ?? say('the workspace'),
  );
}

/** Counts folders and holds the last result, which the view and the report show. */
export class FolderCounter {
  readonly commands: CommandRuns<FolderCommand> = {
    'tokens.countFolder': (item, selected) => countInFolder(this, item, selected),
    'tokens.countWorkspace': () => countInWorkspace(this),
    'tokens.sortFolders': () => this.toggleOrder(),
    'tokens.openFolderReport': () => this.openReport(),
    'tokens.recountFolders': () => this.refresh(),
    'tokens.clearFolders': () => this.clear(),
    'tokens.showMoreFiles': (node) => this.tree.showMore(node),
    'tokens.packFiles': (item, selected) => this.pack(item, selected),
    'tokens.compareCommit': async (folder, ref) => {
      const { compareCommit } = await import('./compareCommit');
      await compareCommit({ folder, ref }, this.deps, this.comparing.next());
    },
  };
  private readonly tree = new FolderTokensTree();
  private readonly view = window.createTreeView(viewId('tokens.folders'), {
    treeDataProvider: this.tree,
    showCollapseAll: true,
    canSelectMany: true,
    // Checking a folder also chooses the files in it that were never shown.
    manageCheckboxStateManually: true,
  });
  private readonly budget: PackBudget;
  private shown: ShownResult | undefined;
  private order: SortOrder = 'tokens';
  private counted: { uris: readonly Uri[]; title: string } | undefined;
  private readonly latest = new Latest();
  private readonly comparing = new Latest();
  private readonly packer = new Lazy(async () => new (await import('./packFiles')).FilePacker(this.deps));
  private readonly listener = this.view.onDidChangeCheckboxState(({ items }) => {
    this.tree.choose(items.map(([node, state]) => [node, state === TreeItemCheckboxState.Checked]));
    this.showSums();
  });

  constructor(private readonly deps: FolderDeps) {
    this.budget = new PackBudget(deps.context.workspaceState);
  }

  dispose(): void {
    this.latest.stop();
    this.comparing.stop();
    this.packer.now?.dispose();
    Disposable.from(this.listener, this.tree, this.view).dispose();
  }

  /**
   * Packs the files that the explorer gives, the given rows of the view, or the files chosen in the view. Without any of these
   * it packs all that was counted, or else a folder that the user picks.
   */
  private async pack(item: unknown, selected: unknown): Promise<void> {
    const given = givenUris(item, selected);
    const uris = given.length > 0 ? given : this.tree.urisOf(givenItems(item, selected));
    if (uris.length > 0) return this.packUris(uris);
    const chosen = await chooseFolder({
      title: say('Pack Files for a Model'),
      placeholder: say('Pack the files of which folder?'),
      button: say('Pack Files'),
    });
    if (chosen) await this.packUris([chosen]);
  }

  private async packUris(uris: readonly Uri[]): Promise<void> {
    await (await this.packer.get()).pack(uris);
    // The user may have set another budget meanwhile.
    this.showSums();
  }

  /** Counts, with progress that can be cancelled, and shows the result. A second count cancels a running one. */
  async count(uris: readonly Uri[], title: string): Promise<void> {
    const model = await chosenModel(await this.deps.guide.catalog());
    if (!model) return;
    const shown = await withCancel(
      say('Counting tokens in {0}', title),
      (signal, report) => this.run(outermost(uris), title, model, signal, report),
      this.latest.next(),
    );
    if (!shown) return;
    this.counted = { uris, title };
    await this.show(shown);
    await commands.executeCommand(`${viewId('tokens.folders')}.focus`);
  }

  private async run(
    uris: readonly Uri[],
    title: string,
    model: Model,
    signal: AbortSignal,
    report: (words: () => string) => void,
  ): Promise<ShownResult | undefined> {
    const catalog = await this.deps.guide.catalog();
    const tokenizer = catalog.tokenizerOf(model);
    const maxFileBytes = fileByteLimit();
    const rules = { counter: this.deps.worker, tokenizer, encoding: tokenizer.encoding, maxFileBytes };
    const { countFolders } = await import('./countFolders'); // Loads the libraries for globs and ignore rules, too.
    const counts = await countFolders(uris, rules, signal, (files, tokens) =>
      report(() => {
        const soFar = formatTokens(modelCount(tokenizer, { tokens }));
        const counted = files === 1 ? say('1 file') : say('{0} files', formatCount(files));
        return say('{0}, {1} tokens', counted, soFar);
      }),
    );
    if (!counts) return undefined;
    const { roots, skipped, unreadRules } = counts;
    const nodes = roots.map(({ node }) => node);
    const usable = usableInput(model, budgetRules());
    const about = { title, model, tokenizer, usable, maxFileBytes, at: catalog.now };
    const result = { ...about, roots: nodes, skipped, unreadRules };
    return { result, roots, order: this.order };
  }

  async refresh(): Promise<void> {
    if (this.counted) await this.count(this.counted.uris, this.counted.title);
  }

  async clear(): Promise<void> {
    this.latest.stop();
    this.counted = undefined;
    await this.show(undefined);
  }

  async toggleOrder(): Promise<void> {
    this.order = this.order === 'tokens' ? 'name' : 'tokens';
    await this.show(this.shown && { ...this.shown, order: this.order });
  }

  async openReport(): Promise<void> {
    if (!this.shown) return;
    const { result, order, roots } = this.shown;
    const { folderReport } = await import('../../../core/pages/reports/folderReport');
    const files = new Set<string>();
    const markdown = folderReport(result, await this.deps.guide.catalog(), order, say, (path) => {
      const address = addressIn(roots, path);
      if (address !== undefined) files.add(address);
      return address;
    });
    const of = roots.map(({ uri }) => uri.toString());
    this.deps.pages.showReport('folder', { title: say('Tokens of {0}', result.title), markdown, files, of });
  }

  /** Shows the sums of the last count, and how the files chosen from it compare with the budget. */
  private showSums(): void {
    const { shown } = this;
    this.view.message = shown ? summaryOf(shown.result, say) : '';
    const chosen = shown && this.tree.chosen;
    const hasChosen = chosen !== undefined && chosen.files > 0;
    void commands.executeCommand('setContext', contextKey('tokens.hasChosen'), hasChosen);
    if (!shown || !hasChosen) return;
    this.view.message += ` ${chosenSummary(shown.result, chosen, this.budget.of(shown.result.usable), say)}`;
  }

  private async show(shown: ShownResult | undefined): Promise<void> {
    this.shown = shown;
    this.tree.show(shown);
    this.view.description = shown?.result.title ?? '';
    this.showSums();
    await commands.executeCommand('setContext', contextKey('tokens.hasFolders'), shown !== undefined);
  }
}

/** Returns the address of a path of the report. `undefined` if no root fits, or several of the same name do. */
function addressIn(roots: ShownResult['roots'], path: string): string | undefined {
  const [root, other] = roots.filter(({ node }) => path === node.path || path.startsWith(`${node.path}/`));
  if (!root || other) return undefined;
  const below = path.slice(root.node.path.length + 1);
  return (below === '' ? root.uri : childOf(root.uri, below)).toString();
}

/** Returns one title for all items: the name of the only one, or their number. */
const titleOf = (uris: readonly Uri[]): string => {
  const [first] = uris;
  return uris.length === 1 && first ? nameOf(first) || first.path : say('{0} items', formatCount(uris.length));
};
