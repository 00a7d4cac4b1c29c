import { filesOf, whyNoFiles } from '../../core/chat/fileFacts';
import type { Backend, Backends } from '../../core/chat/backend';
import type { ErrorAction } from '../../core/chat/messages/errors';
import { addressIn } from '../../core/chat/providers/location';
import { bringsAdded, hasAsked } from '../../core/playground/earlierSends';
import { offeredWish, takenFor } from '../../core/playground/offeredWish';
import type { Unsendable } from '../../core/playground/offeredWish';
import type { Column } from '../../core/playground/column';
import type { NotAsked } from '../../core/playground/columnDeps';
import type { LiveSession } from '../../core/playground/liveSession';
import type { AnswerRequest } from '../../core/playground/session/messagesFor';
import type { Chosen } from '../../core/playground/draftEdit';
import { noVariables } from '../../core/playground/session/sessionSchema';
import { renderedDraft } from '../../core/playground/session/draftVariables';
import type { Draft, Origin } from '../../core/playground/session/sessionSchema';
import type { Tables } from '../../core/tables';
import type { ModelLists } from '../providers/chat/modelLists';
import { executeCommand } from '../shared/commands';
import { back, fitting, pickRanked } from '../shared/rankedPick';
import type { PickRow } from '../shared/rankedPick';
import type { Schemas } from './schemas';
import type { SendConsent } from './sendConsent';
import type { SpendGuard } from './spendGuard';
import type { WindowSessions } from './windowSessions';
import { say } from '../shared/words';

const refusals: Readonly<Record<NotAsked, string>> = {
  closed: say('This session is no longer open. Open it again from the list of sessions, and try again there.'),
  deleted: say('This session is being deleted. Try again in a moment.'),
  'read-only': say('This session is read-only. Reload it or open a copy.'),
  'no-column': say('This column was removed. Nothing was sent in it.'),
  streaming: say('An answer is still streaming. Stop it or wait until it ends.'),
  branching: say('A change of this conversation is still being written. Try again in a moment.'),
  'led-elsewhere': say('The conversation was led elsewhere meanwhile. The change is in Show Branches.'),
  'no-model': say('No model is chosen.'),
  'no-message': say('There is nothing to send.'),
  'no-result': say('The tools have no results yet, or are no longer at the end of the conversation.'),
  gone: say('This message is no longer in the conversation.'),
  'too-long': say('The message is longer than 32 million characters. Shorten it.'),
};

/** The reason why something was not sent, and the actions that help. */
export interface NotSent {
  readonly reason: string;
  readonly actions?: readonly ErrorAction[];
}

const noProvider = say('It was not sent: no provider is chosen.');
const goneProvider = say('It was not sent: the provider of this session is no longer set up. Choose another one.');

const unsendable: Readonly<Record<Unsendable, string>> = {
  bodyFields: say('It was not sent: the other body fields cannot be sent to this model. The settings say why.'),
  tools: say('It was not sent: the tools cannot be read. The line above the message says why.'),
};

/** A column of a session. While a question is open, the session may be closed, and opened again as another object. */
export interface Where {
  readonly live: LiveSession;
  readonly column: string;
}

interface RetryOptions {
  /** The origin that has received the conversation before. */
  readonly askedBefore?: string | undefined;
  readonly times?: number | undefined;
  /** Set where the model continues the answer, or another start of it. */
  readonly continued?: { readonly start?: string | undefined };
}

/** A request to be sent in a column, with all that the questions before it need. */
interface Sent<Wish> {
  readonly where: Where;
  readonly backend: Backend;
  readonly model: string;
  readonly wish: Wish;
  /** Makes the request from the parts of the wish that the model is offered. `undefined` where there is nothing to ask. */
  readonly requestIn: (column: Column, wish: Wish) => AnswerRequest | NotAsked | undefined;
  /** The text of a selection, which goes with its question. */
  readonly selected?: string;
  /** Id of the message that is edited. */
  readonly edited?: string | undefined;
  readonly askedBefore?: string | undefined;
  /** Returns whether the loop that sends requests by itself was stopped meanwhile. */
  readonly isStopped?: (() => boolean) | undefined;
}

/** The user was asked, and declined. */
const declined = 'declined';

/**
 * Sends drafts and retries answers, after all questions: whether the provider exists, and whether the request may go
 * there.
 */
export class SendController {
  constructor(
    private readonly backends: Backends,
    private readonly consent: SendConsent,
    private readonly spending: Pick<SpendGuard, 'allows'>,
    private readonly models: ModelLists,
    private readonly sessions: Pick<WindowSessions, 'find' | 'send'>,
    private readonly tables: Pick<Tables, 'catalog'>,
    private readonly schemas: Pick<Schemas, 'sent'>,
  ) {}

