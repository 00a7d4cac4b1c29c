import assert from 'node:assert/strict';
import { atOnce } from '../../../../../src/core/base/work';
import { catalog as catalogTable } from '../../../../../generated/catalog';
import { glossary as terms } from '../../../../../generated/glossary';
import { senses } from '../../../../support/senses';
import { createCatalog } from '../../../../../src/core/catalog/catalog';
import { createGlossary } from '../../../../../src/core/glossary/sense/createGlossary';
import { indexGlossary } from '../../../../../src/core/glossary/find/indexGlossary';
import { askedAbout } from '../../../../../src/core/playground/reference/askedAbout';
import { keyOf } from '../../../../../src/core/playground/reference/knownNames';
import { readPocketJson } from '../../../../support/pocket';
import type { HeldQuestions } from '../../../../support/pocket';

const glossary = createGlossary(indexGlossary(terms), senses);
const catalog = createCatalog(catalogTable, () => '2026-11-27');
const subjectsOf = (question: string): string[] => atOnce(askedAbout(question, { glossary, catalog })).map(keyOf);

describe('what a question is about', () => {
  for (const [question, ...subjects] of [
    ['What is a token?', 'term token'],
    ['explain temperature to a beginner', 'term temperature'],
    ['How do RAG and fine-tuning differ?', 'term retrieval-augmented-generation', 'term fine-tuning'],
    ['Who makes Claude?', 'family claude'],
    ['who makes mixtral', 'family mistral'],
    ['What does Anthropic make?', 'family claude'],
    ['Is Gemini a model with open weights?', 'family gemini'],
    ['RAG or RAG?', 'term retrieval-augmented-generation'],
    ['RAG, LoRA and RLHF', 'term retrieval-augmented-generation', 'term lora', 'term rlhf'],
    ['explain temperature to Bob', 'term temperature'],
    ['Is Claude-3 good?', 'family claude'],
    ['What is the knowledge cutoff of Claude?', 'family claude'],
    ['What is the context window of Claude?', 'family claude'],
    ['What is a knowledge cutoff?', 'term knowledge-cutoff'],
    ['claude', 'family claude'],
    ['who makes claude', 'family claude'],
    ['WHO MAKES CLAUDE AND GROK', 'family claude', 'family grok'],
    ['is llama open', 'family llama'],
    ['Is Gemini 2.5 open?', 'family gemini'],
    ['Is GPT-OSS open?', 'family gpt'],
    ['What does Claude cost per month?', 'family claude'],
    ['Is DeepSeek better than Claude at chess?', 'family deepseek', 'family claude'],
    ['Compare Claude Opus and Gemini Pro', 'family claude', 'family gemini'],
    ['Who stands behimd GPT', 'family gpt'],
    ['openai api key', 'family gpt', 'term api-key'],
    ['How do I run a llama model at home with my own two hands?', 'family llama'],
    ['what does anthropic make', 'family claude'],
    ['What does Meta release?', 'family llama'],
    ['Who is OpenAI?', 'family gpt'],
    ['Tell me about Meta.', 'family llama'],
    ['Did Meta open its weights?', 'family llama'],
    ['Did Meta release a new model?', 'family llama'],
    ['Where does DeepSeek come from?', 'family deepseek'],
    ['What is the Claude app?', 'family claude'],
    ['What is Claude capable of?', 'family claude'],
    ['Is Grok the best?', 'family grok'],
    ['Can Claude code?', 'family claude'],
  ] as const) {
    it(`is ${subjects.join(' and ')} in “${question}”`, () => assert.deepEqual(subjectsOf(question), subjects));
  }

  it('is a model by id, name or alias, and not the family that is a part of its name', () => {
    for (const model of catalog.representatives) {
      const known = `model ${model.id}`;
      assert.deepEqual(subjectsOf(`What does ${model.id} cost?`), [known]);
      assert.deepEqual(subjectsOf(`How large is the context window of ${model.name}?`), [known]);
    }
  });

  it('is no model whose name is only the beginning of another one', () => {
    const { id } = catalog.representatives[0]!;
    assert.ok(!subjectsOf(`Is ${id}-ultra-42 good?`).includes(`model ${id}`));
  });

  for (const question of [
    "What's the temperature in Paris today?",
    'Who was Claude Debussy?',
    "Claude Monet's water lilies",
    'Why is Jean-Claude Juncker famous?',
    'the mistral wind',
    'convert MBR to GPT',
    'GPT partition table on disk',
    'meta tags',
    'What is a meta description in HTML?',
    'I need to grok monads',
    'I grok it',
    'gemini horoscope for today',
    'Gemini twins mythology',
    'Translate: the llama eats grass',
    'What does a llama cost?',
    'my alibaba order is late',
    'Where did Meta open its new office?',
    'Where did Meta open its AI office?',
    'When did Meta open?',
    'Where is Meta?',
    'Is Meta open on Sunday?',
    'Who owns Meta?',
    'Who is behind Meta?',
    'What did Alibaba buy?',
    'What does Alibaba sell?',
    'Claude Monet',
    'Who was Claude?',
    'the mistral blows',
    'my llama eats',
    'my llama is good',
    'Is the Gemini constellation visible?',
    'Is the Gemini constellation good?',
    'What is the Gemini constellation?',
    'What sign is Gemini?',
    'What is Gemini in astrology?',
    'Is Llama an animal?',
    'Is Mistral a wind?',
    'Grok the concept',
    'Grok it',
    'GPT disk partition',
    'What is a GPT disk?',
    'What is GPT partitioning?',
    'I lost my token on the bus this morning',
    'Write a poem about the sea',
    'explain temperature to Bob Smith',
    '',
    'toString',
  ]) {
    it(`is nothing that we know in “${question}”`, () => assert.deepEqual(subjectsOf(question), []));
  }

  it('is nothing where a text names many', () => {
    assert.deepEqual(subjectsOf('RAG, fine-tuning, LoRA and RLHF'), []);
  });

  it('is what stands in the first 2,000 characters', () => {
    const after = (characters: number): string => `${'.'.repeat(characters - 1)} What is RLHF?`;
    assert.deepEqual(subjectsOf(after(1_900)), ['term rlhf']);
    assert.deepEqual(subjectsOf(after(2_000)), []);
  });

  it('is looked for in slices, also where one name stands a thousand times', () => {
    for (const question of ['gpt '.repeat(500), 'xai/'.repeat(500)]) {
      const work = askedAbout(question, { glossary, catalog });
      let slices = 1;
      while (!work.next().done) slices++;
      assert.ok(slices > 10, String(slices));
    }
  });

  it('is read in letters that have other lengths in small', () => {
    assert.deepEqual(subjectsOf('İİİ what is temperature'), ['term temperature']);
  });

  it('is a family or a model in 49 of the 50 held questions about makers and weights', () => {
    const { inside } = readPocketJson('questions.json') as HeldQuestions;
    const asked = inside.filter(({ kind }) => kind === 'maker' || kind === 'openness');
    const found = asked.filter(({ question }) => subjectsOf(question).some((key) => /^(?:family|model) /.test(key)));
    assert.equal(asked.length, 50);
    assert.ok(found.length >= 49, String(found.length));
  });

  it('is found in 190 of the 200 held questions, and in none of the 100 outside', () => {
    const { inside, outside } = readPocketJson('questions.json') as HeldQuestions;
    const found = inside.filter(({ question }) => subjectsOf(question).length > 0).length;
    assert.ok(found >= 0.95 * inside.length, `${found} of ${inside.length}`);
    assert.deepEqual(
      outside.filter((question) => subjectsOf(question).length > 0),
      [],
    );
  });
});
