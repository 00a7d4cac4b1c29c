// Runs in the browser, before the page of a grid: its host, with the cells of a run that the test describes.
import { GridServer } from '../../../src/core/evals/grid/gridWork';
import type { GridReply } from '../../../src/core/evals/grid/gridWork';
import type { FromGrid, ToGrid } from '../../../src/core/evals/grid/gridProtocol';

/** Properties that the tests find on the window of the grid. */
export interface GridWindow {
  host: {
    readonly said: FromGrid[];
    /** Opens a file of results, as against another one. */
    readonly open: (file: string, other: string | null, isRunning?: boolean) => Promise<void>;
    /** Tasks of more than 50 ms, in ms. */
    readonly longTasks: number[];
  };
  acquireVsCodeApi: () => unknown;
}

const global = window as unknown as GridWindow;
const said: FromGrid[] = [];
const longTasks: number[] = [];
const say = (data: unknown): boolean => window.dispatchEvent(new MessageEvent('message', { data }));
const encoder = new TextEncoder();

/** Hears each answer of the server once. */
let hear: (reply: GridReply) => void = () => undefined;
const server = new GridServer((reply) => hear(reply));
const ask = async (request: Parameters<GridServer['receive']>[0]): Promise<GridReply> => {
  let answer: GridReply | undefined;
  hear = (reply) => (answer = reply);
  await server.receive(request);
  if (!answer) throw new Error('The server said nothing.');
  return answer;
};

async function answerTo(message: FromGrid): Promise<unknown> {
  const id = 1;
  if (message.type === 'rows') {
    const reply = await ask({ kind: 'rows', id, from: message.from, count: message.count });
    return reply.kind === 'rows' ? reply.rows : undefined;
  }
  if (message.type === 'cell') {
    const reply = await ask({ kind: 'cell', id, test: message.test, column: message.column });
    return reply.kind === 'cell' ? (reply.detail ?? null) : undefined;
  }
  if (message.type === 'show') {
    const reply = await ask({ kind: 'show', id, filter: message.filter });
    return reply.kind === 'view' ? reply.view : undefined;
  }
  return undefined;
}

let row: Promise<unknown> = Promise.resolve();
const receive = (message: FromGrid): void => {
  said.push(message);
  if (!('request' in message) || message.type === 'cancel') return;
  const { request } = message;
  row = row.then(async () => say({ type: 'reply', request, value: await answerTo(message) }));
};

new PerformanceObserver((list) => longTasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
  type: 'longtask',
});

global.host = {
  said,
  longTasks,
  open: async (file, other, isRunning = false) => {
    const open = { kind: 'open', id: 0, bytes: encoder.encode(file), filter: 'all' } as const;
    const reply = await ask({ ...open, ...(other !== null && { other: encoder.encode(other) }) });
    if (reply.kind !== 'view') throw new Error('The file was not read.');
    const message: ToGrid = {
      type: 'grid',
      view: reply.view,
      other: other !== null ? 'earlier.eval.jsonl' : null,
      isRunning,
      isWhole: true,
    };
    say({ type: 'start', strings: {}, name: 'now.eval.jsonl' });
    say(message);
  },
};
global.acquireVsCodeApi = () => ({
  postMessage: receive,
  getState: () => undefined,
  setState: () => undefined,
});
