import type { ExtensionContext } from 'vscode';
import { startContext } from './editor/context/context';
import { FileWorkerClient } from './editor/files/fileWorkerClient';
import { startEvals } from './editor/evals/evals';
import { startGlossary } from './editor/glossary/glossary';
import { startLab } from './editor/lab/lab';
import { LiveData, livePages } from './editor/models/live/liveData';
import { Sayings } from './editor/models/sayings';
import { startModels } from './editor/models/models';
import { startPages } from './editor/pages/pages';
import { startPlayground } from './editor/playground/playground';
import type { Playground } from './editor/playground/playground';
import { startPrompts } from './editor/prompts/prompts';
import { startProviders } from './editor/providers/providers';
import { createShared } from './editor/shared/shared';
import type { AiFieldGuideApi } from './editor/start/publicApi';
import { startFirstSteps } from './editor/start/start';
import { startTokens } from './editor/tokens/tokens';

let playground: Playground | undefined;

/** Starts each subject, which builds its services. Reads no file and loads no table: each feature does so on first use. */
export function activate(context: ExtensionContext): AiFieldGuideApi {
  const started = performance.now();
  const shared = createShared(context);
  const files = shared.keep(new FileWorkerClient(shared.distribution, shared.guide, shared.log));
  const live = shared.keep(new LiveData(context, shared.log));
  const said = shared.keep(new Sayings(live));
  const face = startPages(shared, {
    live: livePages(shared.guide, live),
    choices: () => glossary.choices.current,
    openInPlayground: (model) => tab.openWithLiving(model),
  });
  startModels(shared, { ...face, files, live, said, openInPlayground: (model) => tab.openWithModel(model) });
  const providers = startProviders(shared, face, said);
  const tokens = startTokens(shared, face, providers, {
    said,
    addToPlayground: (text, countedFor) => tab.addToMessage(text, countedFor),
  });
  const tab = startPlayground(shared, face, providers, tokens);
  playground = tab;
  const glossary = startGlossary(shared, {
    ...face,
    ...tokens,
    files,
    said,
    openInPlayground: (model) => tab.openWithLiving(model),
  });
  startPrompts(shared, tab);
  startEvals(shared, providers, tab);
  startContext(shared, face);
  startLab(shared, face);
  const api = startFirstSteps(shared, providers);
  shared.log.info(`Activated in ${(performance.now() - started).toFixed(1)} ms.`);
  return api;
}

export async function deactivate(): Promise<void> {
  await playground?.close();
}
