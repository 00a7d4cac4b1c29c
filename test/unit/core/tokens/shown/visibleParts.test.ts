import assert from 'node:assert/strict';
import { visibleParts } from '../../../../../src/core/tokens/shown/visibleParts';
import type { LineOffsets } from '../../../../../src/core/tokens/shown/visibleParts';

function linesOf(lengths: readonly number[]): LineOffsets {
  const starts = [0];
  for (const length of lengths) starts.push(starts.at(-1)! + length + 1);
  return { lineCount: lengths.length, startOf: (line) => starts[line]!, lengthOf: (line) => lengths[line]! };
}

const screen = (from: number, to: number, lastCharacter: number) => ({
  start: { line: from, character: 0 },
  end: { line: to, character: lastCharacter },
});

describe('the visible parts of a document', () => {
  it('are one, with a margin, where lines are short', () => {
    const lines = linesOf(Array.from({ length: 1_000 }, () => 49));
    assert.deepEqual(visibleParts(lines, [screen(500, 549, 49)], false), [{ from: 23_000, to: 29_499, isCut: false }]);
  });

  it('end with the document', () => {
    assert.deepEqual(visibleParts(linesOf([3, 0, 2]), [screen(0, 2, 2)], false), [{ from: 0, to: 7, isCut: false }]);
    assert.deepEqual(visibleParts(linesOf([0]), [screen(0, 0, 0)], false), [{ from: 0, to: 0, isCut: false }]);
  });

  it('take the beginning of a line without end', () => {
    const [part] = visibleParts(linesOf([1_000_000]), [screen(0, 0, 1_000_000)], false);
    assert.deepEqual(part, { from: 0, to: 500, isCut: true });
  });

  it('take the wrapped rows of such a line that are on screen', () => {
    const range = { start: { line: 0, character: 500_000 }, end: { line: 0, character: 505_000 } };
    assert.deepEqual(visibleParts(linesOf([1_000_000]), [range], false), [
      { from: 498_000, to: 507_000, isCut: false },
    ]);
  });

  it('take all of a long line that is wrapped', () => {
    const range = screen(0, 0, 8_000);
    assert.deepEqual(visibleParts(linesOf([8_000]), [range], true), [{ from: 0, to: 8_000, isCut: false }]);
    assert.equal(visibleParts(linesOf([8_000]), [range], false)[0]?.to, 500);
  });

  it('stay few when every line is long', () => {
    const lines = linesOf(Array.from({ length: 100 }, () => 20_000));
    const parts = visibleParts(lines, [screen(10, 59, 20_000)], false);
    assert.equal(parts.length, 50);
    assert.ok(parts.every(({ isCut }) => isCut));
    const units = parts.reduce((sum, { from, to }) => sum + to - from, 0);
    assert.ok(units < 50_000, `${units} units`);
  });

  it('are two where the first is cut, also with little between them', () => {
    assert.deepEqual(visibleParts(linesOf([1_200, 10]), [screen(0, 1, 10)], false), [
      { from: 0, to: 500, isCut: true },
      { from: 1_201, to: 1_211, isCut: false },
    ]);
  });

  it('leave out what is folded', () => {
    const lines = linesOf(Array.from({ length: 1_000 }, () => 99));
    const parts = visibleParts(lines, [screen(100, 110, 99), screen(900, 910, 99)], false);
    assert.equal(parts.length, 2);
  });
});
