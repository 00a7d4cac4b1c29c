import type { Say } from '../../base/say';
import type { Catalog } from '../../catalog/catalog';
import { answerFrom } from '../../chat/answerFrom';
import type { Backend } from '../../chat/backend';
import { usdOf } from '../../chat/charges';
import { fileTokens, filesOf } from '../../chat/fileFacts';
import { rebuiltRequest } from '../../chat/exchange/rebuiltRequest';
import type { ChatRequest, Endpoint } from '../../chat/messages/chatTypes';
import { mostCost } from '../../chat/mostCost';
import type { SuitePrompt, SuiteProvider } from '../suite';
import type { CellAsker } from './cellAsker';
import type { MostSpend } from './runBudget';
import { PromptFault, cellRequest } from './cellRequest';
import { parametersOf } from './runParameters';
import type { ReadParameters } from './runParameters';

/** The model that is asked for a provider of a suite. */
export interface AskedModel {
  readonly backend: Backend;
  /** Address of the backend; `undefined`: it has none. */
  readonly endpoint: Endpoint | undefined;
  /** Id of the preset that tells whether requests are charged for. */
  readonly preset: string | undefined;
  readonly model: string;
}

interface AskerDeps {
  /** Returns the most tokens that a request may have. */
  readonly mostTokens: (request: ChatRequest, backend: Backend) => Promise<number>;
  readonly catalog: () => Promise<Catalog>;
  readonly sha256: (bytes: Uint8Array) => Promise<string>;
  readonly say: Say;
}

/** Makes the asker of a backend for a provider of a suite. `left`: which of its parameters are not sent, and why. */
export async function backendAsker(
  provider: SuiteProvider,
  prompts: readonly SuitePrompt[],
  asked: AskedModel,
  deps: AskerDeps,
): Promise<{ readonly asker: CellAsker; readonly left: readonly string[] }> {
  const { backend, endpoint, model } = asked;
  // A backend without an address has no body fields of an API either, so that the dialect does not matter.
  const dialect = endpoint?.dialect ?? 'chat-completions';
  const left = new Set<string>();
  const parameters = new Map<SuitePrompt['config'], ReadParameters>();
  for (const config of new Set([undefined, ...prompts.map((prompt) => prompt.config)])) {
    const read = await parametersOf({ ...provider.config, ...config }, model, { backend, dialect }, deps.say);
    parameters.set(config, read);
    for (const why of read.left) left.add(why);
  }
  return { asker: askerOf(provider, asked, parameters, deps), left: [...left] };
}

function askerOf(
  provider: SuiteProvider,
  { backend, endpoint, preset, model }: AskedModel,
  parameters: ReadonlyMap<SuitePrompt['config'], ReadParameters>,
  deps: AskerDeps,
): CellAsker {
  return {
    provider,
    async request(messages, { config }) {
      const { taken, fault } = parameters.get(config) ?? {};
      if (fault !== undefined) throw new PromptFault(fault);
      return cellRequest(messages, { model, params: {}, ...taken }, deps);
    },
    written(request) {
      if (!endpoint) return { url: backend.id, body: JSON.stringify(request) };
      const { url, body } = rebuiltRequest(endpoint, request, false);
      return { url, body };
    },
    most: (request) => mostOf(request, { backend, preset }, deps),
    ask: ({ request, media }, signal, onEvents) =>
      answerFrom(backend, request, { signal, media, onEvents, isOnce: true }, deps.catalog),
    usdOf: ({ cost }) => usdOf(cost, backend, preset, model),
  };
}

async function mostOf(
  request: ChatRequest,
  { backend, preset }: Pick<AskedModel, 'backend' | 'preset'>,
  { mostTokens, catalog, say }: AskerDeps,
): Promise<MostSpend> {
  if (backend.location.kind === 'here') return { usd: 0, tokens: 0 };
  const inputTokens = await mostTokens(request, backend);
  const known = await catalog();
  const { cost, outputTokens } = await mostCost(backend, request, inputTokens, known, say);
  const model = known.findModel(request.model);
  const isOpen =
    outputTokens === undefined || filesOf(request.messages).some((file) => fileTokens(file, model) === undefined);
  const usd = usdOf(cost, backend, preset, request.model);
  return {
    usd: isOpen && usd !== 0 ? null : usd,
    tokens: isOpen ? null : inputTokens + outputTokens,
    ...(outputTokens !== undefined && { outputTokens }),
  };
}
