import { Disposable, TestRunProfileKind, TestRunRequest, Uri, commands, tests, window, workspace } from 'vscode';
import type { CancellationToken, TestController, TestItem, TestRun } from 'vscode';
import { isRecord } from '../../core/base/json';
import { formatCount } from '../../core/base/numbers';
import { OneByOne } from '../../core/base/oneByOne';
import type { RunResults } from '../../core/evals/results';
import { resultNames } from '../../core/evals/run/openRun';
import { plannedKey } from '../../core/evals/run/plan';
import { files } from '../files/editorFiles';
import { nameOf, pathBelow } from '../files/paths';
import { abortOnCancel } from '../shared/abort';
import { executeCommand } from '../shared/commands';
import type { CommandRuns } from '../shared/commands';
import { evalControllerId, gridViewType } from '../shared/contributions';
import { offer, sayDone, sayNoFolder } from '../shared/feedback';
import { showMessage } from '../shared/messages';
import { back, pickRanked } from '../shared/rankedPick';
import { say } from '../shared/words';
import type { NamedCell } from './cellRequests';
import { configFiles, configsLeftOut, isConfigFile, saysItIsConfig } from './configFiles';
import { newSuite } from './newSuite';
import { NotRunError, runEval, summaryOf } from './evalRun';
import type { Asking, EvalDeps } from './evalRun';
import { loadSuite } from './loadSuite';
import { tellNotRun } from './tellNotRun';
import { Spent } from './spent';
import { labelOf, showSuite } from './suiteItems';
import type { Leaves } from './suiteItems';
import { TestReport } from './testReport';

type How = Omit<Asking, 'keys' | 'report'>;

/** Items to run, by their paths, because reading a config again replaces some items. */
interface Chosen {
  readonly configs: readonly TestItem[];
  readonly included: ReadonlySet<string>;
  readonly excluded: ReadonlySet<string>;
}

const chosenOf = (items: readonly TestItem[], excluded: readonly TestItem[] = []): Chosen => ({
  configs: [...new Set(items.map(configOf))],
  included: new Set(items.map(pathOf)),
  excluded: new Set(excluded.map(pathOf)),
});

/** The suites of the workspace in Test Explorer. A config is read when its tests are shown or run. */
export class SuiteTestController implements Disposable {
  private readonly controller: TestController = tests.createTestController(evalControllerId, say('Evals'));
  private readonly leaves = new WeakMap<TestItem, Leaves>();
  private readonly disposing: Disposable;

  constructor(private readonly deps: EvalDeps) {
    const { controller } = this;
    controller.resolveHandler = async (item) => {
      await (item ? this.resolve(item) : this.findAll());
    };
    controller.refreshHandler = () => this.refresh();
    const run = (useCache: boolean) => (request: TestRunRequest, cancel: CancellationToken) =>
      this.run(request, useCache, cancel);
    controller.createRunProfile(say('Run'), TestRunProfileKind.Run, run(true), true, undefined, true);
    controller.createRunProfile(say('Run without Cache'), TestRunProfileKind.Run, run(false));
    const watcher = workspace.createFileSystemWatcher(configFiles);
    this.disposing = Disposable.from(
      controller,
      watcher,
      watcher.onDidCreate((uri) => this.itemOf(uri)),
      watcher.onDidDelete((uri) => controller.items.delete(uri.toString())),
      watcher.onDidChange((uri) => this.readAgain(uri)),
      workspace.onDidOpenTextDocument(({ uri }) => isConfigFile(uri) && this.resolve(this.itemOf(uri))),
    );
    for (const { uri } of workspace.textDocuments) if (isConfigFile(uri)) void this.resolve(this.itemOf(uri));
  }

  dispose(): void {
    this.disposing.dispose();
  }

  readonly commands: CommandRuns<'evals.run' | 'evals.openResults'> = {
    'evals.run': async (config) => {
      const uri = await this.configOf(config);
      if (!uri) return;
      const cancel = new AbortController();
      const items = [this.itemOf(uri)];
      await this.runItems(chosenOf(items), new TestRunRequest(items), { useCache: true, signal: cancel.signal });
    },
    'evals.openResults': async (config) => {
      const uri = await this.configOf(config);
      if (!uri) return;
      const results = Uri.file(resultNames(uri.fsPath).own);
      if (await files.exists(results)) await commands.executeCommand('vscode.openWith', results, gridViewType);
      else await showMessage('Information', say('{0} has not been run yet.', nameOf(uri)));
    },
  };

