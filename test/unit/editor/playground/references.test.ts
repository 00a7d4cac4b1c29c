import assert from 'node:assert/strict';
import { catalog as catalogTable } from '../../../../generated/catalog';
import { glossary as terms } from '../../../../generated/glossary';
import { senses } from '../../../../generated/senses';
import { createCatalog } from '../../../../src/core/catalog/catalog';
import { pocketEndpoint } from '../../../../src/core/chat/providers/builtIn';
import { createGlossary } from '../../../../src/core/glossary/sense/createGlossary';
import { indexGlossary } from '../../../../src/core/glossary/find/indexGlossary';
import type { RecordedEnd } from '../../../../src/core/playground/session/sessionSchema';
import { turnsOf } from '../../../../src/core/playground/session/sessionTree';
import { referencesFor } from '../../../../src/editor/playground/references';
import { liveSession, say } from '../../../support/liveSessions';
import { draftOf } from '../../../support/sessionEvents';

const tables = {
  terms: () => Promise.resolve(createGlossary(indexGlossary(terms), senses)),
  catalog: () => Promise.resolve(createCatalog(catalogTable, () => '2026-11-27')),
};

const done = { status: 'done', finishReason: 'stop' } as const;

/** The cards below the last answer of a session with these questions and answers. */
async function cardsOf(turns: readonly (readonly [message: string, answer: string])[], end: RecordedEnd = done) {
  const { live, asked } = await liveSession();
  for (const [i, [message, answer]] of turns.entries()) {
    live.send(pocketEndpoint, draftOf({ providerId: pocketEndpoint.id, model: 'pocket', message }));
    asked[i]?.say(say(answer));
    asked[i]?.end(end);
    await live.whenIdle();
  }
  const last = turnsOf(live.session, live.columnId).at(-1);
  const cards = await referencesFor(live, last?.answer?.id ?? '', tables);
  await live.close();
  return cards;
}

/** The verdicts of the cards below an answer that ended so. */
const verdictsOf = async (message: string, answer: string, end: RecordedEnd): Promise<string[]> =>
  (await cardsOf([[message, answer]], end)).map(({ title, verdict }) => `${title} ${verdict}`);

describe('the cards below an answer in a session', () => {
  it('compare one that is whole', async () => {
    assert.deepEqual(await verdictsOf('Who makes Claude?', 'Claude is made by OpenAI.', done), ['Claude differs']);
  });

  for (const end of [
    { status: 'stopped' },
    { status: 'done', finishReason: 'length' },
    { status: 'done', finishReason: 'window-full' },
    { status: 'done', finishReason: 'answer-limit' },
  ] as const) {
    it(`leave one alone that ended so: ${Object.values(end).join(', ')}`, async () => {
      const verdicts = await verdictsOf('What is temperature?', 'Temperature: The', end);
      assert.deepEqual(verdicts, ['Temperature uncompared']);
    });
  }

  it('see both terms that the question is about', async () => {
    const [rag, tuning] = ['retrieval-augmented-generation', 'fine-tuning'].map((id) =>
      terms.find((t) => t.id === id)!,
    );
    const answer = `${rag!.term}: ${rag!.summary}\n${tuning!.term}: ${tuning!.summary}`;
    const verdicts = await verdictsOf('How do RAG and fine-tuning differ?', answer, done);
    assert.deepEqual(verdicts, ['Retrieval-augmented generation same', 'Fine-tuning same']);
  });

  it('name the maker that a refusal to “Who makes Qwen?” lacks, whatever words the refusal has', async () => {
    const refusal = 'I cannot answer this: it needs a real model, which has billions of weights.';
    const [card] = await cardsOf([['Who makes Qwen?', refusal]]);
    assert.equal(card?.verdict, 'declined');
    assert.deepEqual(card.points, [{ about: 'maker', reference: 'Alibaba', said: '' }]);
  });

  it('know the name that is meant in “who made gemni?”', async () => {
    const [card] = await cardsOf([['who made gemni?', 'Gemini is made by Google DeepMind.']]);
    assert.deepEqual([card?.title, card?.meant, card?.verdict], ['Gemini', 'Gemini', 'same']);
  });

  it('compare why it matters with the term of the question before', async () => {
    const rag = terms.find(({ id }) => id === 'retrieval-augmented-generation')!;
    const meaning = ['What is RAG?', `${rag.term}: ${rag.summary}`] as const;
    const [card, ...more] = await cardsOf([meaning, ['Why does it matter?', `${rag.term}, in practice: ${rag.why}`]]);
    assert.deepEqual([card?.title, card?.verdict, more.length], ['Retrieval-augmented generation', 'same', 0]);
    assert.ok(card?.text.endsWith(rag.why));
    const [other] = await cardsOf([meaning, ['Why does it matter?', 'It makes the cheese ripen.']]);
    assert.equal(other?.verdict, 'differs');
    assert.ok(other.text.endsWith(rag.why));
  });

  it('compare who makes it with the family of the question before, and are none after a question outside', async () => {
    const about = ['Tell me about Qwen', 'Qwen is a family.'] as const;
    const [card] = await cardsOf([about, ['Who makes it?', 'Qwen is made by Meta.']]);
    assert.deepEqual([card?.title, card?.verdict], ['Qwen', 'differs']);
    const outside = ['Write a poem about the sea', 'I cannot.'] as const;
    assert.deepEqual(await cardsOf([about, outside, ['Who makes it?', 'Qwen is made by Alibaba.']]), []);
  });

  it('compare both terms where “it” is held against another one', async () => {
    const [rag, tuning] = ['retrieval-augmented-generation', 'fine-tuning'].map((id) =>
      terms.find((t) => t.id === id)!,
    );
    const answer = `${rag!.term}: ${rag!.summary}\n${tuning!.term}: ${tuning!.summary}`;
    const cards = await cardsOf([
      ['What is RAG?', ''],
      ['How does it differ from fine-tuning?', answer],
    ]);
    assert.deepEqual(
      cards.map(({ title, verdict }) => `${title} ${verdict}`),
      ['Retrieval-augmented generation same', 'Fine-tuning same'],
    );
  });
});
