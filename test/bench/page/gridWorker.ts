// Runs in a worker of the page of a grid: holds the cells as the editor's own worker does, and answers the page.
import type { FromGrid, ToGrid } from '../../../src/core/evals/grid/gridProtocol';
import { firstBytes } from '../../../src/core/evals/grid/gridForms';
import { GridServer } from '../../../src/core/evals/grid/gridWork';
import type { GridReply } from '../../../src/core/evals/grid/gridWork';
import type { Reply } from '../../../src/core/base/rpc/ask';
import { gridFile } from './gridCells';

const bytes = gridFile();

let hear: (reply: GridReply) => void = () => undefined;
const server = new GridServer((reply) => hear(reply));
const post = (message: ToGrid | Reply): void => globalThis.postMessage(message);

async function ask(request: Parameters<GridServer['receive']>[0]): Promise<GridReply> {
  let answer: GridReply | undefined;
  hear = (reply) => (answer = reply);
  await server.receive(request);
  if (!answer || answer.kind === 'failure') throw new Error('The worker of the grid gave no answer.');
  return answer;
}

async function answerTo(message: FromGrid): Promise<unknown> {
  const id = 1;
  if (message.type === 'rows') {
    const reply = await ask({ kind: 'rows', id, from: message.from, count: message.count });
    return reply.kind === 'rows' ? reply.rows : undefined;
  }
  if (message.type === 'show') {
    const reply = await ask({ kind: 'show', id, filter: message.filter });
    return reply.kind === 'view' ? reply.view : undefined;
  }
  return undefined;
}

/** As the editor does it: the beginning, and then all. */
async function open(): Promise<void> {
  for (const isWhole of [false, true]) {
    const part = isWhole ? bytes : bytes.subarray(0, firstBytes);
    const reply = await ask({ kind: 'open', id: 0, bytes: part, filter: 'all' });
    if (reply.kind === 'view') post({ type: 'grid', view: reply.view, other: null, isRunning: false, isWhole });
  }
}

let row: Promise<unknown> = Promise.resolve();

globalThis.addEventListener('message', (event) => {
  const message = (event as MessageEvent<FromGrid | 'open'>).data;
  row = row.then(async () => {
    if (message === 'open') await open();
    else if ('request' in message && message.type !== 'cancel')
      post({ type: 'reply', request: message.request, value: await answerTo(message) });
  });
});
