import assert from 'node:assert/strict';
import fc from 'fast-check';
import { linkOf, maxText, placeOfLink, settingsLike } from '../../../../src/core/lab/labPlace';

const place = fc.record(
  {
    station: fc.stringMatching(/^[a-z][a-z-]{0,12}$/),
    text: fc.string({ unit: 'grapheme', maxLength: 80 }),
    settings: fc.dictionary(
      fc.stringMatching(/^[a-z][A-Za-z]{0,8}$/),
      fc.oneof(
        fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
        fc.string({ maxLength: 20 }),
      ),
      { noNullPrototype: true },
    ),
  },
  { noNullPrototype: true },
);

describe('a link to a place of the lab', () => {
  it('leads back to it, whatever its text is', () => {
    fc.assert(
      fc.property(place, (given) => {
        const { path, query } = linkOf(given);
        assert.match(query, /^[\w-]*$/);
        assert.deepEqual(placeOfLink(path, query), given);
      }),
    );
  });

  for (const [what, text] of [
    ['control characters', '\u0001'.repeat(maxText)],
    ['halves of characters', '\ud800'.repeat(maxText)],
    ['emoji', '😀'.repeat(maxText / 2)],
    ['letters of three bytes', '字'.repeat(maxText)],
  ] as const) {
    it(`leads back to the longest text of ${what}, with settings`, () => {
      const settings = { step: 3, forks: '\u0001'.repeat(1_000), price: 0.05 };
      const { path, query } = linkOf({ station: 'tokens', text, settings });
      assert.deepEqual(placeOfLink(path, query), { station: 'tokens', text, settings });
    });
  }

  it('of a station alone leaves the text to the lab', () => {
    assert.deepEqual(placeOfLink('/lab/tokens', ''), { station: 'tokens', text: '', settings: {} });
  });

  it('leads back to it with a text as long as it may be, in any script, and with a long setting', () => {
    for (const text of ['東'.repeat(maxText), '🙂'.repeat(maxText / 2)]) {
      const given = { station: 'generation', text, settings: { forks: '0.12.3 '.repeat(140).trim() } };
      const { path, query } = linkOf(given);
      assert.deepEqual(placeOfLink(path, query), given);
    }
  });

  const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  for (const [what, path, query] of [
    ['another path', '/other/tokens', ''],
    ['a path below', '/lab/tokens/more', ''],
    ['a station that is no name', '/lab/..%2f', ''],
    ['a query that is no base64', '/lab/tokens', 'a&b'],
    ['a query that is cut', '/lab/tokens', encoded({ text: 'abc', settings: {} }).slice(0, -3)],
    ['no text', '/lab/tokens', encoded({ settings: {} })],
    ['a text that is too long', '/lab/tokens', encoded({ text: 'a'.repeat(maxText + 1), settings: {} })],
    ['settings that are no numbers or texts', '/lab/tokens', encoded({ text: '', settings: { step: [1] } })],
    ['a setting that is too long', '/lab/tokens', encoded({ text: '', settings: { word: 'a'.repeat(1_001) } })],
    ['a list', '/lab/tokens', encoded([1])],
    ['a name of a setting that objects have', '/lab/tokens', encoded({ text: '', settings: { __proto: 1 } })],
  ] as const) {
    it(`with ${what} leads nowhere`, () => assert.equal(placeOfLink(path, query), undefined));
  }
});

describe('the settings of a station', () => {
  it('are its own where the given ones have another kind or name', () => {
    const defaults = { layer: 1, word: 'a' };
    assert.deepEqual(settingsLike(defaults, { layer: '2', word: 'b', other: 3 }), { layer: 1, word: 'b' });
  });
});
