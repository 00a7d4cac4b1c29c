import { env } from 'vscode';
import { dialectOf } from '../../../core/chat/dialects/dialects';
import { hostOf, isLoopback, parseBaseUrl } from '../../../core/chat/providers/endpoint';
import { placeOf } from '../../../core/chat/providers/location';
import { userPartsOf, presets } from '../../../core/chat/providers/presets';
import type { Preset } from '../../../core/chat/providers/presets';
import { guideTo } from '../../../core/chat/providers/presetGuides';
import type { Endpoint } from '../../../core/chat/messages/chatTypes';
import type { KeyStore } from '../chat/keyStore';
import type { ProviderStore } from '../chat/providerStore';
import { askText } from '../../shared/askText';
import { isPlaygroundInFront, sayDone } from '../../shared/feedback';
import type { QuestionStep } from '../../shared/question';
import { back, pickRanked } from '../../shared/rankedPick';
import type { PickGroup, PickRow } from '../../shared/rankedPick';
import { say } from '../../shared/words';
import { addressProblem, addSteps, draftedEndpoint, freeId, totalAt } from './addSteps';
import type { AddDraft, AddStep } from './addSteps';
import { storeKey } from './providerKeys';
import { askForKey, askForName, pickDialect } from './providerQuestions';

interface NewProvider {
  readonly endpoint: Endpoint;
  /** `undefined` where no key was entered. */
  readonly key: string | undefined;
}

type Answer = Partial<AddDraft> | typeof back | undefined;

/**
 * Adds a provider, with its key where one was entered. `isSeen` tells whether its row is visible. `undefined` when the
 * user leaves; nothing has changed then.
 */
export async function addProvider(
  store: ProviderStore,
  keys: KeyStore,
  isSeen: () => boolean,
  presetId: string | undefined,
): Promise<Endpoint | undefined> {
  const added = await askForProvider(store, presetId);
  if (!added) return undefined;
  const { endpoint, key } = added;
  await store.put(endpoint);
  if (key !== undefined) await storeKey(endpoint, key, keys, isSeen);
  else if (!isSeen() && !isPlaygroundInFront()) sayDone(say('Added {0}.', endpoint.name));
  return endpoint;
}

/** Asks step by step, with a way back. Stores nothing. `undefined` when the user leaves. */
async function askForProvider(store: ProviderStore, presetId: string | undefined): Promise<NewProvider | undefined> {
  const preset = presets.find(({ id }) => id === presetId);
  let draft: AddDraft = preset ? { preset } : {};
  let at = preset ? 1 : 0;
  for (;;) {
    const target = targetOf(store, draft);
    const steps = addSteps(draft, target.existing);
    const step = steps[at];
    if (step === undefined) {
      const endpoint = draftedEndpoint(draft, target.id, target.existing);
      return endpoint && { endpoint, key: draft.key === '' ? undefined : draft.key };
    }
    const answer = await asks[step](draft, { at: at + 1, of: totalAt(steps, at) }, target.existing);
    if (answer === undefined) return undefined;
    if (answer === back) at--;
    else {
      // Another preset has another address.
      draft = answer.preset && answer.preset !== draft.preset ? answer : { ...draft, ...answer };
      at++;
    }
  }
}

/** The id that the provider gets, and the provider that has it already. */
function targetOf(store: ProviderStore, { preset, baseUrl }: AddDraft): { id: string; existing?: Endpoint } {
  if (!preset || baseUrl === undefined) return { id: '' };
  const id = freeId((taken) => store.find(taken), preset.id, baseUrl);
  const existing = store.find(id);
  return existing ? { id, existing } : { id };
}

