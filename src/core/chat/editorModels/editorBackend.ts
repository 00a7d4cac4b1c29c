import type { UsageCost } from '../../catalog/priceUsage';
import type { Say } from '../../base/say';
import type { BuiltInBackend } from '../backend';
import type { ListedModel } from '../discovery/readListedModel';
import type { ChatLimits } from '../exchange/chatLimits';
import type { Outcome } from '../messages/errors';
import { maxModelIdLength } from '../messages/chatTypes';
import type { ParameterOffer } from '../parameters/offers';
import { hostIn } from '../providers/location';
import type { Location } from '../providers/location';
import { askEditorModel, unlessAborted } from './askEditorModel';
import { editorErrorView, editorLacksView } from './editorErrors';
import type { EditorModel, EditorVendor } from './editorModel';
import { lackingIn } from './editorRequest';

export interface EditorBackendDeps {
  /** Returns the current models of a vendor without asking any of them. Rejects where the editor does. */
  readonly list: (vendor: string) => Promise<readonly EditorModel[]>;
  readonly limits: () => ChatLimits;
  /** Gets the errors that an extension or this code throws. */
  readonly onFailed: (error: unknown) => void;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly say: Say;
}

/**
 * Creates the backend of the models of one vendor that the editor lends. Each vendor is a backend of its own: requests
 * go to its extension, which takes the place of an endpoint's host.
 */
export function editorBackend(
  { vendor, label, extension, models }: EditorVendor,
  deps: EditorBackendDeps,
): BuiltInBackend {
  const { list, limits, onFailed, now, say } = deps;
  const name = say('{0} (VS Code)', label);
  const location: Location = { kind: 'vendor', vendor, extension };
  const read = now();
  const cost: UsageCost = { known: false, reason: say('VS Code does not say what its models cost') };
  const known = (id: string): EditorModel | undefined => models.find((model) => model.id === id);
  const failed = (error: unknown, model = '') => {
    onFailed(error);
    return editorErrorView(error, { name: label, model, prompts: [], hasOutput: false }, say);
  };
  const listed = async (): Promise<Outcome<readonly ListedModel[]>> => {
    try {
      return { status: 'done', value: listedModels(await list(vendor)) };
    } catch (error) {
      return { status: 'failed', error: failed(error) };
    }
  };
  return {
    id: `built-in:vscode:${vendor}`,
    name,
    location,
    can: {
      listsModels: true,
      referenceCard: false,
      bodyFields: false,
      systemAsMessage: true,
      saysNoUsage: true,
      tools: { errors: false },
    },
    isOwn: false,
    isStandIn: false,
    needsKey: false,
    hasKey: () => Promise.resolve(false),
    suggested: () => listedModels(models).map(({ id }) => id),
    parameters: () => Promise.resolve(editorOffers(say)),
    says(id) {
      const model = known(id);
      if (!model) return undefined;
      const { maxInputTokens: most } = model;
      const figures = Number.isSafeInteger(most) && most > 0 ? { contextWindow: most } : {};
      return { by: name, read, hasPrices: false, figures };
    },
    nameOf: (id) => known(id)?.name,
    knows: (id) => [
      { by: 'list', can: known(id)?.can ?? {} },
      // The editor has no way to request either.
      { by: 'api', can: { structured: false, logprobs: false } },
    ],
    costOf: () => Promise.resolve(cost),
    whyNot(request) {
      const model = known(request.model);
      const lacking = model && lackingIn(request, model);
      return Promise.resolve(lacking && editorLacksView(lacking, label, say));
    },
    async ask(request, listener) {
      const options = { ...listener, limits: limits(), name: label, say, onFailed };
      try {
        const model = known(request.model) ?? (await list(vendor)).find(({ id }) => id === request.model);
        if (model) return await askEditorModel(model, request, options);
        return { status: 'failed', error: failed({ code: 'NotFound' }, request.model) };
      } catch (error) {
        return { status: 'failed', error: failed(error, request.model) };
      }
    },
    listModels: listed,
    async test() {
      const outcome = await listed();
      if (outcome.status !== 'done') return outcome;
      return { status: 'done', value: { via: 'models', host: hostIn(location), models: outcome.value } };
    },
    async countThere(id, text, signal) {
      try {
        const model = known(id);
        if (!model) return { status: 'failed', error: failed({ code: 'NotFound' }, id) };
        const tokens = await unlessAborted(model.count(text, signal), signal);
        // An extension may return anything as a count.
        if (Number.isSafeInteger(tokens) && tokens >= 0) return { status: 'done', value: tokens };
        return { status: 'failed', error: failed(undefined, id) };
      } catch (error) {
        return signal.aborted ? { status: 'stopped' } : { status: 'failed', error: failed(error, id) };
      }
    },
  };
}

/**
 * Returns the models like other lists: sorted, each id once. Groups of a vendor may have models of the same id, which
 * the editor does not distinguish.
 */
export function listedModels(models: readonly EditorModel[]): ListedModel[] {
  const ids = [...new Set(models.map(({ id }) => id))].filter(isSoundId).sort();
  return ids.map((id) => ({
    ...{ id, figures: {} },
    can: models.find((model) => model.id === id)?.can ?? {},
  }));
}

/**
 * Whether the id that an extension gave to a model or to itself as a vendor can be shown. Ids with misleading
 * characters are left out.
 */
export const isSoundId = (id: string): boolean =>
  id.trim() !== '' && id.length <= maxModelIdLength && !/[\p{Cc}\p{Cf}]|\$\(/u.test(id);

/**
 * Returns the parameters, all of them refused: the editor passes them on by name, and each vendor has its own names, or
 * ignores them.
 */
const editorOffers = (say: Say): ParameterOffer[] =>
  ['temperature', 'maxOutputTokens'].map((name) => ({
    name,
    isRefused: true,
    note: say('VS Code has no parameters that all of its models take, and does not say which ones take any.'),
  }));
