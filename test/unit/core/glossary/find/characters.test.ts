import assert from 'node:assert/strict';
import {
  BLANK,
  LETTER,
  LOWER,
  MARK,
  MODIFIER,
  NUMBER,
  OTHER,
  UPPER,
  characterAt,
} from '../../../../../src/core/glossary/find/characters';

const kinds: readonly (readonly [RegExp, number])[] = [
  [/^\p{Lu}$/u, UPPER],
  [/^\p{Ll}$/u, LOWER],
  [/^\p{N}$/u, NUMBER],
  [/^\p{Lo}$/u, LETTER],
  [/^\p{M}$/u, MARK],
  [/^\p{L}$/u, MODIFIER],
  [/^[^\S\r\n\ufeff]$/u, BLANK],
];

it('a character is to words what Unicode says of it, in ASCII and beyond', () => {
  for (let code = 0; code < 0x3100; code++) {
    const character = String.fromCharCode(code);
    const expected = kinds.find(([kind]) => kind.test(character))?.[1] ?? OTHER;
    assert.equal(characterAt(character, 0), expected, `U+${code.toString(16)}`);
  }
});
