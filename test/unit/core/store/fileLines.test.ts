import assert from 'node:assert/strict';
import fc from 'fast-check';
import { lineValue, linesOf } from '../../../../src/core/store/fileLines';
import type { Line } from '../../../../src/core/store/fileLines';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}

async function allLines(text: string, size = 3, longest?: number): Promise<Line[]> {
  const lines: Line[] = [];
  for await (const line of linesOf(inPieces(bytesOf(text), size), longest)) lines.push(line);
  return lines;
}

const textOf = ({ bytes }: Line): string | undefined => bytes && new TextDecoder().decode(bytes);

describe('the lines of a session file', () => {
  it('are those of the text, wherever the pieces are cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('\n', 'a', 'é', '𝔸')),
        fc.integer({ min: 1, max: 9 }),
        async (letters, size) => {
          const text = letters.join('');
          const expected = text.split('\n');
          const lines = await allLines(text, size);
          const isCutOff = expected.at(-1) !== '';
          assert.deepEqual(lines.map(textOf), isCutOff ? expected : expected.slice(0, -1));
          assert.equal(lines.at(-1)?.isWhole ?? true, !isCutOff);
          let at = 0;
          for (const { from, to } of lines) {
            assert.equal(from, at);
            at = to;
          }
          assert.equal(at, bytesOf(text).length);
        },
      ),
    );
  });

  it('cost only themselves when they are too long', async () => {
    const lines = await allLines(`ab\n${'x'.repeat(11)}\ncd`, 4, 10);
    assert.deepEqual(lines.map(textOf), ['ab', undefined, 'cd']);
    assert.deepEqual([lines[1]!.from, lines[1]!.to], [3, 15]);
  });

  it('say nothing when they are no UTF-8 or no JSON', () => {
    assert.equal(lineValue(new Uint8Array([0x22, 0xff, 0x22])), undefined);
    assert.equal(lineValue(bytesOf('{"half":')), undefined);
    assert.deepEqual(lineValue(bytesOf('{"whole":1}')), { whole: 1 });
  });
});
