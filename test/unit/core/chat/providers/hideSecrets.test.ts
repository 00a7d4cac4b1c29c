import assert from 'node:assert/strict';
import fc from 'fast-check';
import { echoesIn } from '../../../../../src/core/chat/providers/echoes';
import { hideEcho, hideKey } from '../../../../../src/core/chat/providers/hideSecrets';
import { tries } from '../../../../support/tries';

describe('hideKey', () => {
  it('hides the key and longer parts of it', () => {
    const key = 'sk-0123456789abcdef';
    assert.equal(hideKey(`Key ${key} is wrong.`, key), 'Key … is wrong.');
    assert.equal(hideKey('Key sk-01234****9abcdef is wrong.', key), 'Key …****9abcdef is wrong.');
    assert.equal(hideKey('Key 0123456 is short enough.', key), 'Key 0123456 is short enough.');
    assert.equal(hideKey('Key abc is wrong.', 'abc'), 'Key … is wrong.');
    assert.equal(hideKey('No key.', undefined), 'No key.');
    assert.equal(hideKey('Key ключключ is wrong.', 'ключключ'), 'Key … is wrong.');
  });

  const key = 'sk-Proj_0123456789-abcdefGHIJKL';
  const percent = (text: string) => Array.from(text, (letter) => `%${letter.charCodeAt(0).toString(16)}`).join('');
  for (const [form, echo] of [
    ['in capitals', key.toUpperCase()],
    ['in small letters', key.toLowerCase()],
    ['in groups of four', key.match(/.{1,4}/g)!.join(' ')],
    ['grouped with dashes', key.match(/.{1,5}/g)!.join('-')],
    ['in groups as far apart as a table has them', key.match(/.{1,5}/g)!.join('   |    ')],
    ['percent-encoded in part', key.replaceAll('-', '%2D').replaceAll('_', '%5f')],
    ['percent-encoded altogether', percent(key)],
    ['in base64', Buffer.from(key).toString('base64')],
    ['in base64 for URLs', Buffer.from(key).toString('base64url')],
    ['in base64 after one byte', Buffer.from(`:${key}`).toString('base64')],
    ['in base64 after two bytes', Buffer.from(`a:${key}`).toString('base64')],
    ['in base64 after a user name', Buffer.from(`user:${key}`).toString('base64')],
  ] as const) {
    it(`hides the key ${form}`, () => {
      const hidden = hideKey(`Your key ${echo} is wrong.`, key);
      assert.match(hidden, /^Your key .{0,14}…[^…]{0,7} is wrong\.$/);
      // No eight letters or digits in a row of what stood there.
      const letters = echo.replace(/[^a-z0-9]/gi, '');
      const shown = hidden.replace(/[^a-z0-9]/gi, '');
      const kept = Array.from({ length: letters.length - 11 }, (_, at) => letters.slice(at, at + 12));
      assert.deepEqual(
        kept.filter((part) => shown.includes(part)),
        [],
      );
    });
  }

  it('leaves words alone that share less than eight characters with the key', () => {
    const words = 'The model projects 0123 tokens; see https://example.com/abc%20def and try again.';
    assert.equal(hideKey(words, key), words);
  });

  it('leaves no eight characters of the key in any text', () => {
    const letters = fc.constantFrom('a', 'b', 'c', '…', ' ');
    const word = (minLength: number) => fc.array(letters, { minLength, maxLength: 24 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(word(8), word(0), word(0), fc.nat({ max: 8 }), (key, before, after, from) => {
        const hidden = hideKey(before + key.slice(from) + after, key.replaceAll('…', 'x'));
        for (let at = 0; at + 8 <= key.length; at++) {
          const part = key.replaceAll('…', 'x').slice(at, at + 8);
          assert.equal(hidden.includes(part), false);
        }
      }),
      tries(300),
    );
  });
});

describe('hideEcho', () => {
  const prompt = 'Translate this into French, please: the cat sat on the mat, and the dog did not.';

  it('hides 32 and more characters of a prompt, wherever they stand', () => {
    assert.equal(hideEcho(`Bad input "${prompt}" at 3`, [prompt]), 'Bad input "…" at 3');
    assert.equal(hideEcho(`Bad input "${prompt.slice(10, 50)}" at 3`, ['other', prompt]), 'Bad input "…" at 3');
    assert.equal(hideEcho(prompt, [prompt]), '…');
  });

  it('leaves fewer alone, and other words', () => {
    const words = `Bad input "${prompt.slice(10, 35)}" at 3`;
    assert.equal(hideEcho(words, [prompt, '']), words);
    assert.equal(hideEcho('', [prompt]), '');
  });

  it('leaves no 32 characters of any prompt', () => {
    const text = fc
      .array(fc.constantFrom('ab', 'c', 'd ', '…x'), { minLength: 30, maxLength: 60 })
      .map((all) => all.join(''));
    fc.assert(
      fc.property(text, fc.nat({ max: 20 }), fc.nat({ max: 80 }), (whole, from, length) => {
        const echo = whole.slice(from, from + length);
        const hidden = hideEcho(`>>>${echo}<<<`, [whole]);
        assert.equal(echo.length >= 32 && hidden.includes(echo), false);
        if (echo.length < 32) assert.equal(hidden, `>>>${echo}<<<`);
      }),
      tries(300),
    );
  });

  it('leaves no 32 characters of any of the prompts, and hides no word that is not in such a run', () => {
    const text = fc
      .array(fc.constantFrom('aaaaaaaa', 'abababab', 'b', 'c', 'dddddddddddddddd'), { minLength: 4, maxLength: 30 })
      .map((all) => all.join(''));
    fc.assert(
      fc.property(text, fc.array(text, { maxLength: 3 }), (words, prompts) => {
        const isEcho = (from: number, to: number) => prompts.some((prompt) => prompt.includes(words.slice(from, to)));
        const echoes = echoesIn(words, prompts);
        for (const { start, end } of echoes) assert.ok(end - start >= 32 && isEcho(start, end));
        for (let at = 0; at + 32 <= words.length; at++) {
          if (isEcho(at, at + 32)) assert.ok(echoes.some(({ start, end }) => start < at + 32 && end > at));
        }
      }),
      tries(300),
    );
  });

  it('goes over 30 MB of prompts once, with a look at every 17th character @deep', () => {
    const line = (number: number) => `line ${number} of a long text. `;
    const long = Array.from({ length: 1_250_000 }, (_, number) => line(number)).join('');
    const words = `The context is too long: "${line(1_000_000)}${line(1_000_001)}" and ${line(7).repeat(100)}`;
    const work = { done: 0 };
    assert.ok(echoesIn(words, [long], work).length > 0);
    assert.ok(work.done > 0 && work.done < long.length / 17 + words.length * 2_100, `${work.done} steps`);
    assert.match(hideEcho(words, [long]), /^The context is too long: "…" and line …$/);
    // A common word is no echo, however often the prompt has it.
    const others = 'The context of line 1 is longer than 200,000 tokens of text.';
    assert.equal(hideEcho(others, [long]), others);
  });

  it('does not compare without end, and does not show what it did not compare', () => {
    const prompts = ['a'.repeat(1_000_000)];
    const words = `${'a'.repeat(16)}b`.repeat(235);
    const work = { done: 0 };
    echoesIn(words, prompts, work);
    assert.ok(work.done > 0 && work.done < 1_000_000 / 17 + words.length * 2_100, `${work.done} steps`);
    assert.equal(/a{16}/.test(hideEcho(words, prompts)), false);
    // Of few words, as before: 16 in a row are no echo.
    assert.equal(hideEcho(words.slice(0, 40), [prompts[0]!.slice(0, 1_000)]), words.slice(0, 40));
  });
});
