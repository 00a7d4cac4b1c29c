import assert from 'node:assert/strict';
import { PocketModel } from '../../../../../src/core/pocket/pocketModel';
import { ask, asking, said, text } from '../../../../support/askingPocket';
import { pocketModel, randomNetwork } from '../../../../support/pocket';
import { pocketInMemory } from '../../../../support/pocketPost';

describe('Pocket as a provider', () => {
  it('streams one part that begins, grows and ends, and tells its own counts', async () => {
    const { end, text: answer, events } = await ask(asking('Who makes Claude?'));
    assert.match(answer, /Anthropic/);
    const types = events.map(({ type }) => type);
    assert.equal(types[0], 'part');
    assert.deepEqual(types.slice(-2), ['partEnd', 'finish']);
    const model = await pocketModel();
    assert.equal(end.status, 'done');
    assert.equal(end.finishReason, 'stop');
    assert.deepEqual(end.usage, {
      // With where a text begins, who asks and who answers.
      inputTokens: model.tokenizer.encode('Who makes Claude?').length + 3,
      outputTokens: model.tokenizer.encode(answer).length,
    });
    assert.ok((end.firstTokenMs ?? Infinity) <= (end.durationMs ?? 0));
  });

  it('answers with what came before in the conversation', async () => {
    const messages = [
      said('user', text('Who makes Claude?')),
      said('assistant', text('Claude is made by Anthropic.')),
      said('user', text('What is a token?')),
    ];
    const alone = await ask(asking('What is a token?'));
    const { end } = await ask(asking('', { messages }));
    assert.ok((end.usage?.inputTokens ?? 0) > (alone.end.usage?.inputTokens ?? 0) + 10);
  });

  it('answers two at the same time, each with its own words', async () => {
    const [one, other] = await Promise.all([ask(asking('Who makes Claude?')), ask(asking('Who makes Llama?'))]);
    assert.match(one.text, /Anthropic/);
    assert.match(other.text, /Meta/);
  });

  it('has no words behind its weights: with random ones it does not say who makes Claude @deep', async () => {
    const model = await pocketModel();
    const random = new PocketModel(randomNetwork(model.network.shape, 7), model.tokenizer, model.special);
    const { text: answer, end } = await ask(
      asking('Who makes Claude?'),
      {},
      pocketInMemory(() => Promise.resolve(random)),
    );
    assert.equal(end.status, 'done');
    assert.doesNotMatch(answer, /Anthropic|made by|Pocket/);
  });
});
