/** What VS Code gives a webview page through `acquireVsCodeApi()`. */
export interface PageApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare const acquireVsCodeApi: (() => PageApi) | undefined;

/** Outside of VS Code what the page says goes to the console, so that it can be looked at in any browser. */
function consoleApi(): PageApi {
  let state: unknown;
  return {
    postMessage: (message) => console.log('to host', message),
    getState: () => state,
    setState: (next) => (state = next),
  };
}

/** To be called once: VS Code gives it to the first who asks. */
export const pageApi = (): PageApi => (typeof acquireVsCodeApi === 'function' ? acquireVsCodeApi() : consoleApi());
