import { CancellationTokenSource, ProgressLocation, commands, window } from 'vscode';
import type { CancellationToken, TreeView, Uri } from 'vscode';
import type { Model } from '../../../core/catalog/catalogTable';
import { usableInput } from '../../../core/tokens/counting/budget';
import { modelCount } from '../../../core/tokens/counting/modelCount';
import { formatTokens } from '../../../core/tokens/counting/describeCount';
import { formatCount } from '../../../core/base/numbers';
import { summaryOf } from '../../../core/tokens/folder/result';
import type { SortOrder } from '../../../core/tokens/folder/folderTree';
import { contextKey, viewId } from '../../shared/contributions';
import type { Pages } from '../../pages/pages';
import { say } from '../../shared/words';
import { budgetRules, fileByteLimit } from '../../shared/settings';
import type { Tables } from '../../../core/tables';
import { chosenModel } from '../../shared/chosenModel';
import type { WorkerCounter } from '../../shared/workerCounter';
import { childOf, nameOf, outermost } from '../../files/paths';
import type { FolderNode, FolderTokensTree, ShownResult } from './folderTokensTree';

/** Milliseconds between two messages of the progress. */
const progressEvery = 100;

interface FolderCounterDeps {
  readonly tables: Tables;
  readonly counter: WorkerCounter;
  readonly pages: Pages;
  readonly tree: FolderTokensTree;
  readonly view: TreeView<FolderNode>;
}

/** Counts folders and holds the last result, which the view and the report show. */
export class FolderCounter {
  private shown: ShownResult | undefined;
  private order: SortOrder = 'tokens';
  private counted: { uris: readonly Uri[]; title: string } | undefined;
  private running: CancellationTokenSource | undefined;

  constructor(private readonly parts: FolderCounterDeps) {}

  dispose(): void {
    this.running?.cancel();
  }

  /** Counts, with progress that can be cancelled, and shows the result. A second count cancels a running one. */
  async count(uris: readonly Uri[], title: string): Promise<void> {
    const model = await chosenModel(await this.parts.tables.catalog());
    if (!model) return;
    this.running?.cancel();
    const running = new CancellationTokenSource();
    this.running = running;
    try {
      const options = {
        location: ProgressLocation.Notification,
        title: say('Counting tokens in {0}', title),
        cancellable: true,
      };
      const shown = await window.withProgress(options, (progress, token) => {
        token.onCancellationRequested(() => running.cancel());
        return this.run(outermost(uris), title, model, running.token, (message) => progress.report({ message }));
      });
      if (!shown || running.token.isCancellationRequested) return;
      this.counted = { uris, title };
      await this.show(shown);
      await commands.executeCommand(`${viewId('tokens.folders')}.focus`);
    } finally {
      if (this.running === running) this.running = undefined;
      running.dispose();
    }
  }

  private async run(
    uris: readonly Uri[],
    title: string,
    model: Model,
    token: CancellationToken,
    report: (message: string) => void,
  ): Promise<ShownResult | undefined> {
    const catalog = await this.parts.tables.catalog();
    const tokenizer = catalog.tokenizerOf(model);
    const maxFileBytes = fileByteLimit();
    const rules = { counter: this.parts.counter, tokenizer, encoding: tokenizer.encoding, maxFileBytes };
    const { countFolders } = await import('./countFolders'); // With the libraries for globs and ignore rules.
    let last = 0;
    const counts = await countFolders(uris, rules, token, (files, tokens) => {
      if (performance.now() - last < progressEvery) return;
      last = performance.now();
      const soFar = formatTokens(modelCount(tokenizer, { tokens }));
      const counted = files === 1 ? say('1 file') : say('{0} files', formatCount(files));
      report(say('{0}, {1} tokens', counted, soFar));
    });
    if (!counts) return undefined;
    const { roots, skipped, unreadRules } = counts;
    const nodes = roots.map(({ node }) => node);
    const usable = usableInput(model, budgetRules());
    const result = {
      title,
      roots: nodes,
      skipped,
      unreadRules,
      maxFileBytes,
      model,
      at: catalog.now,
      tokenizer,
      usable,
    };
    return { result, roots, order: this.order };
  }

  async refresh(): Promise<void> {
    if (this.counted) await this.count(this.counted.uris, this.counted.title);
  }

  async clear(): Promise<void> {
    this.running?.cancel();
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
    const markdown = folderReport(result, await this.parts.tables.catalog(), order, say, (path) => {
      const address = addressIn(roots, path);
      if (address !== undefined) files.add(address);
      return address;
    });
    const of = roots.map(({ uri }) => uri.toString());
    this.parts.pages.showReport('folder', { title: say('Tokens of {0}', result.title), markdown, files, of });
  }

  private async show(shown: ShownResult | undefined): Promise<void> {
    this.shown = shown;
    this.parts.tree.show(shown);
    const { view } = this.parts;
    view.description = shown?.result.title ?? '';
    view.message = shown ? summaryOf(shown.result, say) : '';
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

/** What several items are called together. */
export const titleOf = (uris: readonly Uri[]): string => {
  const [first] = uris;
  return uris.length === 1 && first ? nameOf(first) || first.path : say('{0} items', formatCount(uris.length));
};