const asks: Readonly<Record<AddStep, (draft: AddDraft, step: QuestionStep, existing?: Endpoint) => Promise<Answer>>> = {
  preset: async (draft, step) =>
    answered(
      await pickRanked<Preset>({
        title: say('Add Provider'),
        placeholder: say('Which provider? Nothing is contacted before you send a prompt.'),
        step,
        groups: presetGroups,
        startsAt: (preset) => preset === draft.preset,
      }),
      (preset) => ({ preset }),
    ),
  address: async ({ preset, baseUrl }, step) =>
    answered(
      await askText({
        title: say('Base URL of {0}', preset?.name ?? ''),
        prompt: [...fillIn(preset), say('Requests go to <this address>{0}.', pathOf(preset))].join(' '),
        value: baseUrl ?? (preset && addressOf(preset)) ?? '',
        selected: preset && userPartsOf(preset)[0],
        placeholder: 'https://api.example.com/v1',
        step,
        problemOf: (typed) => addressProblem(typed, say, preset),
      }),
      (typed) => ({ baseUrl: parseBaseUrl(typed) }),
    ),
  api: async (draft, step) =>
    answered(
      await pickDialect(
        draft.baseUrl ?? '',
        draft.dialect ?? draft.preset?.dialect ?? 'chat-completions',
        say('API of the Provider'),
        step,
      ),
      (dialect) => ({ dialect }),
    ),
  name: async ({ preset, baseUrl, name }, step) => {
    const host = hostOf(baseUrl ?? '');
    const proposed = preset === undefined || preset.id === 'custom' ? host : `${preset.name} (${host})`;
    return answered(await askForName(say('Name of the Provider'), name ?? proposed, step), (typed) => ({
      name: typed,
    }));
  },
  key: async (draft, step, existing) =>
    answered(
      await askForKey(nameOf(draft, existing), draft.baseUrl ?? '', guideTo(draft.preset?.id ?? ''), step),
      (key) => ({
        key,
      }),
    ),
};

const addressOf = ({ baseUrl, address = '' }: Preset): string => baseUrl || address;

function fillIn(preset: Preset | undefined): string[] {
  const places = preset ? userPartsOf(preset) : [];
  return places.length === 0 ? [] : [say('Put yours in the place of {0}.', places.join(', '))];
}

const pathOf = (preset: Preset | undefined): string =>
  dialectOf(preset?.dialect ?? 'chat-completions').path(preset?.baseUrl ?? '');

const nameOf = ({ preset, baseUrl, name }: AddDraft, existing?: Endpoint): string =>
  existing?.name ?? (baseUrl === preset?.baseUrl ? undefined : name) ?? preset?.name ?? '';

const answered = <T extends string | object>(
  given: T | typeof back | undefined,
  change: (value: T) => AddDraft,
): Answer => (given === undefined || typeof given === 'symbol' ? given : change(given));

export function presetGroups(typed: string): PickGroup<Preset>[] {
  const words = typed.toLowerCase().split(/\s+/u).filter(Boolean);
  const rows = presets
    .filter((preset) => {
      const text = `${preset.name} ${addressOf(preset)} ${guideTo(preset.id).note}`.toLowerCase();
      return words.every((word) => text.includes(word));
    })
    .map((preset): PickRow<Preset> => {
      const { note: detail, guideUrl } = guideTo(preset.id);
      return {
        ...{ label: preset.name, description: addressOf(preset), detail, value: preset },
        ...(guideUrl !== undefined && { guideUrl }),
      };
    });
  const isRemote = placeOf('http://localhost', env.remoteName) === 'remote-machine';
  const isOwn = ({ value }: PickRow<Preset>): boolean => value.baseUrl === '' && !value.needsKey;
  const isLocal = ({ value }: PickRow<Preset>): boolean => isLoopback(value.baseUrl);
  return [
    {
      label: isRemote ? say('On the remote machine: no key needed') : say('On this machine: no key needed'),
      rows: rows.filter(isLocal),
    },
    { label: say('Hosted: needs your API key'), rows: rows.filter((row) => !isLocal(row) && !isOwn(row)) },
    { label: say('Any other server'), rows: rows.filter(isOwn) },
  ];
}
