import assert from 'node:assert/strict';
import fc from 'fast-check';
import { wordHash, WordScanner, maxWordLength } from '../../../../../src/core/glossary/sense/wordScanner';

interface Read {
  readonly words: readonly string[];
  /** Each with its hash and place. */
  readonly all: readonly { readonly start: number; readonly end: number; readonly hash: number }[];
}

/** @param stops where reading stops and goes on. */
function read(text: string, stops: readonly number[] = [], from = 0): Read {
  const all: { start: number; end: number; hash: number }[] = [];
  const scanner = new WordScanner(text, {
    word: (start, end, hash) => all.push({ start, end, hash }),
    name: (start, end, hash) => all.push({ start, end, hash }),
  });
  if (from > 0) scanner.startAt(from);
  for (const stop of [...stops, text.length]) scanner.readTo(stop);
  return { words: all.map(({ start, end }) => text.slice(start, end)), all };
}

describe('the words that the sense reads', () => {
  for (const [text, words] of [
    ['The model’s loss', ['The', 'model', 's', 'loss']],
    ['maxTokens', ['max', 'Tokens', 'maxTokens']],
    ['HTMLList', ['HTML', 'List', 'HTMLList']],
    ['LLMs', ['LLMs']],
    ['gpt4o', ['gpt', '4', 'o', 'gpt4o']],
    ['4bit x', ['4', 'bit', '4bit', 'x']],
    // Letters beyond ASCII have no case.
    ['größe, ÄRA', ['größe', 'Ä', 'RA', 'ÄRA']],
    ['x'.repeat(maxWordLength), ['x'.repeat(maxWordLength)]],
    ['x'.repeat(maxWordLength + 1), []],
    [`a${'B'.repeat(maxWordLength)}`, []],
  ] as const) {
    it(`of ${text.length > 40 ? `${text.length} letters` : text} are ${words.length > 0 ? words.map((word) => word.slice(0, 20)).join(', ') : 'none'}`, () => {
      assert.deepEqual(read(text).words, words);
    });
  }

  for (const [one, other, isSame] of [
    ['tokens', 'Token', true],
    ['LLM', 'LLMs', true],
    ['APIs', 'api', false],
    ['loss', 'los', false],
    ['basis', 'basi', false],
    ['status', 'statu', false],
    ['gas', 'ga', false],
  ] as const) {
    it(`${one} and ${other} are ${isSame ? 'one' : 'two'}`, () => {
      const [a, b] = [read(one).all[0]!.hash, read(other).all[0]!.hash];
      assert.equal(a === b, isSame);
    });
  }

  const texts = fc
    .array(fc.constantFrom(...Array.from('aAbSs9 .-_\n’äÄ漢'), 'token', 'Tokens', 'LLMs', 'x'.repeat(61)), {
      maxLength: 60,
    })
    .map((parts) => parts.join(''));

  it('have the hash of the word by itself', () => {
    fc.assert(
      fc.property(texts, (text) => {
        for (const { start, end, hash } of read(text).all) assert.equal(hash, wordHash(text, start, end));
      }),
    );
  });

  it('are the same in pieces as at once', () => {
    fc.assert(
      fc.property(texts, fc.array(fc.nat(200)), (text, stops) => {
        assert.deepEqual(read(text, stops), read(text));
      }),
    );
  });

  it('are the same from any place on, but for the name that it stands in', () => {
    fc.assert(
      fc.property(texts, fc.nat(200), (text, place) => {
        const from = Math.min(place, text.length);
        const some = read(text, [], from).all;
        const all = read(text).all;
        assert.deepEqual(some, some.length === 0 ? [] : all.slice(-some.length));
        const skipped = all.slice(0, all.length - some.length);
        assert.ok(skipped.every(({ start }) => start < from || !/[^\p{L}\p{N}]/u.test(text.slice(from - 1, start))));
      }),
    );
  });
});
