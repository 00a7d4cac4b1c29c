import { CodeLens, EventEmitter, Range } from 'vscode';
import type { CodeLensProvider, TextDocument, Uri } from 'vscode';
import { host } from '#host';
import { formatCount, formatRate } from '../../core/base/numbers';
import type { CellAsker } from '../../core/evals/run/cellAsker';
import { estimateOf } from '../../core/evals/run/estimate';
import { plannedCells } from '../../core/evals/run/plan';
import type { RunDeps } from '../../core/evals/run/runDeps';
import type { Suite, SuiteProvider } from '../../core/evals/suite';
import { judgesOf } from '../../core/evals/suite/judging';
import { commandOf } from '../shared/commands';
import { pace } from '../shared/pace';
import { say } from '../shared/words';
import type { AskedModels } from './askedModels';
import { evalAsker } from './evalAsker';
import type { AskerDeps } from './evalAsker';
import { loadSuite } from './loadSuite';
import { newRenderer } from './newRenderer';
import { roundedUp } from './runQuestion';
import { waitsForSave } from './waitsForSave';

/** Largest number of cells whose cost is computed without a request of the user. */
const mostCounted = 200;

/** The lens whose text is made once it is visible. */
class FactsLens extends CodeLens {
  constructor(
    range: Range,
    readonly uri: Uri,
  ) {
    super(range);
  }
}

/** Lenses above a config: Run, how many cells it has, how much they may cost at most, and its results. */
export class EvalLenses implements CodeLensProvider {
  private readonly changed = new EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.changed.event;

  constructor(
    private readonly models: AskedModels,
    private readonly deps: AskerDeps,
  ) {}

  dispose(): void {
    this.changed.dispose();
  }

  refresh(): void {
    this.changed.fire();
  }

  provideCodeLenses(document: TextDocument): CodeLens[] {
    const { uri } = document;
    const top = new Range(0, 0, 0, 0);
    return [
      new CodeLens(top, commandOf('evals.run', `$(play) ${say('Run')}`, uri)),
      ...(waitsForSave(document) ? [] : [new FactsLens(top, uri)]),
      new CodeLens(top, commandOf('evals.openResults', say('Open Results'), uri)),
    ];
  }

  async resolveCodeLens(lens: CodeLens): Promise<CodeLens> {
    if (lens instanceof FactsLens)
      lens.command = commandOf('evals.run', (await this.factsOf(lens.uri)) ?? '…', lens.uri);
    return lens;
  }

  private async factsOf(uri: Uri): Promise<string | undefined> {
    const suite = (await loadSuite(uri))?.suite;
    if (!suite) return undefined;
    const cells = plannedCells(suite);
    const [first, ...others] = suite.providers;
    const counts = [
      cells.length === 1 ? say('1 cell') : say('{0} cells', formatCount(cells.length)),
      ...(first ? [others.length === 0 ? first.label : say('{0} providers', others.length + 1)] : []),
    ].join(' · ');
    if (cells.length === 0 || cells.length > mostCounted) return counts;
    const renderer = newRenderer();
    const { providers, judges } = await estimateOf(cells, {
      ...(await this.askersOf(suite)),
      render: (prompt, test) => renderer.render(prompt, test),
      sha256: (bytes) => host.sha256(bytes),
      breathe: pace(),
    });
    if (providers.size + judges.size === 0) return counts;
    const costs = [...providers.values(), ...judges.values()].map(({ usd }) => usd);
    const known = costs.reduce<number>((sum, usd) => sum + (usd ?? 0), 0);
    const cost = costs.includes(null) ? say('price not known') : say('at most {0}', formatRate(roundedUp(known)));
    return `${counts} · ${cost}`;
  }

  /** Returns the askers of the providers and judges whose models are known. */
  private async askersOf(suite: Suite): Promise<Pick<RunDeps, 'askers' | 'judges'>> {
    const [askers, judges] = [new Map<string, CellAsker>(), new Map<SuiteProvider, CellAsker>()];
    const askerOf = async (provider: SuiteProvider): Promise<CellAsker | undefined> => {
      const model = provider.skip === undefined ? this.models.likely(provider) : undefined;
      return model && (await evalAsker(provider, suite, model, this.deps)).asker;
    };
    for (const provider of suite.providers) {
      const asker = await askerOf(provider);
      if (asker) askers.set(provider.label, asker);
    }
    for (const judge of judgesOf(suite.tests)) {
      const asker = await askerOf(judge);
      if (asker) judges.set(judge, asker);
    }
    return { askers, judges };
  }
}
