import { env } from 'vscode';
import { hostOf, isSameLocalServer } from '../../../core/chat/providers/endpoint';
import {
  addressWords,
  findLocalServers,
  firstModel,
  localCandidates,
  localEndpoint,
  lookWords,
} from '../../../core/chat/discovery/localServers';
import type { LocalCandidate, FoundServer } from '../../../core/chat/discovery/localServers';
import { hostIn, placeOf } from '../../../core/chat/providers/location';
import type { Backend } from '../../../core/chat/backend';
import type { Preset } from '../../../core/chat/providers/presets';
import type { ProviderDeps } from '../chat/backends';
import type { ProviderStore } from '../chat/providerStore';
import { withCancel } from '../../shared/abort';
import type { AskTarget } from '../../shared/contributions';
import { sayDone } from '../../shared/feedback';
import { settingId } from '../../shared/settingsTable';
import { openMachineSetting } from '../../shared/openers';
import { back, fitting, pickRanked } from '../../shared/rankedPick';
import type { PickGroup, PickRow } from '../../shared/rankedPick';
import { readSetting } from '../../shared/settings';
import { say } from '../../shared/words';
import { presetGroups } from './addProvider';
import { freeId } from './addSteps';

type Choice =
  | { readonly do: 'look' | 'openSetting' }
  | { readonly do: 'server'; readonly server: FoundServer }
  | { readonly do: 'lent'; readonly backend: Backend }
  | { readonly do: 'preset'; readonly preset: Preset };

/** Milliseconds to wait. A server on this machine either answers at once or is not running. */
const patienceMs = 3_000;

type RealModelDeps = Pick<ProviderDeps, 'providers' | 'backends' | 'models'>;

/**
 * Offers servers on this machine, which are looked for only when the user wants that, then models that VS Code lends,
 * and then the presets. Of the chosen one it offers the models, where it has several. Returns the provider and model;
 * `undefined` when the user leaves.
 * @param add asks for the answers that a preset needs, and returns the id of the new provider.
 */
export async function useRealModel(
  deps: RealModelDeps,
  add: (presetId: string) => Promise<string | undefined>,
): Promise<AskTarget | undefined> {
  const backend = deps.backends.find((await chooseProvider(deps, add)) ?? null);
  if (!backend) return undefined;
  const [first = '', ...others] = await deps.models.suggested(backend);
  const chosen =
    others.length === 0
      ? undefined
      : await deps.models.choose({
          title: say('Ask Which Model of {0}?', backend.name),
          backends: [backend],
          current: first,
        });
  // A user who leaves here has set up the provider, so its first model is taken.
  return { providerId: backend.id, model: chosen && chosen !== back ? chosen.model : first };
}

/** Returns the id of the provider, which is set up by then; `undefined` when the user leaves. */
async function chooseProvider(
  { providers: store, backends, models }: RealModelDeps,
  add: (presetId: string) => Promise<string | undefined>,
): Promise<string | undefined> {
  const candidates = localCandidates(readSetting('providers.localServers'));
  let found: readonly FoundServer[] | undefined;
  for (;;) {
    const choice = await pickRanked<Choice>({
      title: say('Use a Real Model'),
      placeholder: lookWords(candidates, found, say).placeholder,
      groups: (typed) => groupsOf(typed, candidates, found, backends.all()),
      keepOpen: true,
    });
    if (choice === undefined || choice === back) return undefined;
    if (choice.do === 'openSetting') {
      await openMachineSetting(settingId('providers.localServers'));
      return undefined;
    }
    if (choice.do === 'preset') return add(choice.preset.id);
    if (choice.do === 'lent') return choice.backend.id;
    if (choice.do === 'server') return setUp(choice.server, store, models);
    found = (await look(candidates, backends)) ?? found;
  }
}

/** Looks for servers. The user has read the addresses, and has chosen to ask them. `undefined` when the user cancels. */
function look(
  candidates: readonly LocalCandidate[],
  backends: ProviderDeps['backends'],
): Thenable<FoundServer[] | undefined> {
  const title = say('Asking {0}', addressWords(candidates));
  return withCancel(title, (left) => {
    const signal = AbortSignal.any([left, AbortSignal.timeout(patienceMs)]);
    return findLocalServers(candidates, (endpoint) => backends.at(endpoint).listModels(signal), left);
  });
}

/** Sets up a server, unless it is set up already under any name of this machine. */
async function setUp(server: FoundServer, store: ProviderStore, models: ProviderDeps['models']): Promise<string> {
  const known = store.list().find(({ baseUrl }) => isSameLocalServer(baseUrl, server.baseUrl));
  const id = known?.id ?? freeId((taken) => store.find(taken), server.preset.id, server.baseUrl);
  const endpoint = known ?? localEndpoint(server, id, say);
  if (!known) {
    await store.put(endpoint);
    sayDone(say('Added {0}.', endpoint.name));
  }
  models.keep(endpoint, server.models);
  return id;
}

function groupsOf(
  typed: string,
  candidates: readonly LocalCandidate[],
  found: readonly FoundServer[] | undefined,
  backends: readonly Backend[],
): PickGroup<Choice>[] {
  const isRemote = placeOf('http://localhost', env.remoteName) === 'remote-machine';
  const local: PickGroup<Choice> = {
    label: isRemote ? say('On the remote machine') : say('On this machine'),
    rows: fitting([...(found ?? []).map(serverRow), lookRow(candidates, found), ...otherAddress(found)], typed),
  };
  const hosted = presetGroups(typed).map(({ label, rows }) => ({
    label,
    rows: rows.map((row): PickRow<Choice> => ({ ...row, value: { do: 'preset', preset: row.value } })),
  }));
  const lent = backends.filter(({ isOwn, isStandIn }) => !isOwn && !isStandIn).map(lentRow);
  return [local, { label: say('In VS Code: no key needed here'), rows: fitting(lent, typed) }, ...hosted];
}

const lentRow = (backend: Backend): PickRow<Choice> => ({
  label: `$(vscode) ${backend.name}`,
  description: hostIn(backend.location),
  value: { do: 'lent', backend },
});

function serverRow(server: FoundServer): PickRow<Choice> {
  const { baseUrl, preset, models } = server;
  const first = firstModel(server);
  const count = models.length === 1 ? say('1 model') : say('{0} models', models.length);
  return {
    label: `$(vm) ${preset.id === 'custom' ? say('Model server') : preset.name}`,
    description: `${hostOf(baseUrl)} · ${count}`,
    detail: first === undefined ? say('It lists no models yet.') : say('Model: {0}. No key needed.', first.id),
    value: { do: 'server', server },
  };
}

function lookRow(candidates: readonly LocalCandidate[], found: readonly FoundServer[] | undefined): PickRow<Choice> {
  const { label, detail } = lookWords(candidates, found, say);
  return { label, description: addressWords(candidates), detail, value: { do: 'look' } };
}

/** Offers another address, where no server answered. */
const otherAddress = (found: readonly FoundServer[] | undefined): PickRow<Choice>[] =>
  found?.length === 0
    ? [
        {
          label: `$(gear) ${say('Add Another Address')}`,
          detail: say('Opens the setting {0}.', settingId('providers.localServers')),
          value: { do: 'openSetting' },
        },
      ]
    : [];
