import { Disposable, CompletionItem, CompletionItemKind, Range, languages } from 'vscode';
import type { Uri, Position, TextDocument } from 'vscode';
import type { FoundId } from '../../../core/code/ids/findIds';
import { registerCommand } from '../../shared/commands';
import type { Shared } from '../../shared/shared';
import type { FileWorkerClient } from '../../files/fileWorkerClient';
import { callCheck } from './callCheck';
import { idCheck } from './idCheck';
import { IdConfigs } from './idConfigs';
import { judgeIds } from './judgedIds';
import type { IdProblem } from './judgedIds';
import type { WorkspaceCheck } from './workspaceCheck';
import { completeIdConfig } from '../../../core/code/ids/config/completeIdConfig';
import { configFileName } from '../../../core/code/ids/config/idConfig';
import type { Tables } from '../../../core/tables';
import { textBefore, wordItems } from '../../shared/yamlCompletion';

/**
 * Registers the checks of model ids. They say in code and config which ids end, when, and what to write instead: in
 * open documents, and on command in all files.
 */
export function registerModelIds(shared: Shared, worker: FileWorkerClient): Disposable {
  const { checks, guide, log } = shared;
  const configs = new IdConfigs(worker, languages.createDiagnosticCollection('aiFieldGuide.config'), log);
  const judge = (uri: Uri, found: readonly FoundId[]): Promise<IdProblem[]> => judgeIds(uri, found, guide, configs);
  const ids = checks.add(idCheck(shared, judge));
  const calls = checks.add(callCheck(shared, configs));
  const shown = ids.results;
  const scan = { tables: guide, configs, worker };
  let check: WorkspaceCheck | undefined;
  return Disposable.from(
    new Disposable(() => check?.dispose()),
    ids,
    calls,
    configs,
    registerConfigCompletion(guide),
    // The code that walks over folders is loaded when a command needs it.
    registerCommand('models.checkWorkspace', async () => {
      const { WorkspaceCheck } = await import('./workspaceCheck');
      check ??= new WorkspaceCheck({ ...scan, shown, log });
      await check.run();
    }),
    registerCommand('models.ignoreId', async (id, uri) => {
      const { ignoreInWorkspace } = await import('./ignoreInWorkspace');
      await ignoreInWorkspace(id, uri, worker, configs);
    }),
    registerCommand('models.replaceId', async (id, successor) => {
      const { replaceEverywhere } = await import('./replaceEverywhere');
      await replaceEverywhere(id, successor, { ...scan, judge, shown });
    }),
    configs.onDidChange(() => {
      ids.judgeAgain();
      calls.judgeAgain();
    }),
  );
}

/** Completes `ai-field-guide.yml`: keys, severities, and the ids that end. */
function registerConfigCompletion(tables: Pick<Tables, 'lifecycle'>): Disposable {
  const provideCompletionItems = async (document: TextDocument, position: Position): Promise<CompletionItem[]> => {
    const { above, before } = textBefore(document, position);
    const wanted = completeIdConfig(above, before);
    if (wanted.kind === 'ids') {
      const { models } = await tables.lifecycle();
      // An id is one word here, whatever the editor takes for a word.
      const start = position.translate(0, before.search(/[^\s,[\]"']*$/) - before.length);
      return [...new Set(models.map(({ id }) => id))].map((id) => {
        const item = new CompletionItem(id, CompletionItemKind.Value);
        item.range = new Range(start, position);
        return item;
      });
    }
    return 'words' in wanted ? wordItems(wanted.words, wanted.kind === 'keys' ? ':' : undefined) : [];
  };
  return languages.registerCompletionItemProvider({ pattern: `**/${configFileName}` }, { provideCompletionItems });
}
