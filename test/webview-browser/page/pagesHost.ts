// Runs in the browser, before the page of the pages: its host, with the real pages, and what a test reaches it by.
import { ScriptedPages } from '../../fakes/scriptedPages';
import { realPages } from '../../support/pages';
import { reportPages } from '../../support/reportPages';

/** Properties that the tests find on the window of the page. */
export interface PagesWindow {
  host: ScriptedPages;
  acquireVsCodeApi: () => unknown;
}

const global = window as unknown as PagesWindow;
const kept = 'state';

// Each message is a task of its own, as it is when it comes from another process.
const later = (run: () => void): void => void setTimeout(run, 0);

global.host = new ScriptedPages(
  (data) => later(() => window.dispatchEvent(new MessageEvent('message', { data }))),
  realPages,
);
for (const [path, page] of reportPages) global.host.own.set(path, page);
// State that VS Code keeps over a reload of the window is kept here in the session storage of the browser.
global.acquireVsCodeApi = () => ({
  postMessage: (message: unknown) => later(() => global.host.receive(message)),
  getState: () => JSON.parse(sessionStorage.getItem(kept) ?? 'null') as unknown,
  setState: (state: unknown) => sessionStorage.setItem(kept, JSON.stringify(state)),
});
