import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Wire } from '../../../../src/core/chat/exchange/wire';
import { KeptWires } from '../../../../src/core/playground/keptWires';
import { LiveSession } from '../../../../src/core/playground/liveSession';
import { SideFiles } from '../../../../src/core/store/sideFiles';
import { MemoryFiles } from '../../../fakes/memoryFiles';
import { hostOf, root } from '../../../fakes/notesStore';
import { maker, provider, sendIn, storeOn } from '../../../support/liveSessions';
import { draftOf } from '../../../support/sessionEvents';

const wire: Wire = { at: 1, exchanges: [], bytes: new TextEncoder().encode('sent and received') };

/** A session in which every answer has that wire. */
async function session(
  files = new MemoryFiles(),
  recorded: () => Promise<Wire | undefined> = () => Promise.resolve(wire),
) {
  const failures: unknown[] = [];
  const side = new SideFiles({
    host: hostOf(files),
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
      const { live, ask, files } = await session(
        undefined,
        () => new Promise((resolve) => setTimeout(() => resolve(wire), 20)),
      );
      const answer = await ask();
      await live[leave]();
      assert.ok(files.files.has(`${root}/no-folder/${live.id}/wire.${answer}`));
      await live.close();
    }
  });

  it('is nothing where nothing was sent', async () => {
    const { live, wires, ask, failures } = await session(undefined, () => Promise.resolve(undefined));
    assert.equal(await wires.read(live.id, await ask()), undefined);
    assert.deepEqual(failures, []);
    await live.close();
  });

  it('costs nothing else where it cannot be recorded or written', async () => {
    const noRoom = await session(undefined, () => Promise.reject(new Error('no record')));
    const answer = await noRoom.ask();
    await noRoom.live.leave();
    assert.equal(noRoom.failures.length, 1);
    assert.equal(noRoom.live.answer(answer)?.status, 'done');
    await noRoom.live.close();
  });
});
