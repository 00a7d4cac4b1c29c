import { Uri } from 'vscode';
import { host } from '#host';
import { formatCount, formatUsd } from '../../core/base/numbers';
import { addressIn, originIn } from '../../core/chat/providers/location';
import { AssertionChecker } from '../../core/evals/checks/assertionChecker';
import type { RunResults } from '../../core/evals/results';
import type { AnswerCache } from '../../core/evals/run/answerCache';
import type { CellAsker } from '../../core/evals/run/cellAsker';
import type { AskedModel } from '../../core/evals/run/backendAsker';
import type { Caps } from '../../core/evals/run/runBudget';
import { estimateOf } from '../../core/evals/run/estimate';
import { graderOf } from '../../core/evals/run/grader';
import { SuiteIsRunError, openCache, openRun, resultNames } from '../../core/evals/run/openRun';
import type { OpenedRun } from '../../core/evals/run/openRun';
import { isAskable, keyOf, planOf, plannedCells, plannedKey } from '../../core/evals/run/plan';
import type { PlannedCell } from '../../core/evals/run/plan';
import { NewerResultsError } from '../../core/evals/run/runHeader';
import type { RunDeps } from '../../core/evals/run/runDeps';
import { runSuite } from '../../core/evals/run/runSuite';
import type { SuiteProvider, WrittenAt } from '../../core/evals/suite';
import { judgesOf } from '../../core/evals/suite/judging';
import { builtInOf } from '../../core/evals/suite/providerIds';
import { FileError } from '../../core/files/files';
import { nameOf } from '../files/paths';
import type { ProvidersFace } from '../providers/providers';
import { executeCommand } from '../shared/commands';
import { offer } from '../shared/feedback';
import { pace } from '../shared/pace';
import type { Shared } from '../shared/shared';
import { say } from '../shared/words';
import type { AskedModels } from './askedModels';
import { evalAsker } from './evalAsker';
import type { LoadedSuite } from './loadSuite';
import { hasKeys } from './missingKeys';
import { newerResults } from './newerResults';
import { newRenderer } from './newRenderer';
import type { RunConsent } from './runConsent';
import type { RunsUnderWay } from './runsUnderWay';
import type { Spent } from './spent';
import type { TestReport } from './testReport';

export interface EvalDeps {
  readonly shared: Pick<Shared, 'guide' | 'log' | 'distribution' | 'context'>;
  readonly providers: Pick<ProvidersFace, 'backends' | 'providers' | 'models' | 'ledger'>;
  readonly models: AskedModels;
  readonly consent: RunConsent;
  readonly underWay: RunsUnderWay;
}

/** The part of a suite that is run, and how. */
export interface Asking {
  /** Keys of the cells. */
  readonly keys: ReadonlySet<string>;
  readonly useCache: boolean;
  /** The amounts that a continuous run has used so far. */
  readonly spent?: Spent;
  readonly signal: AbortSignal;
  readonly report: TestReport;
}

interface Askers {
  readonly askers: Map<string, CellAsker | { readonly skip: string }>;
  readonly judges: Map<SuiteProvider, CellAsker | { readonly skip: string }>;
}

/** The reason why a run did not begin. The message is shown as it is. */
export class NotRunError extends Error {
  override readonly name = 'NotRunError';

  /** @param at the place where the config is wrong. */
  constructor(
    message: string,
    readonly at?: WrittenAt,
  ) {
    super(message);
  }
}

