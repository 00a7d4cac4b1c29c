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

/** `undefined` where nobody can be asked yet. */
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

/** The rest of the page as its turns see it. They share one, which `refresh` brings up to date. */
export class TurnContext {
  /** An answer is streaming somewhere: asking again has to wait. */
  busy = false;
  /** Another window writes this session, or a newer version has written it. */
  readOnly = false;
  chosen: ChosenView | undefined;
  /** There are columns to compare it with. */
  isCompared = false;
  /** The last turn of the column: from its answer the others can go on. */
  lastId: string | undefined;
  /** The last turn, where its answer calls tools whose results are to be sent. */
  waitingId: string | undefined;
  private shown = '';

  constructor(
    readonly store: ColumnStore,
    readonly say: (text: string) => void,
  ) {}

  /** @returns whether a button of a turn is another one now. */
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
    // In any column: then none can lead the others on.
    const isWaiting = store.page.isStreaming;
    const { busy, readOnly, isCompared, lastId, waitingId } = this;
    this.shown = JSON.stringify([
      ...[busy, isWaiting, readOnly, isCompared, lastId, waitingId, store.draft.editing, store.continuing.version],
      ...[providerId, model, providerName, host],
    ]);
    return this.shown !== shown;
  }
}
