import assert from 'node:assert/strict';
import { waitsForSave } from '../../../../src/editor/evals/waitsForSave';

describe('a config in the editor', () => {
  it('is read after each key where it is short, and else once it is saved', () => {
    const found = [
      [true, 20_000],
      [true, 20_001],
      [false, 20_001],
    ] as const;
    assert.deepEqual(
      found.map(([isDirty, length]) => waitsForSave({ isDirty, getText: () => 'x'.repeat(length) })),
      [false, true, false],
    );
  });
});
