import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Wire } from '../../../../src/core/chat/exchange/wire';
import { KeptWires } from '../../../../src/core/playground/keptWires';
import { LiveSession } from '../../../../src/core/playground/liveSession';
import { SideFiles } from '../../../../src/core/store/sideFiles';
import { faultyFiles } from '../../../fakes/faultyFiles';
import { MemoryFiles } from '../../../fakes/memoryFiles';
import { hostOf, root } from '../../../fakes/notesStore';
import { maker, provider, sendIn, storeOn } from '../../../support/liveSessions';
import { draftOf } from '../../../support/sessionEvents';

const wire: Wire = { at: 1, exchanges: [], bytes: new TextEncoder().encode('sent and received') };

/** A session in which every answer has that wire. `isFull`: the disk has room for nothing more beside it. */
async function session(
  recorded: () => Promise<Wire | undefined> = () => Promise.resolve(wire),
  isFull = (): boolean => false,
) {
  const files = new MemoryFiles();
  const failures: unknown[] = [];
  const side = new SideFiles({
    host: hostOf(faultyFiles(files, (operation) => (operation === 'writeWhole' && isFull() ? 'full' : undefined))),
    folder: root,
    workspace: undefined,
    kind: 'wire',
    maxBytes: 10_000,
  });
  const wires = new KeptWires(side, (error) => failures.push(error));
  const store = storeOn(files, 'one');
  const live = new LiveSession(await store.create(), {
    ...provider().host,
    wires,
    randomId: randomUUID,
    ask: (_backend, _request, { onWire }) => {
      onWire?.(recorded());
      return Promise.resolve({ status: 'done' });
    },
  });
  const ask = async (): Promise<string> => {
    sendIn(live, maker, draftOf({ message: 'Hi', model: 'm' }));
    await live.whenIdle();
    return live.main.turns.at(-1)!.answer!.id;
  };
  return { live, wires, store, failures, ask, files };
}

describe('what is kept of the requests of a session', () => {
  it('is there as soon as the answer has ended, also of the first one of a session', async () => {
    const { live, wires, ask, failures } = await session();
    assert.deepEqual(await wires.read(live.id, await ask()), wire);
    assert.deepEqual(await wires.read(live.id, await ask()), wire);
    assert.deepEqual(failures, []);
    await live.close();
  });

  it('is on the disk before its session is closed or moved', async () => {
    for (const leave of ['leave', 'close'] as const) {
      const { live, ask, files } = await session(() => new Promise((resolve) => setTimeout(() => resolve(wire), 20)));
      const answer = await ask();
      await live[leave]();
      assert.ok(files.files.has(`${root}/no-folder/${live.id}/wire.${answer}`));
      await live.close();
    }
  });

  it('is nothing where nothing was sent', async () => {
    const { live, wires, ask, failures } = await session(() => Promise.resolve(undefined));
    assert.equal(await wires.read(live.id, await ask()), undefined);
    assert.deepEqual(failures, []);
    await live.close();
  });

  it('costs nothing else where it cannot be recorded or written', async () => {
    for (const broken of [
      await session(() => Promise.reject(new Error('It was not recorded.'))),
      await session(undefined, () => true),
    ]) {
      const { live, wires, ask, failures, files } = broken;
      const answer = await ask();
      assert.equal(await wires.read(live.id, answer), undefined);
      assert.equal(failures.length, 1);
      assert.equal(live.answer(answer)?.status, 'done');
      await live.close();
      assert.match(files.text(`${root}/no-folder/${live.id}/session.jsonl`), /"status":"done"/);
    }
  });
});
