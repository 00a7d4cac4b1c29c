import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { FileError } from '../../../../../src/core/files/files';
import { AnswerCache } from '../../../../../src/core/evals/run/answerCache';
import type { Answer } from '../../../../../src/core/evals/run/answerCache';
import { MemoryFiles } from '../../../../fakes/memoryFiles';

const path = '/answers.jsonl';
const sha256 = (bytes: Uint8Array): Promise<string> =>
  Promise.resolve(createHash('sha256').update(bytes).digest('hex'));
const nextTurn = (): Promise<void> => Promise.resolve();
const answerOf = (output: string): Answer => ({
  ...{ output, finish: 'stop', inputTokens: 1, outputTokens: 2, costUsd: 0.5, latencyMs: 3, logProbs: [-0.1] },
});

describe('the cache of answers', () => {
  let files: MemoryFiles;
  beforeEach(() => (files = new MemoryFiles()));
  const open = (maxBytes?: number) => AnswerCache.open({ files, sha256, nextTurn }, path, maxBytes);
  const kept = async (...names: string[]) => {
    const cache = await open();
    for (const name of names) await cache.set(name, answerOf(name));
    await cache.flush();
  };
  const found = async (...names: string[]) => {
    const cache = await open();
    const all = await Promise.all(names.map((name) => cache.get(name)));
    return names.filter((_, at) => all[at] !== undefined);
  };

  it('gives an answer as it was kept, the last one of a request', async () => {
    await kept('a', 'b');
    const cache = await open();
    await cache.set('b', answerOf('c'));
    await cache.flush();
    const again = await open();
    assert.deepEqual(await Promise.all(['a', 'b', 'z'].map((name) => again.get(name))), [
      answerOf('a'),
      answerOf('c'),
      undefined,
    ]);
  });

  it('reads long answers from the file when they are asked for, wherever other runs have moved them', async () => {
    const long = (name: string): Answer => answerOf(`${name} ${'wört '.repeat(2_000)}`);
    const [one, two] = [await open(), await open()];
    await one.set('a', long('a'));
    await two.set('b', long('b'));
    await Promise.all([one.flush(), two.flush()]);
    await two.set('c', long('c'));
    await two.flush();
    const all = async (cache: AnswerCache, names: string[]) => Promise.all(names.map((name) => cache.get(name)));
    assert.deepEqual(await all(one, ['a', 'b']), [long('a'), undefined]);
    assert.deepEqual(await all(two, ['b', 'c', 'a']), [long('b'), long('c'), undefined]);
    // Another run makes room: the oldest goes.
    const { size } = await files.stat(path);
    const three = await open(size - 1);
    assert.deepEqual(await all(three, ['a', 'b', 'c']), [undefined, undefined, long('c')]);
    assert.deepEqual(await all(two, ['c', 'b']), [long('c'), undefined]);
    await files.remove(path);
    assert.deepEqual(await all(two, ['c']), [undefined]);
  });

  it('takes no answer to another request that another run has moved to the place of a long one', async () => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    const cache = await open();
    for (const name of names) await cache.set(name, answerOf(name.repeat(10_000)));
    await cache.flush();
    const before = await Promise.all(names.map(() => open()));
    // Each line is as long as the others, so the newest two get the places of the oldest two.
    await open((await files.stat(path)).size - 1);
    const answers = await Promise.all(before.map((each, at) => each.get(names[at]!)));
    assert.deepEqual(
      answers.map((each) => each?.output[0]),
      [undefined, undefined, undefined, 'd', 'e'],
    );
  });

  it('writes long answers before many of them have come', async () => {
    const cache = await open();
    for (const name of ['a', 'b', 'c']) await cache.set(name, answerOf('x'.repeat(300_000)));
    assert.ok((await files.stat(path)).size > 600_000);
    assert.equal((await cache.get('a'))?.output.length, 300_000);
  });

  it('takes what several runs add at once', async () => {
    const [one, two] = [await open(), await open()];
    await one.set('a', answerOf('a'));
    await two.set('b', answerOf('b'));
    await Promise.all([one.flush(), two.flush()]);
    assert.deepEqual(await found('a', 'b'), ['a', 'b']);
  });

  it('loses one answer to a line that a crash has cut off, and no other', async () => {
    await kept('a', 'b');
    await files.truncate(path, (await files.stat(path)).size - 10);
    await kept('c');
    assert.deepEqual(await found('a', 'b', 'c'), ['a', 'c']);
  });

  it('leaves out what is no answer', async () => {
    await kept('a');
    const lines = [
      '{"key":"x","answer":{}}',
      `{"key":"${await sha256(new TextEncoder().encode('b'))}","answer":{}}`,
      'no JSON',
      '',
      '\u0000\u00ff',
    ];
    await files.append(path, new TextEncoder().encode(lines.join('\n')));
    assert.deepEqual(await found('a', 'b'), ['a']);
  });

  it('keeps the newest half where it has grown too large', async () => {
    await kept('a', 'b', 'c', 'd');
    // Asked for anew, it is the newest.
    await kept('a');
    const { size } = await files.stat(path);
    await open(size - 1);
    assert.deepEqual(await found('a', 'b', 'c', 'd'), ['a', 'd']);
    assert.ok((await files.stat(path)).size < size / 2);
  });

  it('keeps answers for the run alone, and says why, where they cannot be written', async () => {
    const cache = await open();
    files.append = () => Promise.reject(new FileError('full', path, 'ENOSPC'));
    await cache.set('a', answerOf('a'));
    await cache.flush();
    await cache.set('b', answerOf('b'));
    await cache.flush();
    assert.deepEqual([(await cache.get('b'))?.output, cache.fault?.systemCode], ['b', 'ENOSPC']);
  });

  it('lets others run while it reads, and writes its lines many at once', async () => {
    const line = (at: number): string =>
      `{"key":"${String(at).padStart(64, '0')}","answer":{"x":"${'x'.repeat(30)}"}}\n`;
    const text = Array.from({ length: 6_000 }, (_, at) => line(at)).join('');
    files.files.set(path, { bytes: new TextEncoder().encode(text), modified: 0 });
    let [turns, pieces] = [0, 0];
    const writeWhole = files.writeWhole.bind(files);
    files.writeWhole = async (file, given) => {
      const all: Uint8Array[] = [];
      for await (const piece of given) all.push(piece);
      pieces = all.length;
      await writeWhole(file, all);
    };
    const turn = (): Promise<void> => {
      turns++;
      return Promise.resolve();
    };
    await AnswerCache.open({ files, sha256, nextTurn: turn }, path, 600_000);
    assert.ok(turns > 0);
    assert.ok(pieces > 1 && pieces < 10, String(pieces));
    assert.ok((await files.stat(path)).size > 290_000);
  });

  it('keeps nothing more, and disturbs no run, where somebody has deleted it', async () => {
    const cache = await open();
    await cache.set('a', answerOf('a'));
    await files.remove(path);
    await cache.flush();
    assert.deepEqual(await found('a'), []);
  });
});
