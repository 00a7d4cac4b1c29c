import assert from 'node:assert/strict';
import type { ReferenceCard } from '../../../src/core/playground/reference/referenceSchema';
import { FakePageHost } from '../../fakes/pageHost';
import { pocketTarget as target, withPocket } from '../../fakes/pocketPage';
import { ollama, openAi, pocket } from '../../fakes/providerViews';
import { poll } from '../../support/poll';

const card: ReferenceCard = {
  kind: 'family',
  title: 'Claude',
  text: 'A family of models.',
  facts: [{ label: 'Maker', value: 'Anthropic' }],
  address: 'families/claude',
  source: 'Models overview',
  checked: '2026-09-01',
  isRepeated: false,
};

describe('the playground page with the model in the box alone', () => {
  it('says what answers there, that it stays here, and lets write at once', async () => {
    const host = withPocket();
    await host.element('first-screen');
    assert.match(host.text('first-screen'), /no key, no account, no network/);
    assert.equal(host.text('destination'), 'Stays on this machine');
    await host.type('message', 'What is RAG?');
    await host.click('send');
    assert.deepEqual(
      host.of('send').map(({ draft }) => [draft.providerId, draft.model, draft.message]),
      [[pocket.id, 'pocket', 'What is RAG?']],
    );
  });

  it('sends an example that is pressed', async () => {
    const host = withPocket();
    await host.click('exampleTerm');
    await poll('the message', () => host.of('send').length === 1);
    assert.equal(host.of('send')[0]?.draft.message, 'What is a token?');
  });

  it('leads to a real model, and contacts nobody by that', async () => {
    const host = withPocket();
    await host.click('use-real-model');
    assert.deepEqual(host.of('useRealModel'), [{ type: 'useRealModel' }]);
    assert.deepEqual(host.of('loadModels'), []);
  });

  it('gives way to what stands there with a provider, when one arrives and is chosen', async () => {
    const host = withPocket();
    await host.element('first-screen');
    host.setProviders([openAi, pocket]);
    host.changeDraft({ providerId: openAi.id, model: 'gpt-5.1' });
    await poll('the first screen to go', () => host.find('first-screen') === null);
    assert.equal(host.text('destination'), 'Goes to api.openai.com');
  });

  it('keeps the way to a real model in sight below a conversation', async () => {
    const host = withPocket((before) => before.addTurn({ answer: 'Token: …', target }));
    assert.equal((await host.element('pocket-only')).querySelectorAll('.link').length, 1);
    await host.click('use-real-model');
    assert.equal(host.of('useRealModel').length, 1);
  });

  it('is named once, by its name', async () => {
    const host = withPocket((before) => before.addTurn({ answer: 'Token: …', target }));
    const turn = await host.element('turn');
    const heading = turn.querySelector('h3.who');
    assert.equal(heading?.textContent.replace(/\s+/g, ' ').trim(), pocket.name);
    assert.equal(host.text('settings'), `Settings: ${pocket.name}`);
    await host.type('model', 'another');
    await poll('the model', () => host.text('settings') === `Settings: another · ${pocket.name}`);
  });
});

describe('the playground page beside providers of the user', () => {
  it('takes none in place of one that is not chosen: the model in the box is nobody’s stand-in', async () => {
    const host = new FakePageHost(undefined, (before) => (before.providers = [pocket]));
    await host.element('send');
    assert.equal(host.text('destination'), 'No provider chosen');
    assert.equal(host.find('first-screen'), null);
    await host.click('use-real-model');
    assert.equal(host.of('useRealModel').length, 1);
  });

  it('has the model in the box last, and asks the first of the user’s', async () => {
    const host = new FakePageHost(undefined, (before) => (before.providers = [ollama, pocket]));
    await host.element('send');
    assert.equal(host.text('destination'), 'Stays on this machine (127.0.0.1:11434)');
  });
});

