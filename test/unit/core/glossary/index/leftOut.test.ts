import assert from 'node:assert/strict';
import { sayInEnglish } from '../../../../../src/core/base/say';
import { leftOutLines, leftOutReasons, missedFiles } from '../../../../../src/core/glossary/index/leftOut';

describe('files that were left out', () => {
  it('have a line for each reason that there is, with how many', () => {
    const counts = new Map([
      ['noRoom', 1_200],
      ['large', 2],
      ['hidden', 3],
      ['slow', 0],
    ] as const);
    assert.deepEqual(leftOutLines(counts, 2 * 1024 ** 2, sayInEnglish), [
      '3 · hidden by git or VS Code, with everything in them',
      '2 · larger than 2 MB',
      '1,200 · not enough memory',
    ]);
    assert.deepEqual(leftOutLines(new Map(), 1, sayInEnglish), []);
  });

  it('say something else for each reason', () => {
    const all = new Map(leftOutReasons.map((reason) => [reason, 1]));
    assert.equal(new Set(leftOutLines(all, 1, sayInEnglish)).size, leftOutReasons.length);
  });

  it('are missed but for those that are hidden', () => {
    assert.equal(missedFiles(new Map([['hidden', 9]])), 0);
    assert.equal(
      missedFiles(
        new Map([
          ['hidden', 9],
          ['large', 2],
          ['noRoom', 1],
        ]),
      ),
      3,
    );
  });
});
