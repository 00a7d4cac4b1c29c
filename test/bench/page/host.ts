// Runs in the browser, before the page: passes messages on between the page and the worker with the host.
import type { BenchHost, FromBenchWorker, ToBenchWorker } from './protocol';

const worker = new Worker('worker.js', { type: 'module' });
const send = (message: ToBenchWorker): void => worker.postMessage(message);
let state: unknown;
/** To the window around the page. */
const around = new MessageChannel().port1;

const host: BenchHost = {
  command: (command) => {
    host.done = undefined;
    host.firstSentAt = 0;
    send({ type: 'command', command });
  },
  firstSentAt: 0,
  done: undefined,
};

worker.onmessage = ({ data }: MessageEvent<FromBenchWorker>) => {
  if (data.type === 'done') {
    host.done = data;
    return;
  }
  host.firstSentAt ||= data.sentAt;
  window.dispatchEvent(new MessageEvent('message', { data: data.message }));
};

Object.assign(window, {
  host,
  acquireVsCodeApi: () => ({
    postMessage: (message: unknown) => send({ type: 'fromPage', message }),
    getState: () => state,
    // VS Code makes a text of it each time, and posts that.
    setState: (next: unknown) => {
      around.postMessage(JSON.stringify(next));
      return (state = next);
    },
  }),
});
