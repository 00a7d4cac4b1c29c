import type { ErrorAction } from '../../core/chat/messages/errors';
import { isBuiltIn } from '../../core/chat/providers/builtIn';
import type { ChatRequest, Endpoint } from '../../core/chat/messages/types';
import type { LiveSession } from '../../core/playground/liveSession';
import { requestFor, requestOfDraft } from '../../core/playground/session/messagesFor';
import type { Refusal } from '../../core/playground/session/refusal';
import { lackOf } from '../../core/playground/session/refusal';
import type { Chosen } from '../../core/playground/pageProtocol';
import type { Draft, Origin } from '../../core/playground/session/sessionSchema';
import type { ProviderChat } from '../providers/chat/providerChat';
import type { ModelLists } from '../providers/chat/modelLists';
import type { ProviderStore } from '../providers/chat/providerStore';
import { executeCommand } from '../shared/commands';
import { back, pickRanked } from '../shared/rankedPick';
import type { PickRow } from '../shared/rankedPick';
import type { SendConsent } from './sendConsent';
import type { WindowSessions } from './windowSessions';
import { say } from '../shared/words';

const refusals: Readonly<Record<Refusal, string>> = {
  closed: say('This session is no longer open. Open it again from the list of sessions, and try again there.'),
  deleted: say('This session is just being deleted. Try again in a moment.'),
  'read-only': say('This session can only be read here. Reload it, or open a copy, to go on.'),
  streaming: say('An answer is still streaming. Stop it, or wait for its end.'),
  'no-model': say('No model is chosen.'),
  'no-message': say('There is nothing to send.'),
  'too-long': say('The message is longer than 32 million characters. Shorten it.'),
};

/** Why something was not sent, in words for people, and what mends it. */
export interface NotSent {
  readonly reason: string;
  readonly actions?: readonly ErrorAction[];
}

const noProvider = say('It was not sent: no provider is chosen.');
const goneProvider = say('It was not sent: the provider of this session is no longer set up. Choose another one.');

/** Sends and asks again, with the questions that come before: is there such a provider, may it go there. */
export class Asking {
  constructor(
    private readonly providers: ProviderStore,
    private readonly consent: SendConsent,
    private readonly models: ModelLists,
    private readonly sessions: Pick<WindowSessions, 'find' | 'send'>,
    private readonly chat: Pick<ProviderChat, 'whyNot'>,
  ) {}

  /** Why it was not sent; `undefined` when it was. */
  async send(
    live: LiveSession,
    draft: Draft,
    what: 'selection' | 'prompt',
    origin?: Origin,
  ): Promise<NotSent | undefined> {
    const endpoint = this.providers.find(draft.providerId);
    // The page has the fields that mend it.
    if (!endpoint) return { reason: draft.providerId === null ? noProvider : goneProvider };
    const model = draft.model.trim();
    const selected = what === 'selection' ? draft.message : undefined;
    if (model !== '' && !(await this.consent.given({ endpoint, model, what }, selected))) {
      return { reason: say('It was not sent.') };
    }
    const { session, columnId } = this.now(live);
    const leaf = session.columns.find(({ id }) => id === columnId)?.leaf ?? null;
    const unfit = lackOf(draft) === undefined && (await this.unfit(endpoint, requestOfDraft(session, leaf, draft)));
    if (unfit) return unfit;
    const refusal = await this.sessions.send(live, endpoint, draft, origin);
    return refusal && { reason: refusals[refusal] };
  }

  /** Asks the prompt of an answer again, as it was asked, or as is chosen now. Why it was refused, as of `send`. */
  async retry(live: LiveSession, answerId: string, chosen?: Chosen): Promise<NotSent | undefined> {
    const target = live.answer(answerId)?.target;
    if (!target) return undefined;
    const endpoint = this.providers.find(chosen?.providerId ?? target.providerId);
    if (!endpoint) return this.askElsewhere(live, answerId, chosen ? '' : target.providerName);
    // Another provider was chosen by name, and stands on the screen with its host: nothing has moved.
    const askedBefore = endpoint.id === target.providerId ? target.origin : undefined;
    return this.ask(live, answerId, endpoint, chosen ?? { model: target.model }, askedBefore);
  }

