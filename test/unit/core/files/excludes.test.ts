import assert from 'node:assert/strict';
import { createExcludes } from '../../../../src/core/files/excludes';

describe('files.exclude', () => {
  const excluded = (setting: unknown, path: string, siblings: string[] = []) =>
    createExcludes(setting).excludes(path, new Set(siblings));

  it('hides what a glob matches, from the workspace folder down', () => {
    assert.equal(excluded({ '**/.git': true }, 'a/.git'), true);
    assert.equal(excluded({ '*.js': true }, 'a.js'), true);
    assert.equal(excluded({ '*.js': true }, 'src/a.js'), false);
    assert.equal(excluded({ '**/*.{js,map}': true }, 'src/a.map'), true);
    assert.equal(excluded({ '{**/*.a,**/b}': true }, 'x/b'), true);
    assert.equal(excluded({ 'out/**': true }, 'out'), true);
    assert.equal(excluded({ '**/[!a].txt': true }, 'x/b.txt'), true);
    assert.equal(excluded({ '**/[!a].txt': true }, 'x/a.txt'), false);
    assert.equal(excluded({ '**/dist/': true }, 'x/dist'), true);
  });

  it('hides nothing for a glob that is off, and takes no harm from a wrong setting', () => {
    assert.equal(excluded({ '**/a': false }, 'a'), false);
    for (const wrong of [undefined, null, 3, 'x', ['**'], { '': true, '**/a': 'yes' }, { '**/a': { when: 1 } }]) {
      assert.equal(excluded(wrong, 'a'), false);
    }
  });

  it('names globs that are too long or too deep to be read, unless they are off', () => {
    const unread = (glob: string, value: unknown) => createExcludes({ [glob]: value }).unread;
    const [long, deep] = ['a'.repeat(2_001), `${'{'.repeat(21)}a${'}'.repeat(21)}`];
    for (const glob of [long, deep]) {
      assert.deepEqual(unread(glob, true), [glob]);
      assert.deepEqual(unread(glob, { when: '$(basename).ts' }), [glob]);
      assert.deepEqual(unread(glob, false), []);
    }
    assert.deepEqual(unread('a'.repeat(2_000), true), []);
    assert.deepEqual(unread(`${'{'.repeat(20)}a${'}'.repeat(20)}`, true), []);
  });

  it('hides under a condition only beside the file that the condition names', () => {
    const setting = { '**/*.js': { when: '$(basename).ts' } };
    assert.equal(excluded(setting, 'src/a.js', ['a.js', 'a.ts']), true);
    assert.equal(excluded(setting, 'src/a.js', ['a.js', 'b.ts']), false);
    assert.equal(excluded(setting, 'src/a.test.js', ['a.ts']), false);
    assert.equal(excluded(setting, 'src/a.test.js', ['a.test.ts']), true);
  });
});
