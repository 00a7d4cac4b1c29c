import { dialectNames } from '../../../core/chat/dialects/dialects';
import { originOf, parseBaseUrl } from '../../../core/chat/providers/endpoint';
import { presetOf } from '../../../core/chat/providers/presets';
import type { Endpoint, KeyState } from '../../../core/chat/messages/chatTypes';
import type { ProviderDeps } from '../chat/backends';
import { askText } from '../../shared/askText';
import { executeCommand } from '../../shared/commands';
import { offer } from '../../shared/feedback';
import type { QuestionStep } from '../../shared/question';
import { back, pickRanked } from '../../shared/rankedPick';
import type { PickRow } from '../../shared/rankedPick';
import { say } from '../../shared/words';
import { addressProblem } from './addSteps';
import { offerAdding } from './chooseProvider';
import { askForName, pickDialect } from './providerQuestions';
import type { Backend } from '../../../core/chat/backend';
import type { ModelLists } from '../chat/modelLists';

/** A part of a provider that can be edited. */
export type EditedPart = 'address' | 'api' | 'model' | 'name';

interface EditDeps extends ProviderDeps {
  /** Whether the row of the provider is visible. */
  readonly isSeen: () => boolean;
}

type Change = Partial<Pick<Endpoint, 'baseUrl' | 'dialect' | 'name'>> & { readonly model?: string | null };

/** Asks what to change, unless it is given, and then for the change. Changes nothing when the user leaves. */
export async function editProvider(deps: EditDeps, endpoint: Endpoint, given?: EditedPart): Promise<void> {
  if (given !== undefined) {
    const change = await asks[given](endpoint, deps, { at: 1, of: 1 });
    if (change !== undefined && change !== back) await apply(deps, endpoint, change);
    return;
  }
  let last: EditedPart | undefined;
  for (;;) {
    const part = await pickPart(endpoint, last);
    if (part === undefined || part === back) return;
    last = part;
    const change = await asks[part](endpoint, deps, { at: 2, of: 2 });
    if (change === back) continue;
    if (change !== undefined) await apply(deps, endpoint, change);
    return;
  }
}

async function apply({ providers: store, keys, isSeen }: EditDeps, asked: Endpoint, change: Change): Promise<void> {
  // The settings may have changed while the question was open.
  const before = store.find(asked.id);
  if (before === undefined) {
    void offerAdding(say('The provider “{0}” is no longer set up.', asked.name));
    return;
  }
  const { model = before.model, ...rest } = change;
  const { id, name, baseUrl, preset, dialect } = { ...before, ...rest };
  const after: Endpoint = { id, name, baseUrl, preset, dialect, ...(typeof model === 'string' ? { model } : {}) };
  const hadKey = (await keys.read(before)).state === 'stored';
  await store.put(after);
  const origin = originOf(after.baseUrl);
  if (isSeen() || !hadKey || origin === originOf(before.baseUrl)) return;
  const message = say(
    'The key of {0} is not used for the new address, because it was entered for {1}.',
    after.name,
    originOf(before.baseUrl),
  );
  await offer('Information', message, say('Set API Key'), () => executeCommand('providers.setApiKey', after.id));
}

function pickPart(endpoint: Endpoint, last: EditedPart | undefined): Promise<EditedPart | typeof back | undefined> {
  const row = (value: EditedPart, label: string, description: string): PickRow<EditedPart> => ({
    label,
    description,
    value,
  });
  const connection = [
    row('address', say('Address'), endpoint.baseUrl),
    row('api', say('API'), dialectNames[endpoint.dialect]),
  ];
  const playground = [
    row('model', say('Default Model'), endpoint.model ?? say('none: chosen in the playground')),
    row('name', say('Name'), endpoint.name),
  ];
  return pickRanked({
    title: say('Edit {0}', endpoint.name),
    placeholder: say('Change what?'),
    step: { at: 1, of: 2 },
    startsAt: (part) => part === last,
    groups: [
      { label: say('Connection'), rows: connection },
      { label: say('Playground'), rows: playground },
    ],
  });
}

type Ask = (endpoint: Endpoint, deps: EditDeps, step: QuestionStep) => Promise<Change | typeof back | undefined>;

const asks: Readonly<Record<EditedPart, Ask>> = {
  address: async (endpoint, { keys }, step) => {
    const key = await keys.read(endpoint);
    const typed = await askText({
      title: say('Address of {0}', endpoint.name),
      prompt: say('Requests go to paths below this address.'),
      value: endpoint.baseUrl,
      placeholder: 'https://api.example.com/v1',
      step,
      problemOf: (typed) => addressProblem(typed, say, presetOf(endpoint.preset)),
      hintOf: (address) => keyHint(address, endpoint, key),
    });
    return typeof typed === 'string' ? { baseUrl: parseBaseUrl(typed) } : typed;
  },
  api: async (endpoint, _deps, step) => {
    const dialect = await pickDialect(endpoint.baseUrl, endpoint.dialect, say('API of {0}', endpoint.name), step);
    return dialect === undefined || dialect === back ? dialect : { dialect };
  },
  model: async (endpoint, { backends, models }, step) => {
    const model = await pickDefaultModel(backends.at(endpoint), models, step);
    return model === undefined || model === back ? model : { model };
  },
  name: async (endpoint, _deps, step) => {
    const name = await askForName(say('Rename {0}', endpoint.name), endpoint.name, step);
    return typeof name === 'string' ? { name } : name;
  },
};

/** Says while an address is typed whether the key is used there: a key is bound to the origin it was entered for. */
function keyHint(typed: string, endpoint: Endpoint, key: KeyState): string | undefined {
  if (key.state === 'none' || addressProblem(typed, say) !== undefined) return undefined;
  const bound = key.state === 'stored' ? originOf(endpoint.baseUrl) : key.origin;
  const origin = originOf(typed);
  if (origin !== bound) return say('The API key is not sent to {1}, because it was entered for {0}.', bound, origin);
  return key.state === 'stored'
    ? undefined
    : say('The stored API key was entered for {0}, so it is used again.', bound);
}

/** Lets the user choose or type the model of new questions. `null` for no model, `undefined` when the user leaves. */
async function pickDefaultModel(
  backend: Backend,
  models: ModelLists,
  step: QuestionStep,
): Promise<string | null | typeof back | undefined> {
  const chosen = await models.choose({
    title: say('Default Model of {0}', backend.name),
    backends: [backend],
    current: backend.model,
    step,
    others: backend.model === undefined ? [] : [{ label: say('No default model'), value: null }],
  });
  return chosen === undefined || chosen === null || chosen === back ? chosen : chosen.model;
}
