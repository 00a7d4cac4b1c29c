import { commands } from 'vscode';
import type { TreeView, Uri } from 'vscode';
import type { Model } from '../../../core/catalog/catalogTable';
import { usableInput } from '../../../core/tokens/counting/budget';
import { modelCount } from '../../../core/tokens/counting/modelCount';
import { formatTokens } from '../../../core/tokens/counting/describeCount';
import { formatCount } from '../../../core/base/numbers';
import { summaryOf } from '../../../core/tokens/folder/result';
import type { SortOrder } from '../../../core/tokens/folder/folderTree';
import { withCancel } from '../../shared/abort';
import { contextKey, viewId } from '../../shared/contributions';
import { Latest } from '../../shared/latest';
import type { Pages } from '../../pages/pages';
import { say } from '../../shared/words';
import { budgetRules, fileByteLimit } from '../../shared/settings';
import { chosenModel } from '../../shared/activeModel';
import type { Shared } from '../../shared/shared';
import { childOf, nameOf, outermost } from '../../files/paths';
import type { FolderNode, FolderTokensTree, ShownResult } from './folderTokensTree';

interface FolderCounterDeps extends Pick<Shared, 'guide' | 'worker'> {
  readonly pages: Pages;
  readonly tree: FolderTokensTree;
  readonly view: TreeView<FolderNode>;
}

/** Counts folders and holds the last result, which the view and the report show. */
export class FolderCounter {
  private shown: ShownResult | undefined;
  private order: SortOrder = 'tokens';
  private counted: { uris: readonly Uri[]; title: string } | undefined;
  private readonly latest = new Latest();

  constructor(private readonly deps: FolderCounterDeps) {}

  dispose(): void {
    this.latest.stop();
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
    const markdown = folderReport(result, await this.deps.guide.catalog(), order, say, (path) => {
      const address = addressIn(roots, path);
      if (address !== undefined) files.add(address);
      return address;
    });
    const of = roots.map(({ uri }) => uri.toString());
    this.deps.pages.showReport('folder', { title: say('Tokens of {0}', result.title), markdown, files, of });
  }

  private async show(shown: ShownResult | undefined): Promise<void> {
    this.shown = shown;
    this.deps.tree.show(shown);
    const { view } = this.deps;
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

/** The name of several items together. */
export const titleOf = (uris: readonly Uri[]): string => {
  const [first] = uris;
  return uris.length === 1 && first ? nameOf(first) || first.path : say('{0} items', formatCount(uris.length));
};
