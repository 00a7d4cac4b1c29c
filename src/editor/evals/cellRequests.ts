import { Uri } from 'vscode';
import * as v from 'valibot';
import { host } from '#host';
import { inSlices } from '../../core/base/work';
import { rebuiltRequest } from '../../core/chat/exchange/rebuiltRequest';
import type { Cell } from '../../core/evals/results';
import type { CellAsker, CellRequest } from '../../core/evals/run/cellAsker';
import type { AskedModel } from '../../core/evals/run/backendAsker';
import { keyOf, plannedCells } from '../../core/evals/run/plan';
import type { PlannedCell } from '../../core/evals/run/plan';
import { requestText } from '../../core/evals/run/requestText';
import { readRun } from '../../core/evals/run/runFile';
import { NewerResultsError } from '../../core/evals/run/runHeader';
import type { Suite } from '../../core/evals/suite';
import { askedRequest } from '../../core/playground/import/askedRequest';
import { nameOf } from '../files/paths';
import type { Playground } from '../playground/playground';
import { showMessage } from '../shared/messages';
import { pace } from '../shared/pace';
import { say } from '../shared/words';
import type { AskedModels } from './askedModels';
import { evalAsker } from './evalAsker';
import type { AskerDeps } from './evalAsker';
import { loadSuite } from './loadSuite';
import { newerResults } from './newerResults';
import { newRenderer } from './newRenderer';
import type { ResultTexts } from './resultTexts';

/** A cell in a file of results, with the address of that file. */
export const namedCell = v.object({
  results: v.string(),
  ...{ test: v.number(), prompt: v.string(), provider: v.string(), repeat: v.number() },
});
export type NamedCell = Readonly<v.InferOutput<typeof namedCell>>;

interface CellDeps extends AskerDeps {
  readonly models: Pick<AskedModels, 'likely' | 'choose'>;
  readonly texts: Pick<ResultTexts, 'show'>;
  readonly openPrompt: Playground['openPrompt'];
}

interface Remade {
  readonly cell: Cell;
  readonly model: AskedModel;
  readonly asker: CellAsker;
  readonly asked: CellRequest;
}

/** The reason why there is no request. The message is shown as it is. */
class NoRequestError extends Error {
  override readonly name = 'NoRequestError';
}

/** Shows the request of a cell, made again from its suite, with the stored parts of its answer. */
export const showRequest = (named: NamedCell, deps: CellDeps): Promise<void> =>
  withRequest(named, deps, async ({ cell, model: { endpoint, backend }, asker, asked }) => {
    const { body } = asker.written(asked.request);
    const sha256 = await host.sha256(new TextEncoder().encode(body));
    const sent = endpoint && rebuiltRequest(endpoint, asked.request, await backend.hasKey());
    const text = await inSlices(requestText(cell, { body, sha256, ...(sent && { sent }) }, say), pace());
    await deps.texts.show(text, say('Request and Answer'));
  });

/** Opens the request of a cell as a session, for the model that the suite asks. Nothing is sent. */
export const openCell = (named: NamedCell, deps: CellDeps): Promise<void> =>
  withRequest(named, deps, async ({ model: { backend, model }, asked: { request, media } }) => {
    await deps.openPrompt(await askedRequest(request, media), { providerId: backend.id, model });
  });

async function withRequest(named: NamedCell, deps: CellDeps, use: (remade: Remade) => Promise<void>): Promise<void> {
  try {
    const remade = await remadeRequest(named, deps);
    if (remade) await use(remade);
  } catch (error) {
    const isNewer = error instanceof NewerResultsError;
    if (!isNewer && !(error instanceof NoRequestError)) throw error;
    await showMessage('Warning', isNewer ? newerResults() : error.message);
  }
}

/** Makes the request of a cell again. `undefined`: the user chose no model. @throws NoRequestError */
async function remadeRequest(named: NamedCell, deps: CellDeps): Promise<Remade | undefined> {
  const results = Uri.parse(named.results);
  const run = await readRun(host.files, results.fsPath);
  const cell = run?.cells.get(keyOf(named));
  if (!cell) throw new NoRequestError(say('This cell has not been asked yet.'));
  const config = nameOf(Uri.file(run?.header?.suite ?? ''));
  const loaded = config === '' ? undefined : await loadSuite(Uri.joinPath(results, '..', config));
  if (!loaded) throw new NoRequestError(say('The suite of these results is not beside them.'));
  const planned = plannedOf(loaded.suite, cell);
  if (!planned) throw new NoRequestError(say('The suite has no such cell any more.'));
  const { prompt, provider, test } = planned;
  const model = deps.models.likely(provider) ?? (await deps.models.choose(provider));
  if (!model) return undefined;
  const { asker } = await evalAsker(provider, loaded.suite, model, deps);
  try {
    return { cell, model, asker, asked: await asker.request(newRenderer().render(prompt, test), prompt) };
  } catch (error) {
    throw new NoRequestError(error instanceof Error ? error.message : String(error));
  }
}

/** Finds the cell in the suite. Tests may have moved since, so equal values count more than their number. */
function plannedOf(suite: Suite, { test, prompt, provider, vars }: Cell): PlannedCell | undefined {
  const column = plannedCells(suite).filter((each) => each.prompt.label === prompt && each.provider.label === provider);
  const values = JSON.stringify(vars);
  const same = column.filter((each) => JSON.stringify(each.test.vars) === values);
  return [...same, ...column].find((each) => each.test.index === test) ?? same[0];
}