  /** Returns the config that a command is for: given, in the editor, or picked. */
  private async configOf(given: unknown): Promise<Uri | undefined> {
    if (given instanceof Uri && given.scheme === 'file') return given;
    const active = window.activeTextEditor?.document;
    if (active && (isConfigFile(active.uri) || saysItIsConfig(active))) return active.uri;
    const found = await workspace.findFiles(configFiles, configsLeftOut);
    const [only, ...more] = found;
    if (!workspace.workspaceFolders?.length) void sayNoFolder(say('No folder is open. Open one that has suites.'));
    else if (!only)
      void offer('Information', say('This workspace has no promptfooconfig.yaml.'), say('New Suite'), newSuite);
    if (more.length === 0) return only;
    const rows = found.map((uri) => ({ label: workspace.asRelativePath(uri), value: uri }));
    const chosen = await pickRanked({
      title: say('Run Eval'),
      placeholder: say('Choose a config.'),
      groups: [{ label: '', rows }],
    });
    return chosen === back ? undefined : chosen;
  }

  /** Returns the cell of a row of Test Explorer, or the one of its cells that the user picks. */
  async cellOf(given: unknown): Promise<NamedCell | undefined> {
    const item = itemIn(given);
    const config = item && this.controller.items.get(configOf(item).id);
    if (!item || !config?.uri) return undefined;
    const below = new Set([pathOf(item)]);
    const all = [...(this.leaves.get(config) ?? [])].filter(([leaf]) => isBelow(leaf, below)).flatMap(([, own]) => own);
    const rows = all.map((cell) => ({
      label: labelOf(cell.test),
      description: [cell.provider.label, cell.prompt.label, ...(cell.repeat > 0 ? [cell.repeat + 1] : [])].join(' · '),
      value: cell,
    }));
    const chosen =
      rows.length < 2
        ? rows[0]?.value
        : await pickRanked({
            title: say('Request and Answer'),
            placeholder: say('Of which cell?'),
            groups: [{ label: '', rows }],
          });
    if (chosen === undefined || chosen === back) return undefined;
    const { test, prompt, provider, repeat } = chosen;
    const results = Uri.file(resultNames(config.uri.fsPath).own).toString();
    return { results, test: test.index, prompt: prompt.label, provider: provider.label, repeat };
  }

  private itemOf(uri: Uri): TestItem {
    const id = uri.toString();
    const there = this.controller.items.get(id);
    if (there) return there;
    const item = this.controller.createTestItem(id, workspace.asRelativePath(uri), uri);
    item.canResolveChildren = true;
    this.controller.items.add(item);
    return item;
  }

  private async findAll(): Promise<void> {
    for (const uri of await workspace.findFiles(configFiles, configsLeftOut)) this.itemOf(uri);
  }

  private async refresh(): Promise<void> {
    await this.findAll();
    for (const [, item] of this.controller.items) if (this.leaves.has(item)) await this.resolve(item);
  }

  private async readAgain(uri: Uri): Promise<void> {
    const item = this.controller.items.get(uri.toString());
    if (item && this.leaves.has(item)) await this.resolve(item);
  }

  /** Reads the config of an item, and shows its tests. */
  private async resolve(item: TestItem): Promise<Awaited<ReturnType<typeof loadSuite>>> {
    if (item.parent || !item.uri) return undefined;
    try {
      item.busy = true;
      const loaded = await loadSuite(item.uri);
      if (loaded) this.leaves.set(item, showSuite(this.controller, item, loaded));
      else this.controller.items.delete(item.id);
      return loaded;
    } finally {
      item.busy = false;
    }
  }

