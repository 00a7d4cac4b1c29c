import { formatCount } from '../../core/base/numbers';
import type { Backend } from '../../core/chat/backend';
import { addressIn } from '../../core/chat/providers/location';
import type { Quoted } from '../../core/playground/session/drafts';
import type { Draft } from '../../core/playground/session/sessionSchema';
import type { LiveSession } from '../../core/playground/liveSession';
import { RequestSizes } from '../../core/playground/requestSize';
import type { PlaygroundPanel, PlaygroundDeps } from './playgroundPanel';
import { askText } from '../shared/askText';
import type { TextQuestion } from '../shared/askText';
import { showMessage } from '../shared/messages';
import { say } from '../shared/words';

/** Asks for a question, and sends it. */
export async function sendQuestion(tab: PlaygroundPanel, deps: PlaygroundDeps): Promise<void> {
  const named = await namedDraft(deps);
  const backend = deps.backends.find(named.providerId);
  const text = await askText({
    title: say('Ask a Model'),
    placeholder: say('Your question'),
    ...(backend
      ? whereTo(backend, named.model, deps)
      : { prompt: say('No provider is chosen yet, so your question waits in the playground.') }),
  });
  if (typeof text === 'string' && text !== '') await sendText(tab, deps, text, named);
}

/** Returns the draft of the session that is shown; that of a new session where the shown one is read-only. */
async function namedDraft({ sessions, backends, guide }: PlaygroundDeps): Promise<Draft> {
  const live = await sessions.current();
  const catalog = await guide.catalog();
  if (live.access.mode === 'read') return live.draftOfNext(backends, catalog);
  live.proposeTargets(backends, catalog);
  return live.main.draft;
}

/** Starts a session with the provider and model that the user was shown. */
export async function startNamed(
  { sessions, backends, guide }: PlaygroundDeps,
  { providerId, model }: Draft,
): Promise<LiveSession> {
  const live = await sessions.startNew(providerId === null ? undefined : { providerId, model });
  live.proposeTargets(backends, await guide.catalog());
  return live;
}

/** Says where the question goes, and how much of the shown conversation goes along. */
function whereTo(backend: Backend, model: string, deps: PlaygroundDeps): Pick<TextQuestion, 'prompt' | 'promptLater'> {
  const { name, location } = backend;
  if (location.kind === 'here') {
    return { prompt: say('{0}, a small teaching model, answers. Your question stays on this machine.', name) };
  }
  const prompt = say('Goes to {0} at {1}', model || say('the model you choose'), addressIn(location));
  const { now } = deps.sessions;
  if (!now || now.access.mode === 'read' || now.main.turns.length === 0) return { prompt };
  const tokensOf = async (): Promise<number | undefined> => {
    const composed = now.main.composing({ message: '' });
    const sizes = new RequestSizes(deps.countTokens);
    const size = await sizes.of(composed, backend, await deps.guide.catalog(), new AbortController().signal);
    return size?.tokens;
  };
  const along = say('{0}, with the conversation so far', prompt);
  const promptLater = tokensOf().then((tokens) =>
    tokens === undefined ? along : say('{0} (≈{1} tokens)', along, formatCount(tokens)),
  );
  return { prompt: along, promptLater };
}

/** Sends a text, and leaves the message field as it is. Only a text that cannot be sent is added to that field. */
async function sendText(tab: PlaygroundPanel, deps: PlaygroundDeps, text: string, named: Draft): Promise<void> {
  const { sessions, backends, guide } = deps;
  await tab.open(undefined, false);
  let live = await sessions.current();
  if (live.access.mode === 'read') live = await startNamed(deps, named);
  // After each question the tab may show another session.
  while (live.main.isStreaming) {
    const stop = say('Stop It and Send');
    if ((await showMessage('Warning', say('An answer is still streaming.'), stop)) !== stop)
      return keepText(tab, await sessions.current(), text);
    live.main.stop();
    await live.whenIdle();
    live = await sessions.current();
  }
  live.proposeTargets(backends, await guide.catalog());
  await sendOrKeep(tab, deps, live, text);
}

/**
 * Sends a text in the main column of a session. Where it cannot be sent, it is left in the message field, and the page
 * says why.
 */
export async function sendOrKeep(
  tab: PlaygroundPanel,
  { sending, sessions }: PlaygroundDeps,
  live: LiveSession,
  message: string,
  what: 'prompt' | 'selection' = 'prompt',
  quoted: readonly Quoted[] = [],
): Promise<void> {
  const { main } = live;
  const draft = main.draftWith(message);
  const notSent = await sending.send({ live, column: main.id }, draft, what, {
    origins: quoted.map(({ origin }) => origin),
  });
  if (notSent === undefined) return tab.focus();
  const shown = await sessions.current();
  keepText(tab, shown, message, quoted);
  tab.tellNotSent(shown, notSent);
}

/** Sends the message that is written in the main column. Where it cannot be sent, the page says why. */
export async function sendDraft(
  tab: PlaygroundPanel,
  { sending }: Pick<PlaygroundDeps, 'sending'>,
  live: LiveSession,
): Promise<void> {
  const { main } = live;
  const notSent = await sending.send({ live, column: main.id }, main.draft, 'prompt');
  if (notSent) tab.tellNotSent(live, notSent);
}

/** Adds a text to the message field, below its content. `quoted` lists the parts that were taken from documents. */
export function keepText(
  tab: PlaygroundPanel,
  { main }: LiveSession,
  text: string,
  quoted: readonly Quoted[] = [],
): void {
  const message = main.draft.message === '' ? text : `${main.draft.message}\n\n${text}`;
  main.changeDraft({ message }, quoted);
  tab.focus();
}
