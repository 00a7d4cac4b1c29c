import { mostCost } from '../../core/chat/mostCost';
import { answerFrom } from '../../core/chat/answerFrom';
import type { Backend } from '../../core/chat/backend';
import { rebuiltRequest } from '../../core/chat/exchange/rebuiltRequest';
import type { ChatRequest, Endpoint } from '../../core/chat/messages/types';
import type { Asker } from '../../core/evals/run/asker';
import { cellRequest } from '../../core/evals/run/cellRequest';
import { providerOf } from '../../core/evals/suite/providerIds';
import type { NamedProvider } from '../../core/evals/suite/providerIds';
import { refusalText } from '../../core/evals/suite/refusals';
import type { Suite, SuitePrompt, SuiteProvider } from '../../core/evals/suite';
import type { FieldGuide } from '../../core/fieldGuide';
import { host } from '../../host/node/host';
import { askedBackend, pocketHere } from '../shared/backend';
import { UsageError, inOneLine } from '../shared/commandLine';
import type { Caller, CommandLine } from '../shared/commandLine';
import { endpointOf } from '../shared/endpoint';
import { usdOf } from '../shared/spend';
import { tokensOf } from '../shared/tokens';
import { sayHere as say } from '../shared/words';
import type { EvalArguments } from './arguments';
import { parametersOf } from './parameters';
import type { Parameters } from './parameters';

type Chosen = Pick<EvalArguments, 'baseUrls' | 'keyEnvs'>;

/** By the labels of the providers. */
export type Askers = ReadonlyMap<string, Asker | { readonly skip: string }>;

/** Who is asked for each provider of a suite: the user's, by what the command says. @throws UsageError */
export async function askersOf(suite: Suite, args: Chosen, { console, guide, caller }: CommandLine): Promise<Askers> {
  if (!caller) throw new Error('There is no process from which something could be sent.');
  const used = new Set<string>();
  const askers = new Map<string, Asker | { readonly skip: string }>();
  const onBroken = (why: string): void => console.printError(inOneLine(why));
  for (const provider of suite.providers) {
    if (provider.skip !== undefined) continue;
    const named = provider.id === 'pocket' ? pocketProvider : providerOf(provider.id);
    const [baseUrl, keyEnv] = [
      givenFor(provider, named, args.baseUrls, used),
      givenFor(provider, named, args.keyEnvs, used),
    ];
    const preset = named?.preset ?? (baseUrl === undefined ? undefined : 'custom');
    if (!named || preset === undefined) {
      askers.set(provider.label, { skip: refusalText('elsewhere', say) });
      continue;
    }
    const asked = endpointFor(provider, named, { preset, baseUrl, keyEnv }, caller);
    const backend = asked ? askedBackend(asked, { guide, caller, onBroken }) : pocketHere({ caller, onBroken });
    const parameters = new Map<SuitePrompt['config'], Parameters>();
    for (const { config } of [{ config: undefined }, ...suite.prompts]) {
      const { taken, left } = await parametersOf({ ...provider.config, ...config }, named.model, backend);
      parameters.set(config, taken);
      for (const why of left) console.printError(inOneLine(`${provider.label}: ${why}`));
    }
    const model = { name: named.model, parameters };
    askers.set(provider.label, askerOf(provider, model, backend, asked?.endpoint, guide));
  }
  for (const name of [...args.baseUrls.keys(), ...args.keyEnvs.keys()]) {
    if (!used.has(name)) throw new UsageError(`The config has no provider "${inOneLine(name)}" that is asked.`);
  }
  return askers;
}

const pocketProvider: NamedProvider = { prefix: 'pocket', preset: 'pocket', model: 'pocket' };

/** What is given for a provider: by its label, its id, or what that begins with. */
function givenFor(
  { label, id }: SuiteProvider,
  named: NamedProvider | undefined,
  given: ReadonlyMap<string, string>,
  used: Set<string>,
): string | undefined {
  const name = [label, id, named?.prefix, named?.preset].find((each) => each !== undefined && given.has(each));
  if (name === undefined) return undefined;
  used.add(name);
  return given.get(name);
}

function endpointFor(
  { id }: SuiteProvider,
  { model, dialect }: NamedProvider,
  {
    preset,
    baseUrl,
    keyEnv,
  }: { readonly preset: string; readonly baseUrl: string | undefined; readonly keyEnv: string | undefined },
  { environment }: Caller,
) {
  try {
    const asked = endpointOf(
      { provider: preset, model, ...(baseUrl !== undefined && { baseUrl }), ...(keyEnv !== undefined && { keyEnv }) },
      environment,
    );
    return asked && dialect ? { ...asked, endpoint: { ...asked.endpoint, dialect } } : asked;
  } catch (error) {
    throw error instanceof UsageError ? new UsageError(`${inOneLine(id)}: ${error.message}`) : error;
  }
}

/** A model with the parameters that a request has, by the config of the prompt. */
interface AskedModel {
  readonly name: string;
  readonly parameters: ReadonlyMap<SuitePrompt['config'], Parameters>;
}

function askerOf(
  provider: SuiteProvider,
  { name, parameters }: AskedModel,
  backend: Backend,
  endpoint: Endpoint | undefined,
  guide: FieldGuide,
): Asker {
  return {
    provider,
    request: (messages, { config }) =>
      cellRequest(
        messages,
        { model: name, params: {}, ...parameters.get(config) },
        { sha256: (bytes) => host.sha256(bytes), say },
      ),
    written(request) {
      if (!endpoint) return { url: backend.id, body: JSON.stringify(request) };
      const { url, body } = rebuiltRequest(endpoint, request, false);
      return { url, body };
    },
    most: (request) => mostOf(request, backend, guide),
    ask: ({ request, media }, signal, onEvents) =>
      answerFrom(backend, request, { signal, media, onEvents, isOnce: true }, guide.catalog),
    usdOf: ({ cost }) => usdOf(cost, backend, name),
  };
}

async function mostOf(request: ChatRequest, backend: Backend, guide: FieldGuide): ReturnType<Asker['most']> {
  if (backend.location.kind === 'here') return { usd: 0, tokens: 0 };
  const inputTokens = await tokensOf(request, backend, guide, true);
  const { cost, outputTokens } = await mostCost(backend, request, inputTokens, await guide.catalog());
  const usd = usdOf(cost, backend, request.model);
  return {
    usd: outputTokens === undefined && usd !== 0 ? null : usd,
    tokens: outputTokens === undefined ? null : inputTokens + outputTokens,
  };
}
