/** The object that VS Code gives a webview page through `acquireVsCodeApi()`. */
export interface PageApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare const acquireVsCodeApi: () => PageApi;

/**
 * Starts the page that stands in the element of that name. Call it once, as VS Code gives its object only to the first
 * caller. Errors that the page does not catch are reported to the host.
 */
export function startPage<T>(tag: string, start: (api: PageApi, root: HTMLElement, target: EventTarget) => T): T {
  const api = acquireVsCodeApi();
  const report = (error: unknown): void => api.postMessage({ type: 'pageError', message: errorText(error) });
  window.addEventListener('error', (event) => report(event.error ?? event.message));
  window.addEventListener('unhandledrejection', (event) => report(event.reason));
  const root = document.querySelector<HTMLElement>(tag);
  if (!root) throw new Error(`The page has no <${tag}> element.`);
  return start(api, root, window);
}

/** Calls `keep` whenever the page may be about to go away. */
export function beforeLeaving(keep: () => void): void {
  for (const type of ['pagehide', 'blur']) window.addEventListener(type, keep);
  document.addEventListener('visibilitychange', keep);
}

/** Returns an error as the log of the host gets it. */
export const errorText = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);
