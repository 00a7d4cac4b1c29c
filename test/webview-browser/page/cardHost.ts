// Runs in the browser, before the page of the glossary card: its host, which keeps what the page says.
import type { FromCard, ToCard } from '../../../src/core/pages/cardProtocol';

/** Properties that the tests find on the window of the card. */
export interface CardWindow {
  host: { readonly said: FromCard[]; readonly say: (message: ToCard) => void };
  acquireVsCodeApi: () => unknown;
}

const global = window as unknown as CardWindow;
const said: FromCard[] = [];

global.host = { said, say: (data) => window.dispatchEvent(new MessageEvent('message', { data })) };
global.acquireVsCodeApi = () => ({
  postMessage: (message: FromCard) => said.push(message),
  getState: () => undefined,
  setState: () => undefined,
});
