import assert from 'node:assert/strict';
import fc from 'fast-check';
import { whyPocketCannot } from '../../../../../src/core/pocket/chat/askPocket';
import type { PocketPost } from '../../../../../src/core/pocket/chat/askPocket';
import type { PocketRequest } from '../../../../../src/core/pocket/chat/pocketProtocol';
import { maxUnits, pocketLimits } from '../../../../../src/core/pocket/chat/pocketRoom';
import { ask, asking, memory, said, text } from '../../../../support/askingPocket';
import { pocketModel } from '../../../../support/pocket';
import { sayInEnglish } from '../../../../../src/core/base/say';
import { anyCharacter } from '../../../../support/anyCharacter';

/** The thread, and what is posted to it. */
function watched() {
  const posted: PocketRequest[] = [];
  const post: PocketPost = (make, ...others) =>
    memory.post(
      (id) => {
        const request = make(id);
        posted.push(request);
        return request;
      },
      ...others,
    );
  return { posted, pocket: { ...memory, post } };
}

describe('what can never fit the window of Pocket', () => {
  it('is told by limits that the model keeps: its window, and the bytes of its longest token', async () => {
    const { network, tokenizer, window } = await pocketModel();
    const bytes = Array.from({ length: network.shape.vocabulary }, (_, id) => tokenizer.tokenBytes(id).length);
    assert.equal(window, pocketLimits.window);
    assert.ok(Math.max(...bytes) <= pocketLimits.tokenBytes, `${Math.max(...bytes)} bytes`);
  });

  it('is no text of fewer UTF-16 code units than its tokens have bytes at most', async () => {
    const { tokenizer } = await pocketModel();
    const texts = fc.oneof(
      fc.string({ unit: anyCharacter, maxLength: 100 }),
      // Halves of pairs too.
      fc.array(fc.nat(0xffff), { maxLength: 100 }).map((units) => String.fromCharCode(...units)),
      fc.stringMatching(/^[a-z ]{0,100}$/),
    );
    fc.assert(
      fc.property(texts, (some) => some.length <= tokenizer.encode(some).length * pocketLimits.tokenBytes),
      { numRuns: 100 },
    );
  });

  it('is refused without being posted, and says what is known of it', async () => {
    const { posted, pocket } = watched();
    const request = asking('a'.repeat(32_000_000));
    const { end } = await ask(request, {}, pocket);
    assert.deepEqual(posted, []);
    assert.equal(end.error?.kind, 'does-not-fit');
    assert.match(
      end.error.message,
      /^This text has 32,000,000 characters\..* 512 tokens, .*at most 16,384 characters\./,
    );
    assert.deepEqual(end.error.actions, ['use-real-model']);
    assert.deepEqual(await whyPocketCannot(pocket.post, request, sayInEnglish), end.error);
    assert.deepEqual(posted, []);
  });

  it('is counted where it is a single character shorter', async () => {
    const { posted, pocket } = watched();
    const { end } = await ask(asking('a'.repeat(maxUnits)), {}, pocket);
    assert.match(end.error?.message ?? '', /^This text has [\d,]+ tokens\./);
    await ask(asking('a'.repeat(maxUnits + 1)), {}, pocket);
    assert.equal(posted.length, 1);
  });

  it('leads to a new session where the last message fits there, of which alone is asked', async () => {
    const long = [said('user', text('a'.repeat(1_000_000))), said('assistant', text('Yes.'))];
    const { posted, pocket } = watched();
    const question = said('user', text('What is RAG?'));
    const { end } = await ask(asking('', { messages: [...long, question] }), {}, pocket);
    assert.match(end.error?.message ?? '', /^The conversation with this message has 1,000,016 characters\./);
    assert.deepEqual(end.error?.actions, ['new-session', 'use-real-model']);
    assert.deepEqual(
      posted.map((request) => request.kind !== 'cancel' && request.turns),
      [[{ role: 'user', text: 'What is RAG?' }]],
    );
    for (const words of ['a '.repeat(1_000), 'a'.repeat(maxUnits + 1)]) {
      const messages = [...long, said('user', text(words))];
      assert.deepEqual((await whyPocketCannot(pocket.post, asking('', { messages }), sayInEnglish))?.actions, [
        'use-real-model',
      ]);
    }
  });
});
