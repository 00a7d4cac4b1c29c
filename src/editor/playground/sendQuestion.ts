import { window } from 'vscode';
import type { Backend } from '../../core/chat/backend';
import { addressIn } from '../../core/chat/providers/location';
import type { Origin } from '../../core/playground/session/sessionSchema';
import type { LiveSession } from '../../core/playground/liveSession';
import type { PlaygroundPanel, PlaygroundDeps } from './playgroundPanel';
import { say } from '../shared/words';

export type SendDeps = Pick<PlaygroundDeps, 'sessions' | 'backends' | 'sending' | 'tables'>;

/** Asks for a question, and sends it. */
export async function sendQuestion(tab: PlaygroundPanel, services: SendDeps): Promise<void> {
  const { sessions, backends, tables } = services;
  const live = await sessions.current();
  live.proposeTargets(backends, await tables.catalog());
  const { providerId, model } = live.main.draft;
  const backend = backends.find(providerId);
  const text = await window.showInputBox({
    title: say('Ask a Model'),
    prompt: backend ? whereTo(backend, model) : say('No provider is chosen: your question waits in the playground.'),
    placeHolder: say('Your question'),
    ignoreFocusOut: true,
  });
  if (text?.trim()) await sendText(tab, services, text);
}

const whereTo = ({ name, location }: Backend, model: string): string =>
  location.kind === 'here'
    ? say('{0} answers, a small teaching model: it stays on this machine.', name)
    : `Goes to ${model || 'the model you choose'} at ${addressIn(location)}`;

/** Sends it beside what stands in the message field, or leaves it there when it cannot be sent. */
async function sendText(tab: PlaygroundPanel, services: SendDeps, text: string): Promise<void> {
  const { sessions, backends, sending, tables } = services;
  await tab.open();
  let live = await sessions.current();
  // After each question the tab may show another session.
  while (live.main.isStreaming) {
    const stop = say('Stop It and Send');
    if ((await window.showWarningMessage(say('An answer is still streaming.'), stop)) !== stop)
      return keepText(tab, await sessions.current(), text);
    live.main.stop();
    await live.whenIdle();
    live = await sessions.current();
  }
  live.proposeTargets(backends, await tables.catalog());
  const { main } = live;
  const notSent = await sending.send({ live, column: main.id }, { ...main.draft, message: text }, 'prompt');
  if (notSent === undefined) return;
  const shown = await sessions.current();
  keepText(tab, shown, text);
  tab.tellNotSent(shown, notSent);
}

/** Puts it into the message field, below what stands there. `selected`: what in it was taken from where. */
export function keepText(
  tab: PlaygroundPanel,
  { main }: LiveSession,
  text: string,
  selected?: { readonly origin: Origin; readonly quote: string },
): void {
  const message = main.draft.message === '' ? text : `${main.draft.message}\n\n${text}`;
  main.changeDraft({ message, ...(selected && { origin: selected.origin }) }, selected?.quote);
  tab.post({ type: 'focusMessage' });
}
