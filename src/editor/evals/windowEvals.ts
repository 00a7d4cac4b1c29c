import { Disposable, languages, workspace } from 'vscode';
import * as v from 'valibot';
import type { ProvidersFace } from '../providers/providers';
import type { CommandRuns } from '../shared/commands';
import type { Shared } from '../shared/shared';
import { AskedModels } from './askedModels';
import { namedCell, openCell, showRequest } from './cellRequests';
import type { NamedCell } from './cellRequests';
import { configCheck } from './configCheck';
import { configCompletion } from './configCompletion';
import { configFiles } from './configFiles';
import { configLinks } from './configLinks';
import { EvalLenses } from './evalLenses';
import type { EvalCommand, EvalUses } from './evalUses';
import { watchPromptsOfConfigs } from './promptsOfConfigs';
import { RunConsent } from './runConsent';
import { SuiteTestController } from './suiteTestController';

interface WindowEvals extends Disposable {
  readonly commands: CommandRuns<EvalCommand>;
}

/** Creates the evals of a window, once it has a first config. */
export function createEvals(shared: Shared, providers: ProvidersFace, uses: EvalUses): WindowEvals {
  const { guide, context } = shared;
  const models = new AskedModels(context.workspaceState, providers);
  const consent = new RunConsent(context.workspaceState);
  const suites = new SuiteTestController({ shared, providers, models, consent, underWay: uses.underWay });
  const lenses = new EvalLenses(models, { guide, ledger: providers.ledger });
  const parts = Disposable.from(
    suites,
    models,
    lenses,
    shared.checks.add(configCheck),
    watchPromptsOfConfigs(shared.log),
    languages.registerCodeLensProvider({ pattern: configFiles, scheme: 'file' }, lenses),
    languages.registerCompletionItemProvider({ pattern: configFiles, scheme: 'file' }, configCompletion, ' '),
    languages.registerDocumentLinkProvider({ pattern: configFiles, scheme: 'file' }, configLinks),
    models.onDidChange(() => lenses.refresh()),
    providers.backends.onDidChange(() => lenses.refresh()),
    // A saved file may be one that a config names.
    workspace.onDidSaveTextDocument(() => lenses.refresh()),
  );
  const withCell = async (
    given: unknown,
    use: (named: NamedCell, deps: Parameters<typeof showRequest>[1]) => Promise<void>,
  ): Promise<void> => {
    const named = v.is(namedCell, given) ? given : await suites.cellOf(given);
    if (!named) return;
    const { openPrompt, texts } = uses;
    await use(named, { guide, ledger: providers.ledger, models, openPrompt, texts: await texts() });
  };
  const commands: WindowEvals['commands'] = {
    ...suites.commands,
    'evals.showRequest': (cell) => withCell(cell, showRequest),
    'evals.openInPlayground': (cell) => withCell(cell, openCell),
    'evals.addTest': async (turn) => {
      const { addTest } = await import('./addTest');
      await addTest(turn, { state: context.workspaceState, models, providers: providers.providers });
    },
  };
  return Object.assign(parts, { commands });
}
