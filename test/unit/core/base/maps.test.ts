import assert from 'node:assert/strict';
import { addTo, remembered } from '../../../../src/core/base/maps';

describe('addTo', () => {
  it('begins the list of a key, and goes on with it', () => {
    const map = new Map<string, number[]>();
    for (const [key, value] of [
      ['a', 1],
      ['b', 2],
      ['a', 3],
    ] as const)
      addTo(map, key, value);
    assert.deepEqual(
      [...map],
      [
        ['a', [1, 3]],
        ['b', [2]],
      ],
    );
  });
});

describe('remembered', () => {
  it('makes the value of each key once, also one that is undefined', () => {
    const made: string[] = [];
    const lengthOf = remembered((key: string) => {
      made.push(key);
      return key === '' ? undefined : key.length;
    });
    assert.deepEqual(['ab', '', 'ab', ''].map(lengthOf), [2, undefined, 2, undefined]);
    assert.deepEqual(made, ['ab', '']);
  });

  it('remembers no more than it may', () => {
    const made: number[] = [];
    const get = remembered((key: number) => made.push(key), 2);
    for (const key of [1, 2, 3, 3, 1]) get(key);
    assert.deepEqual(made, [1, 2, 3, 1]);
  });
});
