import assert from 'node:assert/strict';
import { Questions } from '../../../../../src/core/base/rpc/questions';

describe('questions to another end', () => {
  it('get their own answers, in any order', async () => {
    const questions = new Questions<string>();
    const ids: number[] = [];
    const [first, second] = [questions.ask((id) => ids.push(id)), questions.ask((id) => ids.push(id))];
    questions.answer(ids[1]!, 'second');
    questions.answer(ids[0]!, 'first');
    assert.deepEqual(await Promise.all([first, second]), ['first', 'second']);
  });

  it('hear of progress before the answer, and of nothing after it', async () => {
    const questions = new Questions<string>();
    const heard: string[] = [];
    let id = 0;
    const answer = questions.ask((given) => (id = given), { onProgress: (part) => heard.push(part) });
    questions.progress(id, 'half');
    questions.answer(id, 'whole');
    assert.equal(await answer, 'whole');
    questions.progress(id, 'late');
    questions.answer(id, 'late');
    assert.deepEqual(heard, ['half']);
  });

  it('reject with the reason of their signal, and tell the other end', async () => {
    const questions = new Questions<string>();
    const controller = new AbortController();
    const cancelled: number[] = [];
    let id = 0;
    const options = { signal: controller.signal, cancel: (given: number) => cancelled.push(given) };
    const answer = questions.ask((given) => (id = given), options);
    controller.abort('not wanted');
    await assert.rejects(answer, (reason) => reason === 'not wanted');
    assert.deepEqual(cancelled, [id]);
  });

  it('are not sent once their signal is aborted', async () => {
    const sent: number[] = [];
    const asked = new Questions<string>().ask((id) => sent.push(id), { signal: AbortSignal.abort('before') });
    await assert.rejects(asked, (reason) => reason === 'before');
    assert.deepEqual(sent, []);
  });

  it('fail when sending fails, when the other end says so, and all together when it is gone', async () => {
    const questions = new Questions<string>();
    const unsent = questions.ask(() => {
      throw new Error('no way there');
    });
    await assert.rejects(unsent, /no way there/);
    let id = 0;
    const refused = questions.ask((given) => (id = given));
    questions.fail(id, new Error('refused'));
    await assert.rejects(refused, /refused/);
    const lost = [questions.ask(() => undefined), questions.ask(() => undefined)];
    questions.failAll(new Error('gone'));
    for (const answer of lost) await assert.rejects(answer, /gone/);
  });
});