  private async run(request: TestRunRequest, useCache: boolean, cancel: CancellationToken): Promise<void> {
    if (!request.include) await this.findAll();
    const items = request.include ?? Array.from(this.controller.items, ([, item]) => item);
    const chosen = chosenOf(items, request.exclude);
    const signal = abortOnCancel(cancel);
    if (!request.continuous) return this.runItems(chosen, request, { useCache, signal });
    // Existing answers are not requested again, only those that a change affects.
    const how = { useCache: true, signal, spent: new Spent() };
    const row = new OneByOne();
    const folders = chosen.configs.flatMap(({ uri }) => (uri ? [Uri.joinPath(uri, '..')] : []));
    const saving = workspace.onDidSaveTextDocument(({ uri }) => {
      if (!folders.some((folder) => pathBelow(folder, uri) !== undefined)) return;
      row
        .run(() => this.runItems(chosen, request, how))
        .catch((error: unknown) => this.deps.shared.log.error('A continuous run of an eval failed.', error));
    });
    signal.addEventListener('abort', () => void saving.dispose());
  }

  private async runItems(chosen: Chosen, request: TestRunRequest, how: How): Promise<void> {
    // Without trust no row of the run gets a result.
    if (this.deps.consent.isRefused) return offerTrust();
    const run = this.controller.createTestRun(request);
    const signal = AbortSignal.any([how.signal, abortOnCancel(run.token)]);
    try {
      for (const { id } of chosen.configs) {
        const config = this.controller.items.get(id);
        if (config) await this.runConfig(config, chosen, run, { ...how, signal });
      }
    } finally {
      run.end();
    }
  }

  private async runConfig(config: TestItem, { included, excluded }: Chosen, run: TestRun, how: How): Promise<void> {
    const { signal } = how;
    const loaded = await this.resolve(config);
    if (!loaded || signal.aborted) return;
    const all = [...(this.leaves.get(config) ?? [])];
    const leaves = new Map(all.filter(([leaf]) => isBelow(leaf, included) && !isBelow(leaf, excluded)));
    const report = new TestReport(run, leaves);
    try {
      const keys = new Set([...leaves.values()].flat().map(plannedKey));
      const results = await runEval(loaded, { ...how, keys, report }, this.deps);
      if (!results) return;
      const isCapped = results.run.stopped === 'cap';
      report.end(isCapped ? say('The run was ended by its cap.') : say('It was not asked.'));
      how.spent?.add(results);
      const summary = `${config.label}: ${summaryOf(results, keys.size)}`;
      report.write(summary);
      // Otherwise it would look like a finished run.
      if (isCapped) {
        this.deps.consent.forget(loaded.uri);
        offerResults(config, results, keys.size);
      }
      // Skipped rows look like a success.
      else if (isUnchecked(results)) void showMessage('Warning', say('Nothing of {0} was checked.', config.label));
      else sayDone(summary);
    } catch (error) {
      if (error instanceof NotRunError) {
        report.write(error.message);
        void tellNotRun(error, loaded, config.label);
      } else if (error === signal.reason) report.end(say('It was not asked.'));
      else throw error;
    }
  }
}

function offerResults({ label, uri }: TestItem, { stats }: RunResults, all: number): void {
  const open = (): unknown => executeCommand('evals.openResults', uri);
  const what = say(
    '{0} was ended by its cap, with {1} of {2} cells.',
    label,
    formatCount(stats.cells),
    formatCount(all),
  );
  void offer('Warning', `${what} ${say('The next run asks for the cap again.')}`, say('Open Results'), open);
}

const offerTrust = (): void =>
  void offer(
    'Warning',
    say('Evals do not run in a workspace that is not trusted.'),
    say('Manage Workspace Trust'),
    () => commands.executeCommand('workbench.trust.manage'),
  );

/** Returns the item of a row, or of the message of a row. */
function itemIn(given: unknown): TestItem | undefined {
  const item = isRecord(given) && 'test' in given ? given['test'] : given;
  return isRecord(item) && 'children' in item && 'id' in item ? (item as unknown as TestItem) : undefined;
}

const isUnchecked = ({ stats: { passed, failed, errors }, run }: RunResults): boolean =>
  run.stopped === null && passed + failed + errors === 0;

const configOf = (item: TestItem): TestItem => (item.parent ? configOf(item.parent) : item);

/** Names an item among all of them. Reading a config again may replace it, and ids are unique only among siblings. */
const pathOf = (item: TestItem): string => (item.parent ? `${pathOf(item.parent)}\n${item.id}` : item.id);

const isBelow = (item: TestItem, paths: ReadonlySet<string>): boolean =>
  paths.has(pathOf(item)) || (item.parent !== undefined && isBelow(item.parent, paths));
