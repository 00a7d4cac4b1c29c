import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ChunkList, firstChunk } from '../../../../../src/core/tokens/document/chunkList';
import type { Chunk, ChunkPosition } from '../../../../../src/core/tokens/document/chunkList';
import { DocumentCount } from '../../../../../src/core/tokens/document/documentCount';
import { edit } from '../../../../support/edits';
import { engine } from '../../../../support/engines';

/** The positions of all chunks, by going from one to the next. */
function positionsOf(list: ChunkList): ChunkPosition[] {
  const positions: ChunkPosition[] = [];
  if (list.isEmpty) return positions;
  for (let at: ChunkPosition | undefined = list.locate(0); at; at = list.next(at)) positions.push(at);
  return positions;
}

const chunkOf = (text: string, tokens: number, isPending: boolean): Chunk =>
  isPending ? { text, tokens, pending: { searched: 0 } } : { text, tokens };

function assertSame(list: ChunkList, chunks: readonly Chunk[]): void {
  assert.equal(list.text(), chunks.map(({ text }) => text).join(''));
  assert.equal(list.isEmpty, chunks.length === 0);
  assert.equal(list.units, list.text().length);
  assert.equal(
    list.tokens,
    chunks.reduce((sum, { tokens }) => sum + tokens, 0),
  );
  const positions = positionsOf(list);
  assert.deepEqual(
    positions.map((at) => list.at(at)),
    chunks,
  );
  const pending = chunks.findIndex((chunk) => chunk.pending);
  assert.deepEqual(list.firstPending(), pending < 0 ? undefined : positions[pending]);
  let start = 0;
  for (const [index, { text }] of chunks.entries()) {
    const at = positions[index]!;
    assert.equal(at.start, start);
    assert.deepEqual(list.locate(start + text.length), at);
    assert.deepEqual(list.previous(at), positions[index - 1]);
    start += text.length;
  }
  for (const at of positions.toReversed()) assert.deepEqual(list.locate(at.start + 1), at);
}

describe('the list of chunks', () => {
  it('is as an array is, whatever is put in and taken out, and wherever was searched before', () => {
    const chunk = fc.record({
      units: fc.integer({ min: 1, max: 3 }),
      tokens: fc.nat({ max: 9 }),
      isPending: fc.boolean(),
    });
    const step = fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      searched: fc.double({ min: 0, max: 1, noNaN: true }),
      count: fc.oneof(fc.nat({ max: 4 }), fc.integer({ min: 50, max: 400 })),
      put: fc.oneof(
        fc.array(chunk, { maxLength: 0 }),
        fc.array(chunk, { maxLength: 4 }),
        fc.array(chunk, { minLength: 60, maxLength: 200 }),
      ),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 8 }), (steps) => {
        const list = new ChunkList();
        const chunks: Chunk[] = [];
        for (const { at, searched, count, put } of steps) {
          const made = put.map(({ units, tokens, isPending }) => chunkOf('x'.repeat(units), tokens, isPending));
          const index = Math.floor(at * Math.max(0, chunks.length - 1));
          const position = positionsOf(list)[index] ?? firstChunk;
          if (!list.isEmpty) list.locate(Math.round(searched * list.units));
          list.replace(position, Math.min(count, chunks.length - index), made);
          chunks.splice(index, count, ...made);
          assertSame(list, chunks);
        }
      }),
    );
  });
});

describe('a document that shrinks', () => {
  it('joins the chunks that become small, so that few are left', () => {
    const document = new DocumentCount(engine('o200k_base'), 'Some words of a text. '.repeat(2_000), {
      chunkUnits: 256,
    });
    while (!document.isSettled) document.step({ over: false, spend: () => undefined });
    const before = positionsOf(document.chunks).length;
    assert.ok(before > 100);
    const lengths = positionsOf(document.chunks).map((at) => document.chunks.at(at).text.length);
    let start = 0;
    for (const length of lengths) {
      edit(document, start + 20, length - 40, '');
      start += 40;
    }
    const after = positionsOf(document.chunks).length;
    assert.ok(after < before / 3, `${after} of ${before} chunks`);
    assert.equal(document.tally.tokens, engine('o200k_base').count(document.chunks.text()));
  });
});
