// Runs in the browser, before the page: the host of the page, and what a test reaches it by.
import { ScriptedHost } from '../../fakes/scriptedHost';

/** Properties that the tests find on the window of the page. */
export interface HostWindow {
  host: ScriptedHost;
  /** State that the page keeps for the time when it is hidden. */
  kept: unknown;
  acquireVsCodeApi: () => unknown;
}

const global = window as unknown as HostWindow;

// Each message is a task of its own, as it is when it comes from another process.
const toPage = new MessageChannel();
toPage.port1.onmessage = (event: MessageEvent<unknown>) =>
  window.dispatchEvent(new MessageEvent('message', { data: event.data }));
const toHost = new MessageChannel();

global.host = new ScriptedHost((message) => toPage.port2.postMessage(message));
toHost.port1.onmessage = (event: MessageEvent<unknown>) => global.host.receive(event.data);
global.acquireVsCodeApi = () => ({
  postMessage: (message: unknown) => toHost.port2.postMessage(message),
  getState: () => global.kept,
  setState: (next: unknown) => (global.kept = next),
});