/** Runs a suite, or a part of it. `undefined`: the user did not want it, so it did not begin. @throws NotRunError */
export async function runEval(
  { uri, suite }: LoadedSuite,
  wanted: Asking,
  deps: EvalDeps,
): Promise<RunResults | undefined> {
  const asking: Asking = { ...wanted, useCache: wanted.useCache && suite.usesCache !== false };
  const { report, keys } = asking;
  const [error] = suite.problems.filter(({ severity }) => severity === 'error');
  if (error) throw new NotRunError(error.message, error);
  for (const message of new Set(suite.problems.map((problem) => problem.message))) report.write(message);
  for (const { file, what, reason } of suite.skips) report.write(say('Skipped: {0}: {1}', `${file} ${what}`, reason));
  const all = plannedCells(suite);
  const cells = all.filter((cell) => keys.has(plannedKey(cell)));
  // The existing results would be replaced by nothing.
  if (cells.length === 0) throw new NotRunError(say('{0} has no test that can be asked.', nameOf(uri)));
  const asked = await new Asked(deps, asking).askersOf(cells.filter(isAskable), suite, uri);
  if (!asked) return undefined;
  const opened = await openedRun(uri, asking, all, cells.length === all.length);
  const checker = checkerOf(deps);
  const { own: results } = resultNames(uri.fsPath);
  deps.underWay.begin(results);
  report.begin();
  try {
    const { caps, ...askers } = asked;
    const found = await runSuite(suite, depsOf(askers, opened, checker, asking), {
      ...{ caps, isAsked: (cell: PlannedCell) => keys.has(plannedKey(cell)), leavesAnswers: true },
      ...(opened.recorded && { recorded: opened.recorded }),
    });
    const fault = opened.cacheFault ?? opened.cache?.fault;
    if (fault) report.write(say('Answers are not in the cache of later runs: {0}', fault.systemCode || fault.code));
    return found;
  } finally {
    checker.dispose();
    await opened.close();
    deps.underWay.end(results);
  }
}

/** Opens the files of a run. @param isWhole whether all cells are asked. @throws NotRunError */
function openedRun(
  uri: Uri,
  { keys, useCache }: Asking,
  all: readonly PlannedCell[],
  isWhole: boolean,
): Promise<OpenedRun> {
  const planned = new Set(all.map(plannedKey));
  return openRun(host, {
    ...{ config: uri.fsPath, suite: nameOf(uri), cacheFolder: host.cacheFolder },
    ...{ spareFolder: host.spareFolder, useCache, goesOn: isWhole, planned: planOf(all) },
    ...(!isWhole && { keeps: (cell) => planned.has(keyOf(cell)) && !keys.has(keyOf(cell)) }),
  }).catch((reason: unknown) => {
    throw new NotRunError(whyNotOpened(reason));
  });
}

function depsOf(askers: Askers, opened: OpenedRun, checker: AssertionChecker, { report, signal }: Asking): RunDeps {
  const renderer = newRenderer();
  return {
    ...askers,
    render: (prompt, test) => {
      report.started(test);
      return renderer.render(prompt, test);
    },
    grade: graderOf(checker),
    sha256: (bytes) => host.sha256(bytes),
    now: () => performance.now(),
    say,
    file: opened.file,
    ...(opened.cache && { cache: opened.cache }),
    signal,
    onProgress: ({ cell }) => report.take(cell),
    onWait: (who, ms) =>
      report.write(say('{0} takes no more requests now, and is asked again in {1} s.', who, Math.ceil(ms / 1_000))),
  };
}

function checkerOf({ shared: { distribution, log } }: EvalDeps): AssertionChecker {
  return new AssertionChecker({ host, script: Uri.joinPath(distribution, 'worker', 'checkWorker.js').fsPath, log });
}

function whyNotOpened(reason: unknown): string {
  if (reason instanceof SuiteIsRunError) {
    const { holder = '' } = reason;
    if (holder === host.process) return say('This suite is being run in this window.');
    return holder === ''
      ? say('This suite is being run in another window.')
      : say('This suite is being run by process {0}.', holder);
  }
  if (reason instanceof NewerResultsError) return newerResults();
  if (!(reason instanceof FileError)) throw reason;
  return say('The results cannot be kept: {0}', reason.systemCode || reason.code);
}

/** Finds the models that are asked, and asks the user whether they may be. */
class Asked {
  constructor(
    private readonly deps: EvalDeps,
    private readonly asking: Asking,
  ) {}

  /** Returns the askers of cells, with the caps. `undefined`: the user does not want the run. */
  async askersOf(
    cells: readonly PlannedCell[],
    suite: LoadedSuite['suite'],
    uri: Uri,
  ): Promise<(Askers & { readonly caps: Caps }) | undefined> {
    const judging = judgesOf(cells.map(({ test }) => test));
    const named = [...new Set(cells.map(({ provider }) => provider)), ...judging];
    const providers = named.filter(({ skip }) => skip === undefined);
    for (let isChosenAnew = false; ; isChosenAnew = true) {
      const models = new Map<SuiteProvider, AskedModel | null>();
      const askedFor = new Set<string>();
      for (const provider of providers) {
        const isNew = isChosenAnew && !builtInOf(provider.id) && !askedFor.has(provider.id);
        askedFor.add(provider.id);
        const known = isNew ? undefined : this.deps.models.chosen(provider);
        const isJudge = judging.has(provider);
        const model = known === undefined ? await this.deps.models.choose(provider, isJudge) : known;
        if (model === undefined) return undefined;
        models.set(provider, model);
      }
      const asked: Askers = { askers: new Map(), judges: new Map() };
      for (const [provider, model] of models) {
        const asker = model
          ? await this.askerOf(provider, suite, model)
          : { skip: say('It was chosen not to be asked.') };
        if (judging.has(provider)) asked.judges.set(provider, asker);
        else asked.askers.set(provider.label, asker);
      }
      const caps = await this.consentTo(cells, models, asked, { uri, name: suite.file });
      if (caps !== 'chooseProviders') return caps && { ...asked, caps };
    }
  }