  /**
   * Sends a draft. Returns the reason where it was not sent, else `undefined`. `origins` are the places of the texts in
   * its message; without them, those of the main column's draft count.
   */
  send(
    where: Where,
    draft: Draft,
    what: 'selection' | 'prompt',
    { origins, group }: { readonly origins?: readonly Origin[]; readonly group?: string | undefined } = {},
  ): Promise<NotSent | undefined> {
    const sent = what === 'selection' ? literal(draft) : draft;
    const from = origins ?? this.now(where).main.originsIn(draft);
    const selected = what === 'selection' ? { selected: sent.message } : {};
    return this.sendAs(where, sent, (column, backend, wish) => column.requestOf(backend, wish, from, group), selected);
  }

  /** Sends the results of tools in a draft, unless it is stopped before. Returns as `send` does. */
  sendResults(where: Where, draft: Draft, isStopped?: () => boolean): Promise<NotSent | undefined> {
    const stop = { isStopped };
    return this.sendAs(where, draft, (column, backend, wish) => column.requestResults(backend, wish), stop);
  }

  /** Sends the prompt that a draft edits, as a branch. Returns as `send` does. */
  sendEdit(where: Where, draft: Draft): Promise<NotSent | undefined> {
    const edited = { edited: draft.editing };
    return this.sendAs(where, draft, (column, backend, wish) => column.requestEdited(backend, wish), edited);
  }

  /** Puts the message that a draft edits into the conversation, as a branch. Returns as `send` does. */
  async saveEdit(where: Where, draft: Draft): Promise<NotSent | undefined> {
    const column = this.columnNow(where);
    return refused(column ? await column.saveEdit(draft) : 'no-column');
  }

  /** Takes a message out of the path. Returns as `send` does. */
  async deleteMessage(where: Where, nodeId: string): Promise<NotSent | undefined> {
    const column = this.columnNow(where);
    return refused(column ? await this.now(where).columnSet.deleteMessage(column, nodeId) : 'no-column');
  }

  private async sendAs(
    where: Where,
    wish: Draft,
    requestOf: (column: Column, backend: Backend, wish: Draft) => AnswerRequest | NotAsked,
    more: Pick<Sent<Draft>, 'selected' | 'edited' | 'isStopped'> = {},
  ): Promise<NotSent | undefined> {
    const backend = this.backends.find(wish.providerId);
    if (!backend) return { reason: wish.providerId ? goneProvider : noProvider, actions: ['choose-model'] };
    const requestIn = (column: Column, offered: Draft) => requestOf(column, backend, offered);
    const asked = await this.checked({ where, backend, model: wish.model.trim(), wish, requestIn, ...more });
    if (asked === declined) return { reason: say('It was not sent.') };
    if (!asked || 'reason' in asked) return asked;
    return refused(await this.sessions.send(where.live, where.column, asked));
  }

  /** Makes a request, and asks all questions that come before it. Returns the reason where it is not to be sent. */
  private async checked<Wish extends Parameters<typeof offeredWish>[0]>(
    sending: Sent<Wish>,
  ): Promise<AnswerRequest | NotSent | typeof declined | undefined> {
    const { where, backend, model, wish, requestIn, selected, edited, askedBefore } = sending;
    const offered = offeredWish(wish, await backend.parameters(model), takenFor(backend, model));
    if (typeof offered === 'string') return { reason: unsendable[offered] };
    const sent = await this.schemas.sent(wish.schema ?? '', backend, model);
    if ('problem' in sent) return { reason: sent.problem };
    const column = this.columnNow(where);
    await column?.whenWritten();
    const asked = column ? requestIn(column, { ...offered, ...sent }) : 'no-column';
    if (asked === undefined) return undefined;
    if (typeof asked === 'string') return { reason: refusals[asked] };
    const { session } = this.now(where);
    const question = {
      ...{ backend, model, what: selected === undefined ? ('prompt' as const) : ('selection' as const) },
      ...{ isKnown: hasAsked(session, backend), hasAdded: bringsAdded(session, asked, edited) },
      ...(askedBefore !== undefined && { askedBefore }),
    };
    if (!(await this.consent.given(question, selected))) return declined;
    const notFit = await this.unfit(asked);
    if (notFit) return notFit;
    const isAllowed = await this.spending.allows(asked, this.now(where));
    return isAllowed && !sending.isStopped?.() ? asked : declined;
  }

  /** Retries a prompt, as it was asked or as is chosen now. Returns as `send` does. */
  async retry(where: Where, answerId: string, chosen?: Chosen, times?: number): Promise<NotSent | undefined> {
    const target = where.live.answer(answerId)?.target;
    if (!target) return undefined;
    const backend = this.backends.find(chosen?.providerId ?? target.providerId);
    if (!backend) return this.retryElsewhere(where, answerId, chosen ? '' : target.providerName);
    // The user chose another provider, whose host is on screen, so no address has changed.
    const askedBefore = backend.id === target.providerId ? target.origin : undefined;
    return this.retryAt(where, answerId, backend, chosen ?? { model: target.model }, { askedBefore, times });
  }

