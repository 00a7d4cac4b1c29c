import assert from 'node:assert/strict';
import { belowFigures } from '../../../support/heldFigures';

const question = { question: 'Why?', kind: 'why', facts: [] };
const asked = {
  inside: Array.from({ length: 100 }, () => question),
  outside: Array.from({ length: 20 }, () => 'Hi'),
};

describe('the figures that the weights of the built-in model must reach', () => {
  it('are reached at 85 in 100 right, 5 refused and 95 outside', () => {
    assert.deepEqual(belowFigures({ right: 85, refused: 5, outside: 19 }, asked), []);
    assert.deepEqual(belowFigures({ right: 100, refused: 0, outside: 20 }, asked), []);
  });

  for (const [name, below, said] of [
    ['too few right', { right: 84 }, '84 of 100 answered rightly'],
    ['too many refused', { refused: 6 }, '6 of 100 refused'],
    ['too few outside', { outside: 18 }, '18 of 20 outside refused'],
  ] as const) {
    it(`are not with ${name}, and both counts are said`, () => {
      assert.deepEqual(belowFigures({ right: 90, refused: 1, outside: 20, ...below }, asked), [said]);
    });
  }
});
