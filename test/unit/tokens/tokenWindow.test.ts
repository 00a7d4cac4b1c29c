import assert from 'node:assert/strict';
import fc from 'fast-check';
import { encodedText } from '../../../src/core/tokens/encodedText';
import { engine } from './engines';
import { isSafeCut } from '../../../src/core/tokens/safeCut';
import { tokenSpans } from '../../../src/core/tokens/spans';
import { tokenWindow } from '../../../src/core/tokens/tokenWindow';
import { encodings, hostileText } from './text';

const sourceOf = (text: string) => ({ length: text.length, slice: (from: number, to: number) => text.slice(from, to) });

describe('a safe place to cut', () => {
  for (const encoding of encodings) {
    it(`changes no token of ${encoding}`, function () {
      this.timeout(20_000);
      const encoder = engine(encoding);
      let cuts = 0;
      fc.assert(
        fc.property(hostileText, (text) => {
          const whole = [...encodedText(encoder, text).ids];
          for (let at = 1; at < text.length; at++) {
            if (!isSafeCut(text, at)) continue;
            cuts++;
            const parts = [...encodedText(encoder, text.slice(0, at)).ids, ...encodedText(encoder, text.slice(at)).ids];
            assert.deepEqual(parts, whole, `cut at ${at}`);
          }
        }),
        { numRuns: 3_000 },
      );
      assert.ok(cuts > 10_000, `only ${cuts} places were safe`);
    });
  }
});

describe('a window on a document', () => {
  const prose =
    'It reads tokens, not words.\n\n  Some lines are indented;\n/ others start with a slash\n42 日本語 🙂🙂\n';
  const long = prose.repeat(400);
  const oneLine = 'x1=[1,22,333];y("日本語");'.repeat(2_000);
  const noCut = 'a'.repeat(9_000);

  for (const [name, text] of Object.entries({ long, oneLine })) {
    it(`has the tokens of the whole text (${name})`, () => {
      const encoder = engine('o200k_base');
      const whole = tokenSpans(text, encodedText(encoder, text).byteLengths);
      for (let from = 0; from + 500 < text.length; from += 3_001) {
        const window = tokenWindow(sourceOf(text), from, from + 500);
        assert.ok(window.start <= from && window.start + window.text.length >= from + 500);
        assert.ok(window.exactFrom <= from && window.exactTo >= from + 500);
        const spans = tokenSpans(window.text, encodedText(encoder, window.text).byteLengths);
        const end = window.start + window.text.length;
        assert.deepEqual(
          spans.map(({ start }) => window.start + start),
          whole.map(({ start }) => start).filter((start) => start >= window.start && start < end),
        );
      }
    });
  }

  it('says so where no cut is safe', () => {
    const window = tokenWindow(sourceOf(noCut), 4_000, 4_500);
    assert.ok(window.exactTo <= window.exactFrom, 'a part of one endless word is called exact');
    assert.ok(window.text.length < 5_000, 'the window grew without a limit');
  });

  it('never begins or ends inside a pair', () => {
    const smiles = '🙂'.repeat(5_000);
    for (const from of [4_000, 4_001]) {
      const { text } = tokenWindow(sourceOf(smiles), from, from + 101);
      assert.ok(!/^[\udc00-\udfff]|[\ud800-\udbff]$/.test(text));
    }
  });

  it('is the whole of a short document', () => {
    for (const text of ['', 'a', ' \n']) {
      const window = tokenWindow(sourceOf(text), 0, text.length);
      assert.deepEqual(window, { start: 0, text, exactFrom: 0, exactTo: text.length });
    }
  });
});