describe('the card below an answer of the model in the box', () => {
  it('is asked for once, when the answer has ended', async () => {
    const host = withPocket();
    await host.element('send');
    const { answerId } = host.startTurn({ prompt: 'Who makes Claude?', target });
    host.grow('Claude is made by OpenAI.');
    await poll('the words', () => host.text('answer').includes('OpenAI'));
    assert.deepEqual(host.of('askReference'), []);
    host.end();
    await poll('the question', () => host.of('askReference').length === 1);
    assert.deepEqual(host.of('askReference'), [{ type: 'askReference', answerId }]);
    host.say({ type: 'reference', answerId, cards: [card] });
    await host.element('reference');
    assert.equal(host.of('askReference').length, 1);
  });

  it('is not asked for below one that failed', async () => {
    const host = withPocket((before) => {
      before.addTurn({ answer: 'Half', target, end: { status: 'failed' } });
      before.addTurn({ answer: 'All', target });
    });
    await poll('the question', () => host.of('askReference').length > 0);
    assert.deepEqual(
      host.of('askReference').map(({ answerId }) => answerId),
      ['answer-4'],
    );
  });

  it('stands apart from the words of the model, says where it is from and leads to its page', async () => {
    const host = withPocket();
    const { answerId } = host.addTurn({ prompt: 'Who makes Claude?', answer: 'Claude is made by OpenAI.', target });
    host.snapshot();
    await poll('the question', () => host.of('askReference').length > 0);
    host.say({ type: 'reference', answerId, cards: [card] });
    const shown = await host.element('reference');
    assert.equal(shown.getAttribute('aria-label'), 'From the catalog, not from the model: Claude');
    assert.equal(shown.closest('[data-testid="answer"]'), null);
    assert.match(shown.textContent, /A family of models\.\s+Maker\s+Anthropic/);
    await host.click('reference-more');
    assert.deepEqual(host.of('openReference'), [{ type: 'openReference', address: 'families/claude' }]);
  });

  it('is one line, which leads to its page, where the answer says the same word for word', async () => {
    const host = withPocket();
    const { answerId } = host.addTurn({ answer: 'Token: a piece of text.', target });
    host.snapshot();
    await poll('the question', () => host.of('askReference').length > 0);
    const term = { ...card, kind: 'term', title: 'Token', text: 'A piece of text.', facts: [] } as const;
    host.say({ type: 'reference', answerId, cards: [{ ...term, address: 'terms/token', isRepeated: true }] });
    const shown = await host.element('reference');
    assert.equal(
      shown.textContent.replace(/\s+/g, ' ').trim(),
      'This answer quotes the glossary on Token word for word. More about Token',
    );
    await host.click('reference-more');
    assert.deepEqual(host.of('openReference'), [{ type: 'openReference', address: 'terms/token' }]);
    host.say({ type: 'reference', answerId, cards: [term] });
    await poll('the whole card', () => host.text('reference').includes('A piece of text.'));
  });

  it('asks whether a name was meant that the question has with a slip', async () => {
    const host = withPocket();
    const { answerId } = host.addTurn({ answer: 'I do not know.', target });
    host.snapshot();
    await poll('the question', () => host.of('askReference').length > 0);
    host.say({ type: 'reference', answerId, cards: [card] });
    await host.element('reference');
    assert.equal(host.find('reference-meant'), null);
    host.say({ type: 'reference', answerId, cards: [{ ...card, title: 'Gemini', meant: 'Gemini' }] });
    await host.element('reference-meant');
    assert.equal(host.text('reference-meant'), 'Did you mean Gemini?');
  });

  it('names the source of a fact that has its own', async () => {
    const host = withPocket();
    const { answerId } = host.addTurn({ answer: 'It is cheap.', target });
    host.snapshot();
    await poll('the question', () => host.of('askReference').length > 0);
    const facts = [{ label: 'Price', value: '$3', source: 'Price list', checked: '2026-10-01' }, ...card.facts];
    host.say({ type: 'reference', answerId, cards: [{ ...card, facts }] });
    const shown = await host.element('reference');
    const [price, maker] = [...shown.querySelectorAll('dd')].map(({ textContent }) => textContent.replace(/\s+/g, ' '));
    assert.match(price ?? '', /\$3 Price list, as of 2026-10-01/);
    assert.doesNotMatch(maker ?? '', /as of/);
  });

  it('is not asked for below answers of other models', async () => {
    const host = new FakePageHost(undefined, (before) => before.addTurn({ prompt: 'Who makes Claude?', answer: 'X' }));
    await host.element('copy');
    assert.deepEqual(host.of('askReference'), []);
  });
});
