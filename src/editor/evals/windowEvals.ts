import { Disposable, languages, workspace } from 'vscode';
import type { ProvidersFace } from '../providers/providers';
import type { CommandRuns } from '../shared/commands';
import type { Shared } from '../shared/shared';
import { AskedModels } from './askedModels';
import { configCheck } from './configCheck';
import { configCompletion } from './configCompletion';
import { configFiles, isConfigFile } from './configFiles';
import { EvalLenses } from './evalLenses';
import { RunConsent } from './runConsent';
import { SuiteTests } from './suiteTests';

interface WindowEvals extends Disposable {
  readonly commands: CommandRuns<'evals.run' | 'evals.openResults'>;
}

/** The evals of a window, with the first config that it has. */
export function createEvals(shared: Shared, providers: ProvidersFace): WindowEvals {
  const { guide, context } = shared;
  const models = new AskedModels(context.workspaceState, providers);
  const suites = new SuiteTests({ shared, providers, models, consent: new RunConsent(context.workspaceState) });
  const lenses = new EvalLenses(models, { guide, ledger: providers.ledger });
  const parts = Disposable.from(
    suites,
    models,
    lenses,
    shared.checks.add(configCheck),
    languages.registerCodeLensProvider({ pattern: configFiles, scheme: 'file' }, lenses),
    languages.registerCompletionItemProvider({ pattern: configFiles, scheme: 'file' }, configCompletion, ' '),
    models.onDidChange(() => lenses.refresh()),
    providers.backends.onDidChange(() => lenses.refresh()),
    // Files that a config names count, too.
    workspace.onDidSaveTextDocument(({ uri }) => !isConfigFile(uri) && lenses.refresh()),
  );
  return Object.assign(parts, { commands: suites.commands });
}
