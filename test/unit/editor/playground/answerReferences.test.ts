import assert from 'node:assert/strict';
import { catalog as catalogTable } from '../../../../generated/catalog';
import { glossary as terms } from '../../../../generated/glossary';
import { senses } from '../../../support/senses';
import { createCatalog } from '../../../../src/core/catalog/catalog';
import type { Term } from '../../../../src/core/glossary/find/glossaryTable';
import { createGlossary } from '../../../../src/core/glossary/sense/createGlossary';
import { indexGlossary } from '../../../../src/core/glossary/find/indexGlossary';
import { turnsOf } from '../../../../src/core/playground/session/sessionTree';
import { referencesFor } from '../../../../src/editor/playground/answerReferences';
import { backendsWith, pocketAt } from '../../../support/backends';
import { liveSession, say, sendIn } from '../../../support/liveSessions';
import { draftOf } from '../../../support/sessionEvents';

const tables = {
  terms: () => Promise.resolve(createGlossary(indexGlossary(terms), senses)),
  catalog: () => Promise.resolve(createCatalog(catalogTable, () => '2026-11-27')),
};

const pocket = pocketAt();

/** The cards below the last answer of a session with these questions and answers. */
async function cardsOf(...turns: readonly (readonly [message: string, answer: string])[]) {
  const { live, asked } = await liveSession();
  for (const [i, [message, answer]] of turns.entries()) {
    sendIn(live, pocket, draftOf({ providerId: pocket.id, model: 'pocket', message }));
    asked[i]?.say(say(answer));
    asked[i]?.end({ status: 'done', finishReason: 'stop' });
    await live.whenIdle();
  }
  const last = turnsOf(live.session, live.main.id).at(-1);
  const cards = await referencesFor(live, last?.answer?.id ?? '', backendsWith([]), tables);
  await live.close();
  return cards;
}

const termOf = (id: string) => terms.find((term) => term.id === id)!;

describe('the cards below an answer in a session', () => {
  const [rag, tuning] = ['retrieval-augmented-generation', 'fine-tuning'].map(termOf) as [Term, Term];

  it('are those of both terms that the question is about, and lines where the answer says what sets them apart', async () => {
    const because = tuning.notToBeConfusedWith?.find(({ term }) => term === rag.id)?.because;
    assert.ok(because);
    for (const [answer, isRepeated] of [
      [`${rag.term} and ${tuning.term}: ${because}`, true],
      ['They do not differ.', false],
    ] as const) {
      const cards = await cardsOf(['How do RAG and fine-tuning differ?', answer]);
      assert.deepEqual(
        cards.map((card) => [card.title, card.isRepeated]),
        [
          ['Retrieval-augmented generation', isRepeated],
          ['Fine-tuning', isRepeated],
        ],
      );
    }
  });

  it('know the name that is meant in “who made gemni?”', async () => {
    const [card] = await cardsOf(['who made gemni?', 'Gemini is made by Google DeepMind.']);
    assert.deepEqual([card?.title, card?.meant], ['Gemini', 'Gemini']);
  });

  it('say why the term of the question before matters, and are a line where the answer says it', async () => {
    const meaning = ['What is RAG?', `${rag.term}: ${rag.summary}`] as const;
    const [card, ...more] = await cardsOf(meaning, ['Why does it matter?', 'It makes the cheese ripen.']);
    assert.deepEqual([card?.title, card?.isRepeated, more.length], ['Retrieval-augmented generation', false, 0]);
    assert.ok(card?.text.endsWith(rag.why));
    const [line] = await cardsOf(meaning, ['Why does it matter?', `${rag.term}, in practice: ${rag.why}`]);
    assert.equal(line?.isRepeated, true);
  });

  it('are of the family of the question before, and none after a question outside', async () => {
    const about = ['Tell me about Qwen', 'Qwen is a family.'] as const;
    const [card] = await cardsOf(about, ['Who makes it?', 'Qwen is made by Meta.']);
    assert.deepEqual([card?.title, card?.facts[0]], ['Qwen', { label: 'Maker', value: 'Alibaba' }]);
    const outside = ['Write a poem about the sea', 'I cannot.'] as const;
    assert.deepEqual(await cardsOf(about, outside, ['Who makes it?', 'Qwen is made by Alibaba.']), []);
  });

  it('are of both terms where “it” is held against another one', async () => {
    const cards = await cardsOf(['What is RAG?', ''], ['How does it differ from fine-tuning?', tuning.summary]);
    assert.deepEqual(
      cards.map(({ title }) => title),
      ['Retrieval-augmented generation', 'Fine-tuning'],
    );
  });
});
