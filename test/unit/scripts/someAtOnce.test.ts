import assert from 'node:assert/strict';
import { someAtOnce } from '../../../scripts/someAtOnce';
import { poll } from '../../support/poll';

describe('some at once', () => {
  it('begin in their order, and the next when one ends', async () => {
    const begun: string[] = [];
    const ends = new Map<string, () => void>();
    const all = someAtOnce(['a', 'b', 'c', 'd'], 2, (item) => {
      begun.push(item);
      return new Promise<void>((resolve) => ends.set(item, resolve));
    });
    const hasBegun = (expected: string): Promise<unknown> => poll(expected, () => begun.join('') === expected);
    await hasBegun('ab');
    ends.get('b')?.();
    await hasBegun('abc');
    ends.get('c')?.();
    await hasBegun('abcd');
    ends.get('a')?.();
    ends.get('d')?.();
    await all;
  });

  it('fail as soon as one does', async () => {
    const failing = someAtOnce(['a', 'b'], 2, (item) =>
      item === 'a' ? new Promise(() => undefined) : Promise.reject(new Error('b failed')),
    );
    await assert.rejects(failing, /b failed/);
  });
});
