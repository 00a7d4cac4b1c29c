import type { CellAsker } from '../../core/evals/run/cellAsker';
import { backendAsker } from '../../core/evals/run/backendAsker';
import { requestTokens } from '../../core/playground/requestTokens';
import { builtInOf, providerOf } from '../../core/evals/suite/providerIds';
import type { NamedProvider } from '../../core/evals/suite/providerIds';
import { refusalText } from '../../core/evals/suite/refusals';
import type { Suite, SuiteProvider } from '../../core/evals/suite';
import { judgeOf, judgesOf, unnamedJudge } from '../../core/evals/suite/judging';
import { host } from '../../host/node/host';
import { askedBackend, pocketHere } from '../shared/askedBackend';
import { UsageError, inOneLine } from '../shared/commandLine';
import type { Caller, CommandLine } from '../shared/commandLine';
import { endpointOf } from '../shared/askedEndpoint';
import type { AskedEndpoint } from '../shared/askedEndpoint';
import { sayHere as say } from '../shared/sayHere';
import type { EvalArguments } from './evalArguments';

type Chosen = Pick<EvalArguments, 'baseUrls' | 'keyEnvs' | 'grader'>;

type Asked = CellAsker | { readonly skip: string };

export interface Askers {
  /** Askers, by the labels of the providers. */
  readonly askers: ReadonlyMap<string, Asked>;
  readonly judges: ReadonlyMap<SuiteProvider, Asked>;
}

/**
 * Returns the asker of each provider and judge of a suite, with the addresses and keys that the command names.
 * @throws UsageError
 */
export async function askersOf(suite: Suite, args: Chosen, { console, guide, caller }: CommandLine): Promise<Askers> {
  if (!caller) throw new Error('There is no process from which something could be sent.');
  const used = new Set<string>();
  const onBroken = (why: string): void => console.printError(inOneLine(why));
  const askerOf = async (provider: SuiteProvider): Promise<Asked> => {
    const named = builtInOf(provider.id) ? pocketProvider : providerOf(provider.id);
    const [baseUrl, keyEnv] = [
      givenFor(provider, named, args.baseUrls, used),
      givenFor(provider, named, args.keyEnvs, used),
    ];
    const preset = named?.preset ?? (baseUrl === undefined ? undefined : 'custom');
    if (!named || preset === undefined) return { skip: refusalText('elsewhere', say) };
    const asked = endpointFor(provider, named, { preset, baseUrl, keyEnv }, caller);
    if (asked && 'skip' in asked) return asked;
    const backend = asked ? askedBackend(asked, { guide, caller, onBroken }) : pocketHere({ caller, onBroken });
    const at = { backend, endpoint: asked?.endpoint, preset: backend.id, model: named.model };
    const { asker, left } = await backendAsker(provider, suite.prompts, at, {
      ...{ catalog: guide.catalog, sha256: (bytes) => host.sha256(bytes), say },
      mostTokens: (request, to) => requestTokens(request, to, guide, true),
    });
    for (const why of left) console.printError(inOneLine(`${provider.label}: ${why}`));
    return asker;
  };
  const askers = new Map<string, Asked>();
  for (const provider of suite.providers) {
    if (provider.skip === undefined) askers.set(provider.label, await askerOf(provider));
  }
  const judges = new Map<SuiteProvider, Asked>();
  const grader = args.grader === undefined ? undefined : await askerOf(graderOf(args.grader));
  for (const judge of judgesOf(suite.tests)) {
    if (grader) judges.set(judge, grader);
    else if (judge === unnamedJudge) judges.set(judge, { skip: 'the config names none. Give --grader ID.' });
    else if (judge.skip === undefined) judges.set(judge, await askerOf(judge));
  }
  for (const name of [...args.baseUrls.keys(), ...args.keyEnvs.keys()]) {
    if (!used.has(name)) throw new UsageError(`The config has no provider "${name}" that is asked.`);
  }
  return { askers, judges };
}

const graderOf = (id: string): SuiteProvider => judgeOf({ id, label: id, config: {}, file: '' });

const pocketProvider: NamedProvider = { prefix: 'pocket', preset: 'pocket', model: 'pocket' };

/**
 * Finds the value that the command line gives for a provider: by its id, or by the prefix of its id. Labels do not count, as
 * the config chooses them freely: one could take the key that is meant for another provider.
 */
function givenFor(
  { id }: SuiteProvider,
  named: NamedProvider | undefined,
  given: ReadonlyMap<string, string>,
  used: Set<string>,
): string | undefined {
  const name = [id, named?.prefix].find((each) => each !== undefined && given.has(each));
  if (name === undefined) return undefined;
  used.add(name);
  return given.get(name);
}

/**
 * Returns the endpoint of a provider. A provider without an address or a key is skipped. Only options of the command
 * that are wrong are an error.
 * @throws UsageError
 */
function endpointFor(
  { id }: SuiteProvider,
  { model, dialect }: NamedProvider,
  {
    preset,
    baseUrl,
    keyEnv,
  }: { readonly preset: string; readonly baseUrl: string | undefined; readonly keyEnv: string | undefined },
  { environment }: Caller,
): AskedEndpoint | { readonly skip: string } | undefined {
  try {
    const asked = endpointOf(
      { provider: preset, model, ...(baseUrl !== undefined && { baseUrl }), ...(keyEnv !== undefined && { keyEnv }) },
      environment,
    );
    return asked && dialect ? { ...asked, endpoint: { ...asked.endpoint, dialect } } : asked;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    if (baseUrl === undefined && keyEnv === undefined) return { skip: error.message };
    throw new UsageError(`${id}: ${error.message}`);
  }
}
