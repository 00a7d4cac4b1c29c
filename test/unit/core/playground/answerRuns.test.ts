import assert from 'node:assert/strict';
import { AnswerRuns } from '../../../../src/core/playground/answerRuns';
import type { Run } from '../../../../src/core/playground/answerRuns';

function runs(): { applied: unknown[]; runs: AnswerRuns } {
  const applied: unknown[] = [];
  return {
    applied,
    runs: new AnswerRuns(
      (events) => applied.push(...events),
      (error) => ({ status: 'failed', finishReason: error instanceof Error ? 'other' : 'stop' }),
    ),
  };
}

/** Runs until it is stopped. */
const endless: Run = (signal) =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve({ status: 'stopped' })));

describe('the runs of a session', () => {
  it('make events of a session from the events of a chat, and end with one', async () => {
    const { applied, runs: under } = runs();
    const opaque = { dialect: 'responses', json: '{}' } as const;
    under.start('a', (_signal, onEvents) => {
      onEvents([
        { type: 'part', index: 0, part: { type: 'text', text: '' } },
        { type: 'delta', index: 0, text: 'One' },
        { type: 'partEnd', index: 0 },
      ]);
      onEvents([
        { type: 'partEnd', index: 0, opaque },
        { type: 'usage', usage: { inputTokens: 1, outputTokens: 2 } },
        { type: 'finish', reason: 'stop' },
      ]);
      return Promise.resolve({ status: 'done' });
    });
    await under.stopAndWait();
    assert.deepEqual(applied, [
      { type: 'partStarted', node: 'a', index: 0, part: { type: 'text', text: '' } },
      { type: 'partGrew', node: 'a', index: 0, text: 'One' },
      { type: 'partEnded', node: 'a', index: 0, opaque },
      { type: 'answerEnded', node: 'a', end: { status: 'done' } },
    ]);
    assert.deepEqual(under.ids, []);
  });

  it('end also when our own code throws, at once or later', async () => {
    const { applied, runs: under } = runs();
    under.start('a', () => {
      throw new Error('at once');
    });
    under.start('b', () => Promise.reject(new Error('later')));
    await under.stopAndWait();
    const end = { status: 'failed', finishReason: 'other' };
    assert.deepEqual(applied, [
      { type: 'answerEnded', node: 'a', end },
      { type: 'answerEnded', node: 'b', end },
    ]);
  });

  it('keep how likely the tokens of each answer were, in their order, and make no event of it', async () => {
    const { applied, runs: under } = runs();
    const token = (text: string) => ({ text, logprob: -0.5, top: [] });
    under.start('a', (_signal, onEvents) => {
      onEvents([{ type: 'tokens', tokens: [token('Be')] }]);
      onEvents([{ type: 'tokens', tokens: [token('cause'), token(' of')] }]);
      return Promise.resolve({ status: 'done' });
    });
    under.start('b', (_signal, onEvents) => {
      onEvents([{ type: 'tokens', tokens: [token('No')] }]);
      return Promise.resolve({ status: 'done' });
    });
    await under.whenIdle();
    assert.deepEqual(under.tokens.of('a'), [token('Be'), token('cause'), token(' of')]);
    assert.deepEqual(under.tokens.of('b'), [token('No')]);
    assert.equal(under.tokens.of('c'), undefined);
    assert.equal(applied.length, 2);
  });

  it('keep those of the newest answers, where they become too many', async () => {
    const { runs: under } = runs();
    const top = Array.from({ length: 20 }, () => ({ text: 'b', logprob: -1 }));
    const tokens = Array.from({ length: 9_000 }, () => ({ text: 'a', logprob: -1, top }));
    for (const id of ['a', 'b', 'c']) {
      under.start(id, (_signal, onEvents) => {
        onEvents([{ type: 'tokens', tokens }]);
        return Promise.resolve({ status: 'done' });
      });
      await under.whenIdle();
    }
    assert.deepEqual(
      ['a', 'b', 'c'].map((id) => under.tokens.of(id)?.length),
      [undefined, 9_000, 9_000],
    );
  });

  it('are stopped one by one, or all', async () => {
    const { applied, runs: under } = runs();
    for (const id of ['a', 'b', 'c']) under.start(id, endless);
    under.stop('b');
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(under.ids, ['a', 'c']);
    await under.stopAndWait();
    assert.deepEqual(
      applied.map((event) => (event as { node: string }).node),
      ['b', 'a', 'c'],
    );
  });
});
