import assert from 'node:assert/strict';
import type { PocketPost } from '../../../../../src/core/pocket/chat/askPocket';
import { testPocket } from '../../../../../src/core/pocket/chat/askPocket';
import { memory } from '../../../../support/askingPocket';
import { pocketInMemory } from '../../../../support/pocketPost';
import { sayInEnglish } from '../../../../../src/core/base/say';

const signal = new AbortController().signal;
const onBroken = (error: unknown): void => assert.fail(String(error));

describe('the test of the connection to Pocket', () => {
  it('asks it for one token, and says that the model answered, at no host', async () => {
    const asked: unknown[] = [];
    const post: PocketPost = (make, ...others) =>
      memory.post(
        (id) => {
          const request = make(id);
          asked.push(request.kind === 'answer' ? request.options.maxTokens : request.kind);
          return request;
        },
        ...others,
      );
    const tested = await testPocket(post, { signal, onBroken, say: sayInEnglish });
    assert.deepEqual(tested, { status: 'done', value: { via: 'chat', host: '', model: 'pocket' } });
    assert.deepEqual(asked, [1]);
  });

  it('fails where its file is damaged, with what may mend it, and tells the log why', async () => {
    const broken = pocketInMemory(() => Promise.reject(new Error('The file is damaged.')));
    const thrown: unknown[] = [];
    const tested = await testPocket(broken.post, {
      signal,
      onBroken: (error) => thrown.push(error),
      say: sayInEnglish,
    });
    assert.ok(tested.status === 'failed');
    assert.deepEqual([tested.error.kind, tested.error.actions], ['unexpected', ['retry', 'use-real-model']]);
    assert.match(String(thrown[0]), /damaged/);
  });

  it('is stopped by whoever asked for it', async () => {
    assert.deepEqual(await testPocket(memory.post, { signal: AbortSignal.abort(), onBroken, say: sayInEnglish }), {
      status: 'stopped',
    });
  });
});