  /** Offers the models of the answer's provider, and asks the chosen one. Why it was refused, as of `send`. */
  async chooseModel(live: LiveSession, answerId: string): Promise<NotSent | undefined> {
    const target = live.answer(answerId)?.target;
    if (!target) return undefined;
    const endpoint = this.providers.find(target.providerId);
    if (!endpoint) return this.askElsewhere(live, answerId, target.providerName);
    const model = await this.models.pick(endpoint, target.model);
    if (model === undefined) return undefined;
    const now = this.now(live);
    if (!now.isOpen) return { reason: refusals.closed };
    now.changeDraft({ model, providerId: endpoint.id });
    return this.ask(live, answerId, endpoint, { model }, target.origin);
  }

  private async ask(
    live: LiveSession,
    answerId: string,
    endpoint: Endpoint,
    how: Pick<Chosen, 'model'> & Partial<Chosen>,
    askedBefore?: string,
  ): Promise<NotSent | undefined> {
    const sending = {
      endpoint,
      model: how.model,
      what: 'prompt' as const,
      ...(askedBefore === undefined ? {} : { askedBefore }),
    };
    if (!(await this.consent.given(sending))) return undefined;
    const now = this.now(live);
    const { temperature = null, maxOutputTokens = null } = now.answer(answerId)?.target ?? {};
    const promptId = now.answer(answerId)?.parent;
    const asked = promptId && requestFor(now.session, promptId, { temperature, maxOutputTokens, ...how });
    const unfit = asked && (await this.unfit(endpoint, asked));
    if (unfit) return unfit;
    const refusal = this.now(live).retry(answerId, endpoint, how);
    return refusal && { reason: refusals[refusal] };
  }

  /** What is known not to fit is not even sent: the message stays where it was written. */
  private async unfit(endpoint: Endpoint, request: ChatRequest): Promise<NotSent | undefined> {
    const why = await this.chat.whyNot(endpoint, request);
    return why && { reason: `${why.message} ${why.advice}`, actions: why.actions };
  }

  /** The provider of an answer is gone: says so, and asks another one where the user wants that. */
  private async askElsewhere(live: LiveSession, answerId: string, name: string): Promise<NotSent | undefined> {
    const endpoint = await this.otherProvider(
      say('{0} is no longer set up. Ask which one instead?', name || say('Its provider')),
    );
    if (!endpoint) return undefined;
    const model = await this.models.pick(endpoint, live.answer(answerId)?.target.model ?? '');
    // It was chosen by name just now: nothing has moved.
    return model === undefined ? undefined : this.ask(live, answerId, endpoint, { model });
  }

  /** While a question stood, the session may have been closed, and opened again as another object. */
  private now(live: LiveSession): LiveSession {
    return this.sessions.find(live.id) ?? live;
  }

  private async otherProvider(placeholder: string): Promise<Endpoint | undefined> {
    const rows = this.providers.askable().map((value): PickRow<Endpoint | 'add'> => ({
      label: value.name,
      description: isBuiltIn(value.id) ? 'in the editor itself' : value.baseUrl,
      value,
    }));
    const add: PickRow<Endpoint | 'add'> = { label: 'Add Provider...', value: 'add' };
    const fits = (typed: string): PickRow<Endpoint | 'add'>[] =>
      rows.filter(({ label }) => label.toLowerCase().includes(typed.trim().toLowerCase()));
    const chosen = await pickRanked<Endpoint | 'add'>({
      title: say('Ask Another Provider'),
      placeholder,
      groups: (typed) => [
        { label: '', rows: fits(typed) },
        { label: '', rows: [add] },
      ],
    });
    if (chosen === 'add') return this.providers.find((await executeCommand('providers.add')) ?? null);
    return chosen === back ? undefined : chosen;
  }
}