  private async askerOf(provider: SuiteProvider, suite: LoadedSuite['suite'], model: AskedModel): Promise<CellAsker> {
    const { shared, providers } = this.deps;
    const { asker, left } = await evalAsker(provider, suite, model, { guide: shared.guide, ledger: providers.ledger });
    for (const why of left) this.asking.report.write(say('{0}: not sent: {1}', provider.label, why));
    return asker;
  }

  private async consentTo(
    cells: readonly PlannedCell[],
    models: ReadonlyMap<SuiteProvider, AskedModel | null>,
    askers: Askers,
    config: { readonly uri: Uri; readonly name: string },
  ) {
    const [breathe, renderer] = [pace(), newRenderer()];
    const cache = this.asking.useCache ? await openedCache() : undefined;
    const { providers, judges } = await estimateOf(cells, {
      ...askers,
      sha256: (bytes) => host.sha256(bytes),
      ...(cache && { cache }),
      render: (prompt, test) => renderer.render(prompt, test),
      breathe: async () => {
        this.asking.signal.throwIfAborted();
        await breathe();
      },
    });
    const to = Array.from(models).flatMap(([provider, asked]) => {
      const isJudge = askers.judges.has(provider);
      const estimate = isJudge ? judges.get(provider) : providers.get(provider.label);
      if (!asked || !estimate) return [];
      const { backend, model } = asked;
      const { name, location } = backend;
      const where = { name, model, address: addressIn(location), origin: originIn(location) };
      return [{ id: provider.id, isJudge, backend, ...where, ...estimate }];
    });
    // Answers that are in the cache need no key.
    const asked = to.flatMap(({ requests, backend }) => (requests > 0 ? [backend] : []));
    if (!(await hasKeys(asked, offerKey))) return undefined;
    return this.deps.consent.given(config, to, this.asking.spent);
  }
}

const offerKey = ({ id, name }: { readonly id: string; readonly name: string }): Promise<void> =>
  offer('Warning', say('{0} needs an API key.', name), say('Set API Key'), () =>
    executeCommand('providers.setApiKey', id),
  );

/** Opens the cache. `undefined`: it cannot be read. Then the run says so, or asks the providers. */
async function openedCache(): Promise<AnswerCache | undefined> {
  try {
    return await openCache(host, host.cacheFolder);
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    return undefined;
  }
}

/** Returns a line on how a run went. @param all how many cells were to be asked */
export function summaryOf({ stats, run }: RunResults, all: number): string {
  const part = stats.cells < all && say('{0} of {1} cells.', formatCount(stats.cells), formatCount(all));
  const counts = [
    ...(stats.passed > 0 || stats.cells === 0 ? [say('{0} passed', formatCount(stats.passed))] : []),
    ...(stats.failed > 0 ? [say('{0} failed', formatCount(stats.failed))] : []),
    ...(stats.errors > 0 ? [say('{0} with an error', formatCount(stats.errors))] : []),
    ...(stats.skipped > 0 ? [say('{0} skipped', formatCount(stats.skipped))] : []),
  ].join(', ');
  const cost = stats.costUsd === null ? say('cost not known') : formatUsd(stats.costUsd);
  const used =
    stats.asked === 0
      ? say('Nothing was sent.')
      : say('{0} requests, {1} tokens, {2}.', formatCount(stats.asked), formatCount(stats.tokens), cost);
  const again = stats.askedAgain > 0 && say('{0} were asked again after a run that broke off.', stats.askedAgain);
  return [
    ...(part === false ? [] : [part]),
    `${counts}.`,
    used,
    ...(again === false ? [] : [again]),
    ...(run.stopped === 'cap' ? [say('The run was ended by its cap.')] : []),
  ].join(' ');
}
