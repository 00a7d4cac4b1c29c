import assert from 'node:assert/strict';
import { hasKeys } from '../../../../src/editor/evals/missingKeys';

describe('a run whose providers need keys', () => {
  it('begins once each has one, for which it asks', async () => {
    const [asked, keys]: [string[], Set<string>] = [[], new Set()];
    const backend = (id: string, needsKey = true) => ({
      ...{ id, name: id, needsKey },
      hasKey: () => Promise.resolve(keys.has(id)),
    });
    const looks = (setsKey: boolean): Promise<boolean> => {
      asked.length = 0;
      return hasKeys([backend('Local', false), backend('Acme'), backend('Other')], ({ id }) => {
        asked.push(id);
        if (setsKey) keys.add(id);
        return Promise.resolve();
      });
    };
    assert.deepEqual([await looks(false), asked], [false, ['Acme']]);
    assert.deepEqual([await looks(true), asked], [true, ['Acme', 'Other']]);
    assert.deepEqual([await looks(false), asked], [true, []]);
  });
});
