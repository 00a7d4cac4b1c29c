import { CancellationTokenSource, ProgressLocation, commands, window } from 'vscode';
import type { CancellationToken, TreeView, Uri } from 'vscode';
import type { Model } from '../../core/catalog/table';
import { modelCount } from '../../core/tokens/count';
import { formatTokens } from '../../core/tokens/describe';
import { plural, summaryOf } from '../../core/tokens/folder/result';
import type { SortOrder } from '../../core/tokens/folder/sort';
import { commandIds, contextKeys, folderTokensViewId, settingIds } from '../contributions';
import type { Pages } from '../pages';
import { settings } from '../settings';
import type { Tables } from '../tables';
import { activeModel } from '../tokens/activeModel';
import type { WorkerCounter } from '../tokens/workerCounter';
import { nameOf, outermost } from './paths';
import type { FolderNode, FolderTokensTree, ShownResult } from './tree';

/** Milliseconds between two messages of the progress. */
const progressEvery = 100;

export interface FolderCounterParts {
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

  constructor(private readonly parts: FolderCounterParts) {}

  dispose(): void {
    this.running?.cancel();
  }

  /** Counts, with progress that can be cancelled, and shows the result. A second count cancels a running one. */
  async count(uris: readonly Uri[], title: string): Promise<void> {
    const model = await this.chosenModel();
    if (!model) return;
    this.running?.cancel();
    const running = new CancellationTokenSource();
    this.running = running;
    try {
      const options = {
        location: ProgressLocation.Notification,
        title: `Counting tokens in ${title}`,
        cancellable: true,
      };
      const shown = await window.withProgress(options, (progress, token) => {
        token.onCancellationRequested(() => running.cancel());
        return this.run(outermost(uris), title, model, running.token, (message) => progress.report({ message }));
      });
      if (!shown || running.token.isCancellationRequested) return;
      this.counted = { uris, title };
      await this.show(shown);
      await commands.executeCommand(`${folderTokensViewId}.focus`);
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
    const tokenizer = (await this.parts.tables.catalog()).tokenizerOf(model);
    const maxFileBytes = settings.maxFileBytes();
    const rules = { counter: this.parts.counter, encoding: tokenizer.encoding, maxFileBytes };
    const { countFolders } = await import('./countFolders'); // With the libraries for globs and ignore rules.
    let last = 0;
    const counts = await countFolders(uris, rules, token, (files, tokens) => {
      if (performance.now() - last < progressEvery) return;
      last = performance.now();
      const soFar = formatTokens(modelCount(tokenizer, { tokens, approximate: false }));
      report(`${plural(files, 'file')}, ${soFar} tokens`);
    });
    if (!counts) return undefined;
    const { roots, skipped } = counts;
    const result = { title, roots: roots.map(({ node }) => node), skipped, maxFileBytes, model, tokenizer };
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

  async sortBy(order: SortOrder): Promise<void> {
    this.order = order;
    await this.show(this.shown && { ...this.shown, order });
  }

  async openReport(): Promise<void> {
    if (!this.shown) return;
    const { result, order } = this.shown;
    const { folderReport } = await import('../../core/tokens/folder/report');
    await this.parts.pages.showReport('folder', folderReport(result, await this.parts.tables.catalog(), order));
  }

  private async show(shown: ShownResult | undefined): Promise<void> {
    this.shown = shown;
    this.parts.tree.show(shown);
    const { view } = this.parts;
    view.description = shown?.result.title ?? '';
    view.message = shown ? summaryOf(shown.result) : '';
    await commands.executeCommand('setContext', contextKeys.folderTokensOrder, this.order);
    await commands.executeCommand('setContext', contextKeys.hasFolderTokens, shown !== undefined);
  }

  private async chosenModel(): Promise<Model | undefined> {
    const model = activeModel(await this.parts.tables.catalog());
    if (!('unknownId' in model)) return model;
    const choose = 'Choose a Model';
    const message = `The setting ${settingIds.model} names "${model.unknownId}", which the catalog does not know.`;
    if ((await window.showWarningMessage(message, choose)) === choose)
      await commands.executeCommand(commandIds.selectModel);
    return undefined;
  }
}

/** What several items are called together. */
export const titleOf = (uris: readonly Uri[]): string => {
  const [first] = uris;
  return uris.length === 1 && first ? nameOf(first) || first.path : plural(uris.length, 'item');
};
