import assert from 'node:assert/strict';
import { atOnce } from '../../../../../src/core/base/work';
import { catalog as catalogTable } from '../../../../../generated/catalog';
import { glossary as terms } from '../../../../../generated/glossary';
import { senses } from '../../../../support/senses';
import { createCatalog } from '../../../../../src/core/catalog/catalog';
import { createGlossary } from '../../../../../src/core/glossary/sense/createGlossary';
import { indexGlossary } from '../../../../../src/core/glossary/find/indexGlossary';
import { askedInSession } from '../../../../../src/core/playground/reference/followUp';
import { keyOf } from '../../../../../src/core/playground/reference/knownNames';
import { maxReadLength } from '../../../../../src/core/playground/reference/questionWords';
import { readPocketJson } from '../../../../support/pocket';
import type { HeldQuestions } from '../../../../support/pocket';

const glossary = createGlossary(indexGlossary(terms), senses);
const catalog = createCatalog(catalogTable, () => '2026-11-27');
const subjectsOf = (...prompts: string[]): string[] =>
  atOnce(askedInSession(prompts, { glossary, catalog })).map(keyOf);

const rag = 'term retrieval-augmented-generation';

describe('a question that goes on', () => {
  for (const question of [
    'Why does it matter?',
    'And why is that important?',
    'In practice?',
    'Why should I care?',
    'What is it good for?',
    'What does it change for me?',
    'What does that mean?',
    'So what is it?',
    'Explain it.',
  ]) {
    it(`is about the term before: “${question}”`, () => assert.deepEqual(subjectsOf('What is RAG?', question), [rag]));
  }

  for (const question of [
    'Who makes it?',
    'And who made it?',
    'What company is it from?',
    'Whose is it?',
    'Is it open?',
    'Does it have open weights?',
    'Can I run it on my machine?',
    'Is it open source?',
    'Is this model open?',
    'What are its strengths?',
    'What is it best at?',
    'Why would I choose it?',
  ]) {
    it(`is about the family before: “${question}”`, () =>
      assert.deepEqual(subjectsOf('Tell me about Qwen', question), ['family qwen']));
  }

  for (const question of [
    'How does it differ from fine-tuning?',
    'What is the difference to fine-tuning?',
    'And fine-tuning, how is that different?',
    'Is it the same as fine-tuning?',
    'Compare it with fine-tuning.',
    "Isn't it just fine-tuning?",
  ]) {
    it(`is about the term before and the one that it names: “${question}”`, () =>
      assert.deepEqual(subjectsOf('What is RAG?', question), [rag, 'term fine-tuning']));
  }

  it('is about two families too, and about a model', () => {
    assert.deepEqual(subjectsOf('Who makes Qwen?', 'How does it differ from Grok?'), ['family qwen', 'family grok']);
    const [model] = catalog.representatives;
    assert.deepEqual(subjectsOf(`What is ${model!.id}?`, 'Who makes it?'), [`model ${model!.id}`]);
  });

  it('goes on with the same over several questions', () => {
    const asked = ['What is RAG?', 'Why does it matter?', 'How does it differ from fine-tuning?', 'What does it mean?'];
    assert.deepEqual(subjectsOf(...asked), [rag]);
    assert.deepEqual(subjectsOf('What is RAG?', 'Tell me about Qwen', 'Who makes it?'), ['family qwen']);
  });

  for (const prompts of [
    ['Why does it matter?'],
    ['Write a poem about the sea', 'Why does it matter?'],
    ['What is RAG?', 'Write a poem about the sea', 'Why does it matter?'],
    ['Tell me about Qwen', 'What is the capital of Peru?', 'Is it open?'],
    ['How do RAG and fine-tuning differ?', 'Why does it matter?'],
    ['What is RAG?', 'Who makes it?'],
    ['What is RAG?', 'Is it open?'],
    ['What is RAG?', 'What time is it?'],
    ['What is RAG?', 'Is it raining?'],
    ['What is RAG?', 'Thanks, that is it'],
    ['What is RAG?', 'Why does it rain?'],
    ['What is RAG?', 'Why does it matter to my grandmother, who has lived in a village by the sea for years?'],
    ['Tell me about Qwen', 'Who makes the bread?'],
    ['Tell me about Qwen', 'Is the museum open?'],
    ['Tell me about Qwen', 'What does it cost?'],
    ['Tell me about Qwen', 'Who made this app?'],
    ['Tell me about Qwen', 'Is this chat open?'],
    ['Tell me about Qwen', 'Who owns your weights, and are they open?'],
    ['What is RAG?', 'Why did you say that?'],
    [],
  ]) {
    it(`has no card where it is not clear: ${prompts.join(' → ') || 'nothing asked'}`, () =>
      assert.deepEqual(subjectsOf(...prompts), []));
  }

  it('looks at the eight questions before it, and no further', () => {
    const asked = ['What is RAG?', ...Array<string>(8).fill('Why does it matter?')];
    assert.deepEqual(subjectsOf(...asked), [rag]);
    assert.deepEqual(subjectsOf(...asked, 'Why does it matter?'), []);
  });

  it('is about what it names itself', () => {
    assert.deepEqual(subjectsOf('What is RAG?', 'Why does fine-tuning matter?'), ['term fine-tuning']);
    assert.deepEqual(subjectsOf('Tell me about Qwen', 'Who makes Grok, and is it open?'), ['family grok']);
    assert.deepEqual(subjectsOf('Tell me about Qwen', 'How does it differ from RAG?'), [rag]);
    assert.deepEqual(subjectsOf('What is RAG?', 'How does it differ from RAG?'), [rag]);
  });

  it('reads no more of a book than of a page', () => {
    const at = (offset: number): string => `${'\n'.repeat(offset)}Why does it matter?`;
    assert.deepEqual(subjectsOf('What is RAG?', at(maxReadLength - 100)), [rag]);
    assert.deepEqual(subjectsOf('What is RAG?', at(maxReadLength)), []);
    assert.deepEqual(subjectsOf(`${'\n'.repeat(maxReadLength)}What is RAG?`), []);
  });

  it('gives no card to any of the 100 held questions outside, after a term and after a family', () => {
    const { outside } = readPocketJson('questions.json') as HeldQuestions;
    for (const before of ['What is RAG?', 'Tell me about Qwen']) {
      assert.deepEqual(
        outside.filter((question) => subjectsOf(before, question).length > 0),
        [],
      );
    }
  });
});
