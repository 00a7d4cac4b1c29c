// Runs in the browser, before the page of a grid: passes messages on between the page and the worker with the cells.

/** Properties that the bench finds on the window of the grid. */
export interface GridBenchWindow {
  host: { readonly open: () => void };
}

const worker = new Worker('worker.js', { type: 'module' });

worker.onmessage = ({ data }: MessageEvent<unknown>) => window.dispatchEvent(new MessageEvent('message', { data }));

Object.assign(window, {
  host: { open: () => worker.postMessage('open') },
  acquireVsCodeApi: () => ({
    postMessage: (message: unknown) => worker.postMessage(message),
    getState: () => undefined,
    setState: () => undefined,
  }),
});
