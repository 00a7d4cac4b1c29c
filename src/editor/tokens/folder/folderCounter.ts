import { Disposable, ThemeIcon, Uri, window, workspace, commands } from 'vscode';
import type { QuickPickItem } from 'vscode';
import type { CommandRuns } from '../../shared/commands';
import { viewId, contextKey } from '../../shared/contributions';
import { offer } from '../../shared/feedback';
import type { Pages } from '../../pages/pages';
import type { Shared } from '../../shared/shared';
import { childOf, pathBelow, nameOf, outermost } from '../../files/paths';
import { say } from '../../shared/words';
import type { FolderCommand } from './folderCommands';
import { FolderTokensTree } from './folderTokensTree';
import type { ShownResult } from './folderTokensTree';
import type { Model } from '../../../core/catalog/catalogTable';
import { usableInput } from '../../../core/tokens/counting/budget';
import { modelCount } from '../../../core/tokens/counting/modelCount';
import { formatTokens } from '../../../core/tokens/counting/describeCount';
import { formatCount } from '../../../core/base/numbers';
import { summaryOf } from '../../../core/tokens/folder/result';
import type { SortOrder } from '../../../core/tokens/folder/folderTree';
import { withCancel } from '../../shared/abort';
import { Latest } from '../../shared/follower';
import { budgetRules, fileByteLimit } from '../../shared/settings';
import { chosenModel } from '../../shared/activeModel';

/** The explorer gives the item under the pointer and, with several selected, all of them; the palette gives nothing. */
async function countInFolder(folders: FolderCounter, item: unknown, selected: unknown): Promise<void> {
  const given = (Array.isArray(selected) && selected.length > 0 ? selected : [item]).filter(
    (each) => each instanceof Uri,
  );
  if (given.length > 0) return folders.count(given, titleOf(given));
  const chosen = await chooseFolder();
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

interface FolderItem extends QuickPickItem {
  readonly uri?: Uri;
}

/** Asks which folder to count. `undefined` when the user leaves without choosing. */
async function chooseFolder(): Promise<Uri | undefined> {
  const items = knownFolders();
  if (items.length === 0) return browse();
  const other: FolderItem = { label: say('Choose Another Folder...'), iconPath: new ThemeIcon('folder-opened') };
  const picked = await window.showQuickPick([...items, other], {
    title: say('Count Tokens in Folder'),
    placeHolder: say('Count the tokens of which folder?'),
    matchOnDescription: true,
  });
  return picked === other ? browse() : picked?.uri;
}

/** The folder of the active editor, then those of the workspace. */
function knownFolders(): FolderItem[] {
  const folders: FolderItem[] = (workspace.workspaceFolders ?? []).map(({ name, uri }) => ({
    label: name,
    description: say('workspace folder'),
    iconPath: new ThemeIcon('root-folder'),
    uri,
  }));
  const active = window.activeTextEditor?.document.uri;
  const workspaceFolder = active && workspace.getWorkspaceFolder(active);
  if (!workspaceFolder) return folders;
  const folder = childOf(active, '..');
  const path = pathBelow(workspaceFolder.uri, folder);
  if (path === undefined || path === '') return folders;
  return [
    { label: path, description: say('folder of the active editor'), iconPath: new ThemeIcon('folder'), uri: folder },
    ...folders,
  ];
}

async function browse(): Promise<Uri | undefined> {
  const chosen = await window.showOpenDialog({
    canSelectFiles: false,
    canSelectFolders: true,
    openLabel: say('Count Tokens'),
    title: say('Count Tokens in Folder'),
  });
  return chosen?.[0];
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
  };
  private readonly tree = new FolderTokensTree();
  private readonly view = window.createTreeView(viewId('tokens.folders'), {
    treeDataProvider: this.tree,
    showCollapseAll: true,
  });
  private shown: ShownResult | undefined;
  private order: SortOrder = 'tokens';
  private counted: { uris: readonly Uri[]; title: string } | undefined;
  private readonly latest = new Latest();

  constructor(
    private readonly shared: Shared,
    private readonly pages: Pages,
  ) {}

  dispose(): void {
    this.latest.stop();
    Disposable.from(this.tree, this.view).dispose();
  }

  /** Counts, with progress that can be cancelled, and shows the result. A second count cancels a running one. */
  async count(uris: readonly Uri[], title: string): Promise<void> {
    const model = await chosenModel(await this.shared.guide.catalog());
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
    const catalog = await this.shared.guide.catalog();
    const tokenizer = catalog.tokenizerOf(model);
    const maxFileBytes = fileByteLimit();
    const rules = { counter: this.shared.worker, tokenizer, encoding: tokenizer.encoding, maxFileBytes };
    const { countFolders } = await import('./countFolders'); // With the libraries for globs and ignore rules.
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
    const markdown = folderReport(result, await this.shared.guide.catalog(), order, say, (path) => {
      const address = addressIn(roots, path);
      if (address !== undefined) files.add(address);
      return address;
    });
    const of = roots.map(({ uri }) => uri.toString());
    this.pages.showReport('folder', { title: say('Tokens of {0}', result.title), markdown, files, of });
  }

  private async show(shown: ShownResult | undefined): Promise<void> {
    this.shown = shown;
    this.tree.show(shown);
    this.view.description = shown?.result.title ?? '';
    this.view.message = shown ? summaryOf(shown.result, say) : '';
    await commands.executeCommand('setContext', contextKey('tokens.hasFolders'), shown !== undefined);
  }
}

/** The address of a path of the report. Two roots may have one name; which of them is meant is then not known. */
function addressIn(roots: ShownResult['roots'], path: string): string | undefined {
  const [root, other] = roots.filter(({ node }) => path === node.path || path.startsWith(`${node.path}/`));
  if (!root || other) return undefined;
  const below = path.slice(root.node.path.length + 1);
  return (below === '' ? root.uri : childOf(root.uri, below)).toString();
}

/** The name of several items together. */
const titleOf = (uris: readonly Uri[]): string => {
  const [first] = uris;
  return uris.length === 1 && first ? nameOf(first) || first.path : say('{0} items', formatCount(uris.length));
};
