import assert from 'node:assert/strict';
import { readTables } from '../../../scripts/tables';
import { findTerm } from '../../../src/core/glossary/find/findTerm';
import { indexGlossary } from '../../../src/core/glossary/find/indexGlossary';
import { termsInLanguage } from '../../../src/core/glossary/find/glossaryTable';
import { DataCopy } from './dataCopy';

const german = `- id: hallucination
  texts:
    de:
      term: Halluzination
      aliases: [erfundene Angabe]
      summary: Eine Angabe des Modells, die sicher klingt und nicht stimmt.
      why: Wer sie nicht nachschlägt, gibt sie als Tatsache weiter.
`;

describe('an entry in another language', () => {
  const data = new DataCopy();
  const file = 'glossary/safety.yml';
  const write = (entry: string): void => {
    data.change(file, '- id: hallucination\n', '- id: hallucination\n', entry);
  };

  it('is shown in that language, found by its names and the English ones, and is English elsewhere', () => {
    write(german);
    const { glossary } = readTables(data.folder);
    for (const language of ['de', 'de-AT']) {
      const index = indexGlossary(termsInLanguage(glossary, language));
      assert.equal(index.byId.get('hallucination')?.term, 'Halluzination');
      for (const text of ['Halluzination', 'erfundene Angabe', 'hallucination']) {
        assert.equal(findTerm(index, text, 1, 'prose')?.term.id, 'hallucination', text);
      }
      assert.equal(index.byId.get('token')?.term, 'token');
    }
    assert.deepEqual(
      termsInLanguage(glossary, 'fr').map(({ term }) => term),
      glossary.map(({ term }) => term),
    );
  });

  it('is refused with a name that leads to another term, with three sentences, and as English', () => {
    for (const [from, to, reason] of [
      ['Halluzination', 'prompt', /"prompt" already leads to the term "prompt"/],
      ['nicht stimmt.', 'nicht stimmt. Ja. Nein.', /3 sentences/],
      ['de:', 'en:', /en|property name/],
    ] as const) {
      write(german.replace(from, to));
      assert.throws(() => readTables(data.folder), reason);
      data.restore(file);
    }
  });
});
