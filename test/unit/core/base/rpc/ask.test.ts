import assert from 'node:assert/strict';
import * as v from 'valibot';
import { Answerer, Refusal, maxOpenQuestions } from '../../../../../src/core/base/rpc/answerer';
import type { Handlers } from '../../../../../src/core/base/rpc/answerer';
import { cancel, replies, request } from '../../../../../src/core/base/rpc/ask';
import { Asker } from '../../../../../src/core/base/rpc/asker';
import { parseMessage } from '../../../../../src/core/base/rpc/parseMessage';
import { MessagePair } from '../../../../fakes/messagePair';
import { poll } from '../../../../support/poll';

const toHost = v.variant('type', [
  cancel,
  v.object({ type: v.literal('length'), request, text: v.string() }),
  v.object({ type: v.literal('tell'), text: v.string() }),
]);
const toPage = v.variant('type', [...replies]);
const answers = { length: v.number() };
type ToHost = Exclude<v.InferOutput<typeof toHost>, { readonly type: 'cancel' }>;
type Length = Handlers<ToHost, typeof answers>['length'];

const never = (why: string): never => assert.fail(why);

/** Both ends, joined in memory; the messages of each are checked by the other. */
function join(length: Length) {
  const pair = new MessagePair();
  const asker = new Asker<ToHost, typeof answers>((message) => pair.page.post(message), answers);
  const told: string[] = [];
  const errors: unknown[] = [];
  const posted: unknown[] = [];
  const handlers = { length, tell: ({ text }: { text: string }) => told.push(text) };
  const answerer = new Answerer<ToHost, typeof answers>(
    handlers,
    answers,
    (reply) => {
      posted.push(reply);
      pair.host.post(reply);
    },
    'Sorry.',
  );
  pair.host.onMessage = (message) => {
    answerer.receive(parseMessage(toHost, message, never)!).catch((error: unknown) => errors.push(error));
  };
  pair.page.onMessage = (message) => asker.receive(parseMessage(toPage, message, never)!);
  /** Carries messages to and fro while an answer is awaited. */
  const arrival = async <T>(promise: Promise<T>): Promise<T> => {
    let isThere = false;
    const settled = promise.finally(() => (isThere = true));
    settled.catch(() => undefined);
    await poll('the answer', () => (pair.deliver(), isThere));
    return settled;
  };
  return { pair, asker, answerer, told, errors, posted, arrival };
}

describe('a page that asks its host', () => {
  it('gets the answer to each question, whichever comes first', async () => {
    let release = (): void => undefined;
    const slow = new Promise<void>((resolve) => (release = resolve));
    const { asker, arrival } = join(async ({ text }) => {
      if (text === 'slow') await slow;
      return text.length;
    });
    const first = asker.ask('length', { text: 'slow' });
    assert.equal(await arrival(asker.ask('length', { text: 'a' })), 1);
    release();
    assert.equal(await arrival(first), 4);
  });

  it('is told why there is no answer, where that is for people, and else a general sentence', async () => {
    const { asker, arrival, errors } = join(({ text }) => {
      throw text === 'refused' ? new Refusal('It is too long.') : new Error('/home/me/secret');
    });
    await assert.rejects(arrival(asker.ask('length', { text: 'refused' })), /^Error: It is too long\.$/);
    await assert.rejects(arrival(asker.ask('length', { text: 'broken' })), /^Error: Sorry\.$/);
    assert.deepEqual(errors.map(String), ['Error: It is too long.', 'Error: /home/me/secret']);
  });

  it('takes no answer of another form', async () => {
    const { asker, arrival } = join((() => 'two') as unknown as Length);
    await assert.rejects(arrival(asker.ask('length', { text: 'ab' })), /"length" is not of its form/);
  });

  for (const [how, end] of [
    ['an answer', (resolve: (value: number) => void) => resolve(2)],
    ['an error', (_: unknown, reject: (why: Error) => void) => reject(new Error('ended'))],
  ] as const)
    it(`ends the work on an answer that it does not want any more, and hears nothing of it: not of ${how}`, async () => {
      const ended: boolean[] = [];
      const { pair, asker, errors, posted } = join(async (_, { signal }) => {
        const work = new Promise<number>((resolve, reject) =>
          signal.addEventListener('abort', () => end(resolve, reject)),
        );
        return work.finally(() => ended.push(signal.aborted));
      });
      const stop = new AbortController();
      const answer = asker.ask('length', { text: 'ab' }, stop.signal);
      pair.deliver();
      stop.abort(new Error('not wanted'));
      await assert.rejects(answer, /not wanted/);
      pair.deliver();
      await poll('the end of the work', () => ended.length > 0);
      await new Promise((resolve) => setImmediate(resolve));
      assert.deepEqual([ended, errors, posted], [[true], [], []]);
    });

  it('gets its own answer, not that to the page before it, which had the same numbers', async () => {
    const ends: ((value: number) => void)[] = [];
    const { pair, asker, posted } = join(() => new Promise((resolve) => ends.push(resolve)));
    asker.ask('length', { text: 'before' }).catch(() => undefined);
    pair.deliver();
    pair.page.post({ type: 'length', request: 1, text: 'after' });
    pair.deliver();
    for (const [i, end] of ends.entries()) end(i);
    await poll('an answer', () => posted.length > 0);
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(posted, [{ type: 'reply', request: 1, value: 1 }]);
  });

  it('cannot ask more at once than can wait', async () => {
    const { pair, asker, arrival, answerer } = join(() => new Promise(() => undefined));
    const asked = Array.from({ length: maxOpenQuestions }, () => asker.ask('length', { text: 'ab' }));
    for (const each of asked) each.catch(() => undefined);
    pair.deliver();
    await assert.rejects(arrival(asker.ask('length', { text: 'ab' })), /Sorry/);
    answerer.close();
  });

  it('tells what is no question to its handler', () => {
    const { pair, told } = join(() => 1);
    pair.page.post({ type: 'tell', text: 'hello' });
    pair.deliver();
    assert.deepEqual(told, ['hello']);
  });
});
