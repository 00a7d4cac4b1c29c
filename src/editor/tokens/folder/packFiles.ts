import { Uri, env, window, workspace } from 'vscode';
import type { Catalog } from '../../../core/catalog/catalog';
import type { Model } from '../../../core/catalog/catalogTable';
import { formatCount } from '../../../core/base/numbers';
import { TooManyFilesError } from '../../../core/context/pack/gather';
import { fits, packReport, packSummary, tokensOf } from '../../../core/context/pack/packReport';
import type { PackResult } from '../../../core/context/pack/packReport';
import type { PackFormat } from '../../../core/context/pack/packed';
import { usableInput } from '../../../core/tokens/counting/budget';
import { childOf, nameOf, outermost } from '../../files/paths';
import { withCancel } from '../../shared/abort';
import { chosenModel } from '../../shared/activeModel';
import { offer, sayDone } from '../../shared/feedback';
import { Latest } from '../../shared/follower';
import { showMessage } from '../../shared/messages';
import { pickRanked } from '../../shared/rankedPick';
import type { PickRow } from '../../shared/rankedPick';
import { budgetRules } from '../../shared/settings';
import { say } from '../../shared/words';
import type { FolderDeps } from './folderDeps';
import { PackBudget } from './packBudget';
import { FolderThread } from './folderThread';
import { gatherFiles, mostFiles } from './gatherFiles';
import type { Gathered } from './gatherFiles';

type PackDeps = Pick<FolderDeps, 'distribution' | 'log' | 'guide' | 'context' | 'pages' | 'addToPlayground'>;

/** Action that the user can choose for packed files. */
type Choice = PackFormat | 'save' | 'playground' | 'report' | 'budget';

/** Files that were looked through once, to be packed as often as the user asks for it. */
interface Pack {
  readonly uris: readonly Uri[];
  readonly thread: FolderThread;
  readonly gathered: Gathered;
  readonly model: Model;
  readonly catalog: Catalog;
}

type Results = Readonly<Record<PackFormat, PackResult>>;

/** Puts files into one text for a model, and asks where that goes. */
export class FilePacker {
  private readonly latest = new Latest();
  private readonly budget: PackBudget;

  constructor(private readonly deps: PackDeps) {
    this.budget = new PackBudget(deps.context.workspaceState);
  }

  dispose(): void {
    this.latest.stop();
  }

  /** Packs files. A second call stops the one before. */
  async pack(given: readonly Uri[]): Promise<void> {
    const { guide, distribution, log } = this.deps;
    const catalog = await guide.catalog();
    const model = await chosenModel(catalog);
    if (!model) return;
    const max = this.budget.of(usableInput(model, budgetRules())) ?? (await this.budget.ask(model));
    if (max === undefined) return;
    const uris = outermost(given);
    const signal = this.latest.next();
    const thread = new FolderThread(distribution, log);
    signal.addEventListener('abort', () => thread.dispose());
    try {
      const gathered = await this.gather(uris, thread, signal);
      if (gathered) await this.ask({ uris, thread, gathered, model, catalog }, max, signal);
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof TooManyFilesError)) throw error;
      void showMessage('Warning', say('There are more than {0} files. Choose fewer.', formatCount(mostFiles)));
    } finally {
      thread.dispose();
    }
  }

  private gather(uris: readonly Uri[], thread: FolderThread, outer: AbortSignal): Thenable<Gathered | undefined> {
    let read = 0;
    return withCancel(
      say('Reading files to pack'),
      (signal, report) =>
        gatherFiles(
          uris,
          (file, bytes) => {
            read++;
            report(() => (read === 1 ? say('1 file') : say('{0} files', formatCount(read))));
            return thread.look(file, bytes, signal);
          },
          signal,
        ),
      outer,
    );
  }

  private async ask(pack: Pack, max: number, outer: AbortSignal): Promise<void> {
    const results = await withCancel(say('Counting files to pack'), (signal) => packAll(pack, max, signal), outer);
    if (!results) return;
    const { packed } = results.markdown;
    if (packed.text === '') {
      const reports = say('Show Report');
      return offer('Information', nothingWords(results.markdown), reports, () => this.showReport(results, pack));
    }
    const choice = await pickRanked<Choice>({
      title: titleOf(results.markdown),
      // If the pick closed, all that was read and counted would be lost.
      keepOpen: true,
      placeholder: fits(results.markdown)
        ? say('Everything fits. What would you like to do with it?')
        : say('Not everything fits: {0}. What would you like to do with it?', packSummary(results.markdown, say)),
      groups: [
        { label: '', rows: actionRows(results) },
        { label: say('What is in it'), rows: detailRows(results.markdown) },
      ],
    });
    if (outer.aborted || choice === undefined || typeof choice === 'symbol') return;
    if (choice !== 'budget') return this.run(choice, results, pack);
    const other = await this.budget.ask(pack.model, max);
    await this.ask(pack, other ?? max, outer);
  }

  private async run(choice: Exclude<Choice, 'budget'>, results: Results, pack: Pack): Promise<void> {
    switch (choice) {
      case 'markdown':
      case 'xml':
        await env.clipboard.writeText(results[choice].packed.text);
        return sayDone(say('Copied {0}.', sizeOf(results[choice])));
      case 'save':
        return save(results, pack);
      case 'playground':
        return this.deps.addToPlayground(results.markdown.packed.text, pack.model);
      case 'report':
        return this.showReport(results, pack);
    }
  }

  private showReport({ markdown: result }: Results, { uris, gathered }: Pack): void {
    const files = new Set<string>();
    const markdown = packReport(result, say, (file) => {
      const address = gathered.addresses.get(file);
      if (address !== undefined) files.add(address);
      return address;
    });
    const title = say('Files for {0}', result.model);
    this.deps.pages.showReport('pack', { title, markdown, files, of: uris.map(String) });
  }
}

