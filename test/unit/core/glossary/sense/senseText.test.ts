import assert from 'node:assert/strict';
import fc from 'fast-check';
import { senses } from '../../../../support/senses';
import { unpackSenses } from '../../../../../src/core/glossary/sense/packedSenses';
import { SenseText } from '../../../../../src/core/glossary/sense/senseText';

const table = unpackSenses(senses);

/** The known words between two places, each as its place and entry. */
function between(read: SenseText, from: number, to: number): string[] {
  return Array.from({ length: read.count }, (_, i) => i)
    .filter((i) => read.starts[i]! >= from && read.ends[i]! <= to)
    .map((i) => `${read.starts[i]!}-${read.ends[i]!} ${read.entries[i]!}`);
}

const words = ['token', 'LLM', 'csrf', 'access token', 'chat.completions.create', 'maxTokens', 'the', 'LLM prompt'];
const texts = fc
  .array(fc.constantFrom(...words, '(', ')', '.', ',', '\n', 'x'.repeat(90)), { minLength: 300, maxLength: 900 })
  .map((parts) => parts.join(' '));

describe('the known words around a place', () => {
  it('are the same, wherever reading began and whatever was read before', () => {
    fc.assert(
      fc.property(texts, fc.array(fc.nat(), { minLength: 1, maxLength: 6 }), (text, places) => {
        const whole = new SenseText(text, table);
        whole.read(0, text.length);
        const some = new SenseText(text, table);
        for (const place of places) {
          const at = place % text.length;
          some.read(at - 100, at + 100);
          assert.deepEqual(between(some, at - 100, at + 100), between(whole, at - 100, at + 100));
        }
      }),
    );
  });

  it('are all that is read: what lies between two places costs nothing', () => {
    const text = `LLM ${'token '.repeat(100_000)} LLM`;
    const read = new SenseText(text, table);
    read.read(0, 100);
    read.read(text.length - 100, text.length);
    assert.ok(read.count < 100, String(read.count));
  });

  it('stay in order and do not overlap in a text that begins very many phrases', () => {
    const read = new SenseText('chat '.repeat(5_000), table);
    read.read(0, 25_000);
    for (let i = 1; i < read.count; i++) assert.ok(read.ends[i]! >= read.ends[i - 1]!);
  });
});
