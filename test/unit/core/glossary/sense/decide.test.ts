import assert from 'node:assert/strict';
import fc from 'fast-check';
import { atOnce } from '../../../../../src/core/base/work';
import { isShown, noChoices } from '../../../../../src/core/glossary/cards/choices';
import { decideAll, decideAt } from '../../../../../src/core/glossary/sense/decide';
import { trustingModel } from '../../../../support/trustingModel';
import { readTermText } from '../../../../../src/core/glossary/find/termText';
import { index } from '../glossary';
import { anyCharacter } from '../../../../support/anyCharacter';

const glossary = { index, sense: trustingModel };

describe('decideAll', () => {
  const text = 'A large language model reads tokens.\n\n```\nCancellationToken token;\n```\n';

  it('finds each term where it stands', () => {
    const found = atOnce(decideAll(atOnce(readTermText(text, 'markdown')), glossary));
    assert.deepEqual(
      found.map(({ term, start, end }) => [term.id, text.slice(start, end)]),
      [
        ['large-language-model', 'large language model'],
        ['token', 'tokens'],
        ['token', 'Token'],
        ['token', 'token'],
      ],
    );
  });

  it('finds terms where they stand below line breaks of Windows', () => {
    const windows = text.replaceAll('\n', '\r\n') + 'More\r\ntokens';
    const found = atOnce(decideAll(atOnce(readTermText(windows, 'markdown')), glossary));
    assert.deepEqual(
      found.map(({ start, end }) => windows.slice(start, end)),
      ['large language model', 'tokens', 'Token', 'token', 'tokens'],
    );
  });

  it('decides as decideAt does at each place, for any text', () => {
    const piece = fc.oneof(
      fc.constantFrom(...index.terms.flatMap(({ forms }) => forms.map((form) => form.text))),
      fc.constantFrom(...[...index.byKey.keys()].flatMap((key) => key.split(' '))),
      fc.constantFrom(
        ' ',
        ' ',
        ' ',
        '-',
        '_',
        '\n',
        '\r\n',
        '\n// ',
        '. ',
        ' **',
        '** ',
        '`',
        '](x) ',
        ' [',
        '<b>',
        '\\n',
      ),
      fc.constantFrom(
        '://',
        '/',
        '.md',
        '\u00ad',
        '&nbsp;',
        '"',
        '😀',
        '\ud800',
        '```\n',
        '/* ',
        '*/',
        'import ',
        '<',
        '>',
      ),
      fc.string({ unit: anyCharacter, maxLength: 3 }),
    );
    const languages = fc.constantFrom(
      'markdown',
      'typescript',
      'html',
      'latex',
      'python',
      'yaml',
      'restructuredtext',
      'json',
    );
    let hits = 0;
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), languages, (pieces, languageId) => {
        const read = atOnce(readTermText(pieces.join(''), languageId));
        let from = 0;
        for (const decision of atOnce(decideAll(read, glossary))) {
          hits++;
          assert.ok(from <= decision.start && decision.start < decision.end);
          for (let at = from; at < decision.start; at++) assert.equal(decideAt(read, glossary, at), undefined);
          for (let at = decision.start; at < decision.end; at++)
            assert.deepEqual(decideAt(read, glossary, at), decision);
          from = decision.end;
        }
        for (let at = from; at <= read.text.length; at++) assert.equal(decideAt(read, glossary, at), undefined);
      }),
      { numRuns: 300 },
    );
    assert.ok(hits > 100, `only ${hits} terms`);
  });

  it('yields often, so that others get their turn @deep', () => {
    for (const long of ['a context window ', 'context-', 'nothing to see ', 'token/', '[context](', '😀']) {
      const read = atOnce(readTermText(long.repeat(20_000), 'markdown'));
      const slices = Array.from(decideAll(read, glossary)).length;
      assert.ok(slices >= (long.length * 20_000) / 20_000 - 2, `${long}: ${slices}`);
    }
  });
});

describe('the choices of the reader', () => {
  const read = atOnce(readTermText('two tokens', 'plaintext'));
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
