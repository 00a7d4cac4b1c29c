import assert from 'node:assert/strict';
import { glossary } from '../../../generated/glossary';
import { readCases } from '../../../scripts/senses/cases';
import { DataError } from '../../../scripts/tables/dataFile';
import { DataCopy } from './dataCopy';

describe('the labelled cases of the sense', () => {
  it('are whole, about forms of the glossary, and in no text both fitted and held back', () => {
    const fitted = new Set(readCases('data', 'fit-', glossary).map(({ text }) => text));
    const held = readCases('data', 'held-', glossary);
    assert.ok(fitted.size > 0 && held.length > 0);
    assert.deepEqual(
      held.filter(({ text }) => fitted.has(text)).map(({ file, about }) => `${file}: ${about}`),
      [],
    );
  });
});

describe('a case of the sense stops the training', () => {
  const copy = new DataCopy();
  // Read before all others.
  const file = 'senses/cases/fit-a.yml';
  const good = { about: 'token', class: 'prose', language: 'markdown', meant: 'true', text: 'A token.' };

  for (const [what, wrong, line, reason] of [
    ['without a label', { meant: undefined }, 1, /meant/],
    ['whose label is a word', { meant: 'yes' }, 4, /boolean/],
    ['of a class that does not exist', { class: 'identifer' }, 2, /identifier/],
    ['with a key that does not exist', { not: 'here' }, 6, /not/],
    ['about a form that the glossary does not have', { about: 'chunkk' }, 1, /no form "chunkk"; did you mean "chunk"/],
    ['with a mark that is not closed', { text: 'A ⟦token.' }, 5, /a ⟦ stands alone/],
  ] as const) {
    it(what, () => {
      const entries = Object.entries({ ...good, ...wrong }).filter(([, value]) => value !== undefined);
      const [first, ...rest] = entries.map(([key, value]) => `${key}: ${value}`);
      copy.write(file, [`- ${first!}`, ...rest.map((each) => `  ${each}`), ''].join('\n'));
      assert.throws(
        () => readCases(copy.folder, 'fit-', glossary),
        (error) => {
          assert.ok(error instanceof DataError, String(error));
          assert.deepEqual([error.file, error.line], [`data/${file}`, line], error.message);
          assert.match(error.message, reason);
          return true;
        },
      );
    });
  }

  it('and is read where nothing is wrong in it', () => {
    copy.write(
      file,
      '- {about: token, class: prose, language: markdown, meant: false, text: A ⟦token⟧ of the ⟨token⟩.}\n',
    );
    const [read] = readCases(copy.folder, 'fit-', glossary);
    assert.equal(read?.text, 'A token of the token.');
    assert.deepEqual(read.marks, [
      { start: 2, end: 7, isMeant: true },
      { start: 15, end: 20, isMeant: false },
    ]);
  });
});
