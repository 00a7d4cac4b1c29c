import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { WorkerThread } from '../../../../src/editor/shared/workerThread';

type Request = { readonly kind: 'write' | 'hang' | 'cancel'; readonly id: number };
type Reply = { readonly kind: 'piece' | 'end'; readonly id: number; readonly cancelled?: readonly number[] };

/** Says two pieces and the end, with what was cancelled so far; hanging, the first piece only. */
const script = `
const { parentPort } = require('node:worker_threads');
const cancelled = [];
parentPort.on('message', ({ kind, id }) => {
  if (kind === 'cancel') return void cancelled.push(id);
  parentPort.postMessage({ kind: 'piece', id });
  if (kind === 'hang') return;
  parentPort.postMessage({ kind: 'piece', id });
  parentPort.postMessage({ kind: 'end', id, cancelled });
});`;

describe('a worker that answers in pieces', () => {
  let folder = '';
  let thread: WorkerThread<Request, Reply>;
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'worker-'));
    const file = path.join(folder, 'worker.cjs');
    writeFileSync(file, script);
    thread = new WorkerThread({
      script: file,
      purpose: 'pieces',
      data: () => Promise.resolve(undefined),
      isPiece: ({ kind }) => kind === 'piece',
      log: { error: (message) => assert.fail(String(message)) },
    });
  });
  after(() => {
    thread.dispose();
    rmSync(folder, { recursive: true });
  });

  const cancel = (id: number): Request => ({ kind: 'cancel', id });

  it('gives the pieces in their order, and the last reply as the answer', async () => {
    const heard: string[] = [];
    const onPiece = ({ kind }: Reply): void => void heard.push(kind);
    const last = await thread.ask((id) => ({ kind: 'write', id }), undefined, { onPiece, cancel });
    assert.deepEqual([...heard, last.kind], ['piece', 'piece', 'end']);
  });

  it('is told which answer is not wanted any more', async () => {
    const stop = new AbortController();
    let unwanted = 0;
    const onPiece = ({ id }: Reply): void => {
      unwanted = id;
      stop.abort(new Error('Enough.'));
    };
    await assert.rejects(
      thread.ask((id) => ({ kind: 'hang', id }), stop.signal, { onPiece, cancel }),
      /Enough/,
    );
    const next = await thread.ask((id) => ({ kind: 'write', id }), undefined, { onPiece: () => undefined, cancel });
    assert.deepEqual(next.cancelled, [unwanted]);
  });
});