  /** Lets the model of an answer continue it, or another start of it. Returns as `send` does. */
  async continue(where: Where, answerId: string, start?: string): Promise<NotSent | undefined> {
    const target = where.live.answer(answerId)?.target;
    const backend = target && this.backends.find(target.providerId);
    if (!target || !backend) return target && { reason: goneProvider };
    const { model, origin: askedBefore } = target;
    return this.retryAt(where, answerId, backend, { model }, { askedBefore, continued: { start } });
  }

  /** Offers the models of the answer's provider, and retries with the chosen one. Returns as `send` does. */
  async chooseModel(where: Where, answerId: string): Promise<NotSent | undefined> {
    const target = where.live.answer(answerId)?.target;
    if (!target) return undefined;
    const backend = this.backends.find(target.providerId);
    if (!backend) return this.retryElsewhere(where, answerId, target.providerName);
    const model = await this.models.pick(backend, target.model);
    if (model === undefined) return undefined;
    if (!this.now(where).isOpen) return { reason: refusals.closed };
    this.columnNow(where)?.changeDraft({ model, providerId: backend.id });
    return this.retryAt(where, answerId, backend, { model }, { askedBefore: target.origin });
  }

  private async retryAt(
    where: Where,
    answerId: string,
    backend: Backend,
    how: Pick<Chosen, 'model'> & Partial<Chosen>,
    { askedBefore, times = 1, continued }: RetryOptions = {},
  ): Promise<NotSent | undefined> {
    const wished = { ...where.live.answer(answerId)?.target, ...how };
    const { temperature = null, sampling = '', bodyFields = '', tools = '', toolChoice = '', schema = '' } = wished;
    const wish = { temperature, sampling, bodyFields, tools, toolChoice, schema };
    const requestIn = (column: Column, offered: typeof wish) => {
      const change = { ...how, ...offered };
      return continued
        ? column.requestContinued(answerId, backend, change, continued.start)
        : column.requestAgain(answerId, backend, change);
    };
    const asked = await this.checked({ where, backend, model: how.model, wish, requestIn, askedBefore });
    if (asked === declined) return undefined;
    if (!asked || 'reason' in asked) return asked;
    return refused(this.columnNow(where)?.retry(asked, times));
  }

  /** Says that the provider of an answer is gone, and retries with another one that the user picks. */
  private async retryElsewhere(where: Where, answerId: string, name: string): Promise<NotSent | undefined> {
    const backend = await this.otherBackend(
      say('{0} is no longer set up. Ask which one instead?', name || say('Its provider')),
    );
    if (!backend) return undefined;
    const model = await this.models.pick(backend, where.live.answer(answerId)?.target.model ?? '');
    // The user chose it by name just now, so no address has changed.
    return model === undefined ? undefined : this.retryAt(where, answerId, backend, { model });
  }

  /** Returns the reason why a request is known not to fit. It is not sent, and the message stays where it was written. */
  private async unfit({ backend, request }: AnswerRequest): Promise<NotSent | undefined> {
    const why = await backend.whyNot(request);
    if (why) return { reason: `${why.message} ${why.advice}`, actions: why.actions };
    if (filesOf(request.messages).length === 0) return undefined;
    const asked = { backend, model: request.model, catalog: await this.tables.catalog() };
    const { reason, isEarlier } = whyNoFiles(request.messages, asked, say) ?? {};
    return reason === undefined ? undefined : { reason, ...(isEarlier && { actions: ['new-session'] }) };
  }

  private now({ live }: Where): LiveSession {
    return this.sessions.find(live.id) ?? live;
  }

  /** Finds the column as it is now; `undefined` where it was removed meanwhile. */
  private columnNow(where: Where): Column | undefined {
    return this.now(where).column(where.column);
  }

  private async otherBackend(placeholder: string): Promise<Backend | undefined> {
    const rows = this.backends.all().map((value): PickRow<Backend | 'add'> => ({
      label: value.name,
      description: addressIn(value.location) || say('in the editor itself'),
      value,
    }));
    const add: PickRow<Backend | 'add'> = { label: say('Add Provider...'), value: 'add' };
    const chosen = await pickRanked<Backend | 'add'>({
      title: say('Ask Another Provider'),
      placeholder,
      groups: (typed) => [
        { label: '', rows: fitting(rows, typed) },
        { label: '', rows: [add] },
      ],
    });
    if (chosen === 'add') return this.backends.find((await executeCommand('providers.add')) ?? null);
    return chosen === back ? undefined : chosen;
  }
}

/** Makes a draft whose message is taken literally, as selected code is full of braces. */
const literal = (draft: Draft): Draft => ({
  ...draft,
  system: renderedDraft(draft).system,
  variables: noVariables,
});

const refused = (refusal: NotAsked | undefined): NotSent | undefined => refusal && { reason: refusals[refusal] };
