import assert from 'node:assert/strict';
import fc from 'fast-check';
import { jsonBody, jsonLine } from '../../../../src/core/base/jsonPieces';

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

  it('comes in few pieces, however many small texts it has', () => {
    const value = Array.from({ length: 20_000 }, (_, at) => ({ role: 'user', content: `${at}` }));
    assert.ok([...jsonLine(value)].length < 20);
    assert.deepEqual(JSON.parse(lineOf(value)), value);
  });

  it('comes in pieces none of which is long', () => {
    const pieces = [...jsonLine({ text: '"'.repeat(10_000_000) })];
    assert.ok(Math.max(...pieces.map(({ length }) => length)) <= 64 * 1024 * 2);
  });
});

describe('a value as the body of a request', () => {
  it('is the same JSON, of bytes or, where it is long, of parts', async () => {
    const long = { text: '"'.repeat(3_000_000), list: [1, { deep: 'é😀' }] };
    for (const value of [{ short: 'é' }, long]) {
      const body = await jsonBody(value);
      assert.equal(body instanceof Blob, value === long);
      assert.deepEqual(await new Response(body as BodyInit).json(), value);
    }
  });

  it('gives others a turn while it is written @deep', async () => {
    let turns = 0;
    const counting = setInterval(() => (turns += 1), 0);
    await jsonBody({ texts: Array.from({ length: 400 }, () => 'x'.repeat(100_000)) });
    clearInterval(counting);
    assert.ok(turns > 2, `${turns}`);
  });
});
