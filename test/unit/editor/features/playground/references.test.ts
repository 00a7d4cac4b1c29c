import assert from 'node:assert/strict';
import { catalog as catalogTable } from '../../../../../generated/catalog';
import { glossary as terms } from '../../../../../generated/glossary';
import { senses } from '../../../../../generated/senses';
import { createCatalog } from '../../../../../src/core/catalog/catalog';
import { pocketEndpoint } from '../../../../../src/core/chat/providers/builtIn';
import { createGlossary } from '../../../../../src/core/glossary/createGlossary';
import { indexGlossary } from '../../../../../src/core/glossary/indexGlossary';
import type { RecordedEnd } from '../../../../../src/core/playground/sessionSchema';
import { turnsOf } from '../../../../../src/core/playground/sessionTree';
import { referencesFor } from '../../../../../src/editor/features/playground/references';
import { liveSession, say } from '../../../../support/liveSessions';
import { draftOf } from '../../../../support/sessionEvents';

const tables = {
  terms: () => Promise.resolve(createGlossary(indexGlossary(terms), senses)),
  catalog: () => Promise.resolve(createCatalog(catalogTable, () => '2026-11-27')),
};

/** The verdicts of the cards below an answer that ended so. */
async function verdictsOf(message: string, answer: string, end: RecordedEnd): Promise<string[]> {
  const { live, asked } = await liveSession();
  live.send(pocketEndpoint, draftOf({ providerId: pocketEndpoint.id, model: 'pocket', message }));
  asked[0]?.say(say(answer));
  asked[0]?.end(end);
  await live.whenIdle();
  const [turn] = turnsOf(live.session, live.columnId);
  const cards = await referencesFor(live, turn?.answer?.id ?? '', tables);
  await live.close();
  return cards.map(({ title, verdict }) => `${title} ${verdict}`);
}

describe('the cards below an answer in a session', () => {
  it('compare one that is whole', async () => {
    const done = { status: 'done', finishReason: 'stop' } as const;
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
    const verdicts = await verdictsOf('How do RAG and fine-tuning differ?', answer, {
      status: 'done',
      finishReason: 'stop',
    });
    assert.deepEqual(verdicts, ['Retrieval-augmented generation same', 'Fine-tuning same']);
  });
});
