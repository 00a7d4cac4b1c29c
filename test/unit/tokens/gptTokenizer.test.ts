import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import type { Encoder } from '../../../src/core/tokens/encoder';
import { loadGptTokenizer } from '../../../src/core/tokens/gptTokenizer';
import { encodings, seeded, truth } from './counting';

for (const encoding of encodings) {
  describe(`counting in ${encoding}`, () => {
    let encoder: Encoder;
    before(async () => {
      encoder = await loadGptTokenizer(encoding);
    });

    it('counts real texts as the library does', () => {
      for (const file of ['samples/foundation-models.md', 'src/core/glossary/findTerm.ts', 'data/families.yml']) {
        const text = readFileSync(file, 'utf8');
        assert.deepEqual(encoder.count(text), { tokens: truth(encoding, text), approximate: false }, file);
      }
    });

    it('counts no tokens in an empty text', () => {
      assert.deepEqual(encoder.count(''), { tokens: 0, approximate: false });
    });

    for (const special of [
      ...['<|endoftext|>', '<|endofprompt|>', '<|fim_prefix|>', '<|fim_middle|>', '<|fim_suffix|>'],
      ...['<|im_start|>', '<|im_end|>', '<|im_sep|>', '<|start|>', '<|return|>'],
    ]) {
      it(`counts ${special} as the characters that it is`, () => {
        const { tokens, approximate } = encoder.count(`hello ${special} world`);
        assert.equal(approximate, false);
        assert.ok(tokens > 5, `${tokens} tokens`);
        assert.ok(encoder.count(special).tokens > 2);
        assert.ok(encoder.count(special.repeat(50)).tokens > 100);
      });
    }

    it('counts halves of surrogate pairs', () => {
      for (const text of ['\ud800', '\udc00', 'a\ud800b', '\udc00\ud800', 'x'.repeat(10) + '\ud83d']) {
        const { tokens } = encoder.count(text);
        assert.ok(tokens >= 1 && tokens <= text.length * 3, JSON.stringify(text));
      }
    });

    it('never throws, and counts some tokens in any text', () => {
      const part = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('<|endoftext|>', '\ud800', '\r\n', '\0'));
      fc.assert(
        fc.property(fc.array(part, { minLength: 1, maxLength: 8 }), (parts) => {
          const text = parts.join('');
          const { tokens, approximate } = encoder.count(text);
          assert.equal(approximate, false);
          assert.equal(tokens > 0, text !== '');
        }),
      );
    }).timeout(20_000);
  });

  describe(`runs without a break in ${encoding}`, () => {
    const random = seeded();
    const of = (alphabet: string, length: number): string =>
      Array.from({ length }, () => alphabet.charAt(Math.floor(random() * alphabet.length))).join('');
    const hanzi = String.fromCharCode(...Array.from({ length: 3_000 }, (_none, i) => 0x4e00 + i));
    const runs: Readonly<Record<string, string>> = {
      'one letter': 'a'.repeat(6_000),
      'random letters': of('abcdefghijklmnopqrstuvwxyz', 6_000),
      'letters, then Chinese': 'a'.repeat(3_000) + '人工智能'.repeat(750),
      'one word again and again': 'internationalization'.repeat(300),
      Chinese: of(hanzi, 3_000),
      blanks: ' '.repeat(10_000),
      tabs: '\t'.repeat(6_000),
      'line breaks': '\n'.repeat(6_000),
      dashes: '-'.repeat(10_000),
      'equals signs': '='.repeat(6_000),
      'random signs': of('!?.,;:-=<>', 6_000),
      emoji: '😀'.repeat(2_500),
      'combining marks': 'e\u0301'.repeat(3_000),
      'halves of surrogate pairs': '\ud800'.repeat(3_000),
    };
    let encoder: Encoder;
    before(async () => {
      encoder = await loadGptTokenizer(encoding);
    });

    for (const [name, run] of Object.entries(runs)) {
      it(`of ${name} are approximate and within 15 % of the truth`, () => {
        const exact = truth(encoding, run);
        const { tokens, approximate } = encoder.count(run);
        assert.equal(approximate, true);
        assert.ok(Math.abs(tokens - exact) <= exact * 0.15, `${tokens} instead of ${exact}`);
      }).timeout(20_000);
    }

    it('leave the text around them exact', () => {
      const run = 'a'.repeat(4_000);
      const around = encoder.count('Some words before, ').tokens + encoder.count(', some words after.').tokens;
      const whole = encoder.count(`Some words before, ${run}, some words after.`);
      assert.deepEqual(whole, { tokens: around + encoder.count(run).tokens, approximate: true });
    });

    it('are counted exactly up to 1,999 characters', () => {
      for (const run of ['a'.repeat(1_999), ' '.repeat(1_999), '-'.repeat(1_999), '1'.repeat(5_000)]) {
        assert.deepEqual(encoder.count(run), { tokens: truth(encoding, run), approximate: false });
      }
    });
  });
}
