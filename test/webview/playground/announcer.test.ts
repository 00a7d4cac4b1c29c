import assert from 'node:assert/strict';
import { AnswerWatch, Announcer } from '../../../src/webview/playground/announcer';
import { headOf } from '../../fakes/turnHead';

const usage = { inputTokens: 1_234, outputTokens: 101 };

describe('the announcer', () => {
  function listen() {
    const said: string[] = [];
    const clock = { now: 0 };
    return {
      said,
      clock,
      announcer: new Announcer((text) => said.push(text)),
      watch: new AnswerWatch(
        (text) => said.push(text),
        () => clock.now,
      ),
    };
  }
  type Facts = Parameters<typeof headOf>[0];
  const tell = (watch: AnswerWatch, facts: Facts): void => {
    const head = headOf(facts);
    watch.look(head.status === 'streaming' ? head : undefined, new Map([[head.promptId, head]]));
  };

  it('says that an answer started and how it finished', () => {
    const { said, watch } = listen();
    tell(watch, {});
    tell(watch, { status: 'done', finishReason: 'stop', text: 1, usage });
    assert.deepEqual(said, ['Answer started', 'Answer finished, 101 tokens']);
  });

  it('says little in between, however many deltas come', () => {
    const { said, clock, watch } = listen();
    for (let i = 0; i < 3_000; i += 1) {
      clock.now = i * 10;
      tell(watch, { text: i });
    }
    assert.deepEqual(said, [
      'Answer started',
      'Still answering, 1,000 characters so far',
      'Still answering, 2,000 characters so far',
    ]);
  });

  it('says the limit, the stop and the error as such', () => {
    const error = { kind: 'unreachable' as const, message: 'No connection.', advice: 'Is it running?', actions: [] };
    for (const [answer, words] of [
      [{ status: 'done', finishReason: 'length', usage }, 'Stopped at the output limit, 101 tokens'],
      [{ status: 'stopped' }, 'Answer stopped'],
      [{ status: 'stopped', usage: { ...usage, isPartial: true } }, 'Answer stopped'],
      [{ status: 'failed', error }, 'No connection. Is it running?'],
    ] as const) {
      const { said, watch } = listen();
      tell(watch, {});
      tell(watch, answer);
      assert.equal(said.at(-1), words);
    }
  });

  it('makes the same words twice a change', () => {
    const { said, announcer } = listen();
    announcer.say('Answer copied');
    announcer.say('Answer copied');
    assert.notEqual(said[0], said[1]);
  });

  it('is silent about conversations that only arrive', () => {
    const { said, watch } = listen();
    tell(watch, { status: 'done', text: 1 });
    assert.deepEqual(said, []);
  });
});
