import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { WorkerClient } from '../../../../../src/core/base/rpc/workerClient';
import { TooSlowError } from '../../../../../src/core/base/work';
import { host } from '../../../../../src/host/node/host';

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
  let client: WorkerClient<Request, Reply>;
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'worker-'));
    const file = path.join(folder, 'worker.cjs');
    writeFileSync(file, script);
    client = new WorkerClient({
      host,
      script: file,
      name: 'worker of pieces',
      readData: () => Promise.resolve({}),
      isPiece: ({ kind }) => kind === 'piece',
      log: { error: (message) => assert.fail(message) },
    });
  });
  after(() => {
    client.dispose();
    rmSync(folder, { recursive: true });
  });

  const cancel = (id: number): Request => ({ kind: 'cancel', id });

  it('gives the pieces in their order, and the last reply as the answer', async () => {
    const heard: string[] = [];
    const onPiece = ({ kind }: Reply): void => void heard.push(kind);
    const last = await client.ask((id) => ({ kind: 'write', id }), undefined, { onPiece, cancel });
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
      client.ask((id) => ({ kind: 'hang', id }), stop.signal, { onPiece, cancel }),
      /Enough/,
    );
    const next = await client.ask((id) => ({ kind: 'write', id }), undefined, { onPiece: () => undefined, cancel });
    assert.deepEqual(next.cancelled, [unwanted]);
  });
});

describe('the client of a worker', () => {
  interface Started {
    readonly posted: Request[];
    readonly reply: (reply: object) => void;
    readonly end: () => void;
    isEnded: boolean;
  }
  let started: Started[];
  /** Callbacks that run once nothing was asked for long enough. */
  let idle: Set<() => void>;
  let ends: number;
  let client: WorkerClient<Request, Reply>;
  beforeEach(() => {
    [started, idle, ends] = [[], new Set(), 0];
    client = new WorkerClient({
      host: {
        startWorker: (_script, { onMessage, onEnd }) => {
          const worker: Started = { posted: [], reply: onMessage, end: onEnd, isEnded: false };
          started.push(worker);
          return { post: (request) => worker.posted.push(request as Request), end: () => (worker.isEnded = true) };
        },
        later: (ms, run) => {
          assert.equal(ms, 30_000);
          idle.add(run);
          return () => idle.delete(run);
        },
      },
      script: '',
      name: 'test worker',
      onEnd: () => ends++,
      log: { error: () => undefined },
    });
  });

  const ask = (): Promise<Reply> => client.ask((id) => ({ kind: 'write', id }));

  it('fails what was asked of one that ended, and starts another with the next question', async () => {
    const asked = ask();
    started[0]?.end();
    await assert.rejects(asked, /The test worker ended/);
    assert.equal(ends, 1);
    const again = ask();
    started[1]?.reply({ kind: 'end', id: 2 });
    assert.deepEqual(await again, { kind: 'end', id: 2 });
  });

  it('gives the thread back once nothing is asked, and not while an answer is on its way', async () => {
    const [first, second] = [ask(), ask()];
    started[0]?.reply({ kind: 'end', id: 1 });
    await first;
    assert.equal(idle.size, 0);
    started[0]?.reply({ kind: 'end', id: 2 });
    await second;
    for (const run of idle) run();
    assert.deepEqual([started[0]?.isEnded, ends], [true, 1]);
  });

  it('says why the worker could not', async () => {
    const asked = ask();
    started[0]?.reply({ kind: 'failure', id: 1, message: 'No room.' });
    await assert.rejects(asked, /^Error: No room\.$/);
  });
});

describe('the client of a worker with a limit', () => {
  interface Started {
    readonly posted: Request[];
    readonly reply: (reply: object) => void;
    readonly crash: () => void;
    isEnded: boolean;
  }
  let started: Started[];
  let timers: { readonly ms: number; readonly run: () => void }[];
  let client: WorkerClient<Request, Reply>;
  beforeEach(() => {
    [started, timers] = [[], []];
    client = new WorkerClient({
      host: {
        startWorker: (_script, { onMessage, onError, onEnd }) => {
          const crash = (): void => {
            onError(new Error('Out of memory.'));
            onEnd();
          };
          const worker: Started = { posted: [], reply: onMessage, crash, isEnded: false };
          started.push(worker);
          return { post: (request) => worker.posted.push(request as Request), end: () => (worker.isEnded = true) };
        },
        later: (ms, run) => {
          const timer = { ms, run };
          timers.push(timer);
          return () => {
            timers = timers.filter((each) => each !== timer);
          };
        },
      },
      script: '',
      name: 'test worker',
      maxMs: 2_000,
      log: { error: () => undefined },
    });
  });

  const ask = (signal?: AbortSignal): Promise<Reply> => client.ask((id) => ({ kind: 'write', id }), signal);
  /** Lets time go by in which nobody answers. */
  const pass = (ms: number): void => {
    for (let left = ms; timers[0] && left >= timers[0].ms;) {
      const { ms: one, run } = timers.shift()!;
      left -= one;
      run();
    }
  };
  const ids = (index: number): number[] | undefined => started[index]?.posted.map(({ id }) => id);

  it('fails the question that takes too long, and asks the others again of a new worker', async () => {
    const [slow, next, last] = [ask(), ask(), ask()];
    started[0]?.reply({ kind: 'begun', id: 1 });
    pass(1_999);
    assert.equal(started[0]?.isEnded, false);
    pass(2_000);
    await assert.rejects(slow, TooSlowError);
    assert.equal(started[0].isEnded, true);
    assert.deepEqual(ids(1), [2, 3]);
    started[0].reply({ kind: 'end', id: 2, late: true });
    for (const id of [2, 3]) started[1]?.reply({ kind: 'end', id });
    assert.deepEqual(await Promise.all([next, last]), [
      { kind: 'end', id: 2 },
      { kind: 'end', id: 3 },
    ]);
  });

  it('counts only while it works on the question', async () => {
    const [first, second] = [ask(), ask()];
    pass(10_000);
    started[0]?.reply({ kind: 'begun', id: 1 });
    pass(1_500);
    started[0]?.reply({ kind: 'end', id: 1 });
    await first;
    pass(10_000);
    started[0]?.reply({ kind: 'begun', id: 2 });
    pass(1_500);
    started[0]?.reply({ kind: 'end', id: 2 });
    await second;
    assert.equal(started.length, 1);
  });

  it('ends it also where nobody wants that answer any more, for those who wait behind it', async () => {
    const stop = new AbortController();
    const [slow, next] = [ask(stop.signal), ask()];
    started[0]?.reply({ kind: 'begun', id: 1 });
    stop.abort(new Error('Enough.'));
    await assert.rejects(slow, /Enough/);
    pass(2_000);
    assert.deepEqual(ids(1), [2]);
    started[1]?.reply({ kind: 'end', id: 2 });
    await next;
  });

  it('fails the question that breaks the worker, and no other', async () => {
    const [bad, next] = [ask(), ask()];
    started[0]?.reply({ kind: 'begun', id: 1 });
    started[0]?.crash();
    await assert.rejects(bad, /The test worker failed/);
    assert.deepEqual(ids(1), [2]);
    started[1]?.reply({ kind: 'end', id: 2 });
    await next;
  });
});
