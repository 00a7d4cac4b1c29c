import assert from 'node:assert/strict';
import type { TurnBody, TurnHead } from '../../../src/core/playground/session/turnHeads';
import { maxBodies, TurnBodies } from '../../../src/webview/playground/turnBodies';

const bodyOf = (id: number, part: Partial<TurnBody> = {}): TurnBody => ({
  promptId: `p${id}`,
  answerId: `a${id}`,
  system: '',
  prompt: 'prompt',
  reasoning: '',
  answer: 'answer',
  ...part,
});
const headOf = (id: number, answer = 'answer'.length, answerId = `a${id}`): TurnHead => ({
  promptId: `p${id}`,
  answerId,
  at: 0,
  title: '',
  providerId: '',
  providerName: '',
  host: '',
  model: '',
  hasSystem: false,
  characters: { prompt: 6, reasoning: 0, answer },
  status: 'done',
  siblings: { at: 1, of: 1, streaming: 0, ids: [answerId] },
  isBest: false,
});

function cache(inUse: readonly string[] = []) {
  const asked: string[][] = [];
  const bodies = new TurnBodies(
    (_, ids) => asked.push(ids),
    (id) => inUse.includes(id),
  );
  return { asked, bodies };
}
const microtask = (): Promise<void> => Promise.resolve();

describe('the texts of turns', () => {
  it('are asked for once for all that is drawn at a time', async () => {
    const { asked, bodies } = cache();
    for (const id of [1, 2, 1]) assert.equal(bodies.get(headOf(id)), undefined);
    await microtask();
    bodies.get(headOf(2));
    await microtask();
    assert.deepEqual(asked, [['p1', 'p2']]);
    bodies.receive(1, 0, [bodyOf(1), bodyOf(2)]);
    assert.equal(bodies.get(headOf(2))?.answer, 'answer');
    await microtask();
    assert.equal(asked.length, 1);
  });

  it('are asked for 200 at a time', async () => {
    const { asked, bodies } = cache();
    for (let id = 0; id < 450; id += 1) bodies.get(headOf(id));
    await microtask();
    assert.deepEqual(
      asked.map((ids) => ids.length),
      [200, 200, 50],
    );
  });

  it('are let go but for the last used ones, and for those in use', () => {
    const { bodies } = cache(['p0']);
    for (let id = 0; id < 200; id += 1) {
      bodies.receive(id + 1, 0, [bodyOf(id)]);
      bodies.get(headOf(1));
    }
    assert.equal(bodies.size, maxBodies);
    assert.ok(bodies.get(headOf(0)) && bodies.get(headOf(1)) && bodies.get(headOf(199)));
    assert.equal(bodies.get(headOf(100)), undefined);
  });

  it('grow by what they do not hold yet, and by nothing twice', () => {
    const { bodies } = cache();
    bodies.receive(1, 7, [bodyOf(1)]);
    bodies.grow('p1', 7, { answerId: 'a1', reasoning: '', text: ' (inside already)' });
    bodies.grow('p1', 8, { answerId: 'a1', reasoning: '', text: ' and more' });
    bodies.grow('p1', 9, { answerId: 'another answer', reasoning: '', text: ' of that' });
    assert.equal(bodies.get(headOf(1, 15))?.answer, 'answer and more');
  });

  it('grow by calls of tools, which begin and go on', () => {
    const { bodies } = cache();
    bodies.receive(1, 7, [bodyOf(1)]);
    const grow = (seq: number, at: number, id: string, name: string, input: string): void =>
      bodies.grow('p1', seq, { answerId: 'a1', reasoning: '', text: '', call: { at, id, name, input } });
    grow(8, 0, 'x', 'find', '{"a":');
    grow(9, 1, 'y', 'open', '');
    grow(10, 0, '', '', '1}');
    assert.deepEqual(bodies.get(headOf(1))?.calls, [
      { id: 'x', name: 'find', input: '{"a":1}' },
      { id: 'y', name: 'open', input: '' },
    ]);
  });

  it('begin empty for an answer that is asked again, without a question to the host', async () => {
    const { asked, bodies } = cache();
    bodies.receive(1, 7, [bodyOf(1)]);
    assert.deepEqual(bodies.get(headOf(1, 0, 'a2')), bodyOf(1, { answerId: 'a2', answer: '' }));
    bodies.grow('p1', 8, { answerId: 'a2', reasoning: '', text: 'New' });
    assert.equal(bodies.get(headOf(1, 3, 'a2'))?.answer, 'New');
    await microtask();
    assert.deepEqual(asked, []);
  });

  it('are asked for 3 more times where they are not as long as the head says, and then shown as they are', async () => {
    const { asked, bodies } = cache();
    const longer = headOf(1, 30);
    bodies.get(longer);
    for (let request = 1; request <= 6; request += 1) {
      await microtask();
      bodies.receive(request, 0, [bodyOf(1)]);
      assert.equal(bodies.get(longer)?.answer, 'answer');
    }
    assert.equal(asked.length, 1 + 3);
    // A turn whose body agreed with its head once may disagree again.
    bodies.get(headOf(1));
    bodies.get(longer);
    await microtask();
    assert.equal(asked.length, 1 + 3 + 1);
  });

  it('are forgotten with a new snapshot, together with the questions that were asked before it', async () => {
    const { asked, bodies } = cache();
    bodies.receive(1, 7, [bodyOf(1)]);
    bodies.get(headOf(2));
    await microtask();
    bodies.clear();
    assert.equal(bodies.get(headOf(1)), undefined);
    assert.equal(bodies.get(headOf(2)), undefined);
    await microtask();
    assert.deepEqual(asked, [['p2'], ['p1', 'p2']]);
  });

  it('are asked for as often as at first after a new snapshot', async () => {
    const { asked, bodies } = cache();
    const longer = headOf(1, 30);
    for (let request = 0; request < 6; request += 1) {
      bodies.receive(request, 0, [bodyOf(1)]);
      bodies.get(longer);
      await microtask();
    }
    assert.equal(asked.length, 3);
    bodies.clear();
    bodies.get(longer);
    await microtask();
    bodies.receive(4, 0, [bodyOf(1)]);
    bodies.get(longer);
    await microtask();
    assert.equal(asked.length, 3 + 2);
  });

  it('of another answer are not shown for this one', async () => {
    const { asked, bodies } = cache();
    bodies.receive(1, 7, [bodyOf(1)]);
    assert.equal(bodies.get(headOf(1, 30, 'a2')), undefined);
    await microtask();
    assert.deepEqual(asked, [['p1']]);
  });
});
