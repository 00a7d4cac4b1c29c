import assert from 'node:assert/strict';
import { found } from '../glossary';

describe('AI at the end of a name', () => {
  for (const name of [
    'OpenA|I',
    'xA|I',
    'Mistral A|I',
    'Stability A|I',
    'Character.A|I',
    'Together A|I',
    'Vertex A|I',
  ]) {
    it(`is no word in ${name.replace('|', '')}`, () => assert.equal(found(`Ask ${name} for a key.`), 'nothing'));
  }
  it('is no word in ChatOpenAITranslator and OPEN_AI_KEY', () => {
    assert.equal(found('new ChatOpenA|ITranslator()'), 'nothing');
    assert.equal(found('OPEN_A|I_KEY'), 'nothing');
  });

  for (const [marked, word] of [
    ['an A|I chip', 'AI'],
    ['Vox A|I', 'AI'],
    ['open A|I research', 'AI'],
    ['a together A|I', 'AI'],
    ['GenA|I', 'GenAI'],
  ] as const) {
    it(`is a word in ${marked.replace('|', '')}`, () => assert.match(found(marked), new RegExp(`: ${word}$`)));
  }
});
