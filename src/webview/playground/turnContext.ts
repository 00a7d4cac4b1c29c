import type { Chosen } from '../../core/playground/draftEdit';
import type { ColumnStore } from './columnStore';

/** The model and the provider that a message would go to now. */
interface ChosenView extends Required<Chosen> {
  readonly providerName: string;
  readonly host: string;
}

/** Which asides of a turn the user has opened or closed, and of which answer the tokens are shown. */
export interface OpenParts {
  system?: boolean;
  reasoning?: boolean;
  tokens?: string;
}

/** Returns the chosen model and provider, or `undefined` if none can be asked yet. */
function chosenOf({ draft, provider }: ColumnStore): ChosenView | undefined {
  const model = draft.model.trim();
  if (provider === undefined || model === '') return undefined;
  const { temperature, maxOutputTokens, sampling = '', bodyFields = '' } = draft;
  const { tools = '', toolChoice = '', schema = '' } = draft;
  const { id: providerId, name: providerName, host } = provider;
  // A model that runs in the editor has no host.
  const where = { providerId, providerName, host: host || providerName, model };
  return { ...where, temperature, maxOutputTokens, sampling, bodyFields, tools, toolChoice, schema };
}

/** The rest of the page as its turns see it. All turns share one context, which `refresh` brings up to date. */
export class TurnContext {
  /** Whether an answer is streaming, so that asking again has to wait. */
  busy = false;
  /** Whether another window writes this session, or a newer version has written it. */
  readOnly = false;
  chosen: ChosenView | undefined;
  /** Whether there are other columns to compare with. */
  isCompared = false;
  /** Id of the last turn of the column: from its answer the others can go on. */
  lastId: string | undefined;
  /** Id of the last turn, if its answer calls tools whose results are to be sent. */
  waitingId: string | undefined;
  private shown = '';

  constructor(
    readonly store: ColumnStore,
    readonly say: (text: string) => void,
  ) {}

  /** @returns whether a button of a turn has changed */
  refresh(): boolean {
    const { store, shown } = this;
    this.busy = store.streaming !== undefined;
    this.readOnly = !store.canWrite;
    this.chosen = chosenOf(store);
    const { last } = store;
    this.waitingId = last?.status === 'done' && last.characters.calls ? last.promptId : undefined;
    const { providerId, model, providerName, host } = this.chosen ?? {};
    this.isCompared = !store.page.isLone;
    this.lastId = this.isCompared ? store.last?.promptId : undefined;
    // Whether an answer comes in any column, so that none can lead the others on.
    const isWaiting = store.page.isStreaming;
    const { busy, readOnly, isCompared, lastId, waitingId } = this;
    this.shown = JSON.stringify([
      ...[busy, isWaiting, readOnly, isCompared, lastId, waitingId, store.draft.editing, store.continuing.version],
      ...[providerId, model, providerName, host],
    ]);
    return this.shown !== shown;
  }
}
