import { window } from 'vscode';
import { isBuiltIn } from '../../core/chat/providers/builtIn';
import type { Endpoint } from '../../core/chat/messages/types';
import type { Origin } from '../../core/playground/session/sessionSchema';
import type { LiveSession } from '../../core/playground/liveSession';
import type { TabDeps } from './playgroundPanel';
import type { PlaygroundTab } from './playgroundPanel';
import { say } from '../shared/words';

export type SendServices = Pick<TabDeps, 'sessions' | 'providers' | 'asking'>;

/** Asks for a question, and sends it. */
export async function askModel(tab: PlaygroundTab, services: SendServices): Promise<void> {
  const live = await services.sessions.current();
  await tab.ensureProvider(live);
  const provider = services.providers.find(live.draft.providerId);
  const text = await window.showInputBox({
    title: say('Ask a Model'),
    prompt: provider
      ? whereTo(provider, live.draft.model)
      : say('No provider is chosen: your question waits in the playground.'),
    placeHolder: say('Your question'),
    ignoreFocusOut: true,
  });
  if (text?.trim()) await sendText(tab, services, text);
}

const whereTo = ({ id, name, baseUrl }: Endpoint, model: string): string =>
  isBuiltIn(id)
    ? say('{0} answers, a small teaching model: it stays on this machine.', name)
    : `Goes to ${model || 'the model you choose'} at ${baseUrl}`;

/** Sends it beside what stands in the message field, or leaves it there when it cannot be sent. */
async function sendText(tab: PlaygroundTab, { sessions, asking }: SendServices, text: string): Promise<void> {
  await tab.open();
  let live = await sessions.current();
  // After each question the tab may show another session.
  while (live.isStreaming) {
    const stop = say('Stop It and Send');
    if ((await window.showWarningMessage(say('An answer is still streaming.'), stop)) !== stop)
      return keepText(tab, await sessions.current(), text);
    live.stop();
    await live.whenIdle();
    live = await sessions.current();
  }
  await tab.ensureProvider(live);
  const notSent = await asking.send(live, { ...live.draft, message: text }, 'prompt');
  if (notSent === undefined) return;
  const shown = await sessions.current();
  keepText(tab, shown, text);
  tab.tellNotSent(shown, notSent);
}

/** Puts it into the message field, below what stands there. `selected`: what in it was taken from where. */
export function keepText(
  tab: PlaygroundTab,
  live: LiveSession,
  text: string,
  selected?: { readonly origin: Origin; readonly quote: string },
): void {
  const message = live.draft.message === '' ? text : `${live.draft.message}\n\n${text}`;
  live.changeDraft({ message, ...(selected && { origin: selected.origin }) }, selected?.quote);
  tab.post({ type: 'focusMessage' });
}