/** Packs the files in every format, as the text around files takes tokens, too. */
async function packAll(
  { thread, gathered: { files, unread }, model, catalog }: Pack,
  max: number,
  signal: AbortSignal,
): Promise<Results> {
  const { encoding, estimate } = catalog.tokenizerOf(model);
  const by = { encoding, ...(estimate && { estimate }) };
  const about = { unread, max, model: model.name, exact: !estimate };
  const packed = (format: PackFormat) => thread.pack({ files, by, max, format }, signal);
  return {
    markdown: { ...about, packed: await packed('markdown') },
    xml: { ...about, packed: await packed('xml') },
  };
}

const withUnit = ({ packed: { tokens }, exact }: PackResult): string =>
  tokens === 1 ? say('{0} token', tokensOf(tokens, exact)) : say('{0} tokens', tokensOf(tokens, exact));

const titleOf = (result: PackResult): string =>
  say(
    'Files for {0}: {1} of {2} tokens',
    result.model,
    tokensOf(result.packed.tokens, result.exact),
    formatCount(result.max),
  );

function sizeOf(result: PackResult): string {
  const files = result.packed.files.filter(({ status }) => status !== 'omitted').length;
  return files === 1
    ? say('1 file, {0}', withUnit(result))
    : say('{0} files, {1}', formatCount(files), withUnit(result));
}

const nothingWords = (result: PackResult): string =>
  fits(result) ? say('There is nothing to pack.') : say('No file has room in {0} tokens.', formatCount(result.max));

const actionRows = ({ markdown, xml }: Results): PickRow<Choice>[] => [
  { label: `$(copy) ${say('Copy as Markdown')}`, description: withUnit(markdown), value: 'markdown' },
  { label: `$(copy) ${say('Copy as XML')}`, description: withUnit(xml), value: 'xml' },
  { label: `$(save) ${say('Save as File...')}`, description: say('Markdown or XML'), value: 'save' },
  {
    label: `$(comment-discussion) ${say('Open in Playground')}`,
    description: say('as a message, which you send'),
    value: 'playground',
  },
];

const detailRows = (result: PackResult): PickRow<Choice>[] => [
  { label: `$(output) ${say('Show Report')}`, description: packSummary(result, say), value: 'report' },
  {
    label: `$(edit) ${say('Change Budget...')}`,
    description: say('{0} tokens', formatCount(result.max)),
    value: 'budget',
  },
];

/** Saves the packed files in the format that the name's ending says. */
async function save(results: Results, { uris }: Pack): Promise<void> {
  const folder = workspace.workspaceFolders?.[0]?.uri ?? (uris[0] && childOf(uris[0], '..'));
  const target = await window.showSaveDialog({
    title: say('Save Packed Files'),
    ...(folder && { defaultUri: Uri.joinPath(folder, `${say('files')}.md`) }),
    filters: { Markdown: ['md'], XML: ['xml'] },
    saveLabel: say('Save'),
  });
  if (!target) return;
  const result = target.path.toLowerCase().endsWith('.xml') ? results.xml : results.markdown;
  await workspace.fs.writeFile(target, new TextEncoder().encode(result.packed.text));
  sayDone(say('Saved {0} as {1}.', sizeOf(result), nameOf(target)));
}
