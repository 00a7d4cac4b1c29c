import assert from 'node:assert/strict';
import { isShown, noChoices } from '../../../../src/core/glossary/choices';
import { decideAll, decideAt } from '../../../../src/core/glossary/decide';
import { trustingModel } from '../../../../src/core/glossary/sense/sense';
import { readTermText } from '../../../../src/core/glossary/termText';
import { index } from './glossary';

const glossary = { index, sense: trustingModel };

function finish<T>(work: Generator<undefined, T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

describe('decideAll', () => {
  const text = 'A large language model reads tokens.\n\n```\nCancellationToken token;\n```\n';

  it('finds each term where it stands', () => {
    const found = finish(decideAll(finish(readTermText(text, 'markdown')), glossary));
    assert.deepEqual(
      found.map(({ term, start, end }) => [term.id, text.slice(start, end)]),
      [
        ['large-language-model', 'large language model'],
        ['token', 'tokens'],
      ],
    );
  });

  it('finds terms where they stand below line breaks of Windows', () => {
    const windows = text.replaceAll('\n', '\r\n') + 'More\r\ntokens';
    const found = finish(decideAll(finish(readTermText(windows, 'markdown')), glossary));
    assert.deepEqual(
      found.map(({ start, end }) => windows.slice(start, end)),
      ['large language model', 'tokens', 'tokens'],
    );
  });

  it('decides as decideAt does at each place of a term', () => {
    const read = finish(readTermText(text, 'markdown'));
    for (const decision of finish(decideAll(read, glossary))) {
      for (let at = decision.start; at < decision.end; at++) assert.deepEqual(decideAt(read, glossary, at), decision);
    }
  });
});

describe('the choices of the reader', () => {
  const read = finish(readTermText('two tokens', 'plaintext'));
  const meant = decideAt(read, glossary, 4)!;
  const notMeant = { ...meant, sense: { ...meant.sense, isMeant: false } };
  const token = new Set(['token']);

  it('shows what is meant, and nothing else', () => {
    assert.deepEqual([isShown(meant, noChoices), isShown(notMeant, noChoices)], [true, false]);
  });
  it('shows no term that the reader knows or never wants', () => {
    assert.equal(isShown(meant, { ...noChoices, known: token }), false);
    assert.equal(isShown(meant, { ...noChoices, never: token }), false);
  });
  it('shows a term that is always wanted where it is not meant', () => {
    assert.equal(isShown(notMeant, { ...noChoices, always: token }), true);
  });
});
