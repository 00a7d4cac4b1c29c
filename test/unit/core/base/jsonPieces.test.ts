import assert from 'node:assert/strict';
import fc from 'fast-check';
import { jsonLine } from '../../../../src/core/base/jsonPieces';

describe('a value as a line of JSON', () => {
  const lineOf = (value: unknown): string => Buffer.concat([...jsonLine(value)]).toString();

  it('is what JSON.stringify makes of it', () => {
    fc.assert(
      fc.property(
        fc.json({ maxDepth: 4 }),
        (json) => lineOf(JSON.parse(json)) === `${JSON.stringify(JSON.parse(json))}\n`,
      ),
    );
  });

  it('means the same when its texts are cut, also in the middle of a pair and beside half of one', () => {
    const long = {
      text: `${'x'.repeat(64 * 1024 - 1)}😀\ud800"\n`,
      list: ['y'.repeat(200_000), undefined, 1, null, []],
      none: undefined,
    };
    const line = lineOf(long);
    assert.deepEqual(JSON.parse(line), JSON.parse(JSON.stringify(long)));
    assert.equal(line.indexOf('\n'), line.length - 1);
  });

  it('comes in pieces none of which is long', () => {
    const pieces = [...jsonLine({ text: '"'.repeat(10_000_000) })];
    assert.ok(Math.max(...pieces.map(({ length }) => length)) <= 64 * 1024 * 2);
  });
});
