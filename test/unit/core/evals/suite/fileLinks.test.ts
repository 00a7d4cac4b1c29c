import assert from 'node:assert/strict';
import { fileLinks } from '../../../../../src/core/evals/suite/fileLinks';

describe('the files that a config names', () => {
  const linksIn = (text: string): string[] =>
    fileLinks(text).map(
      ({ span, path, isPattern }) => `${text.slice(span.start, span.end)} → ${isPattern ? 'in ' : ''}${path}`,
    );

  it('are found where they are written, with and without quotes, in lists and objects', () => {
    const config = [
      'prompts: [file://a.txt, "file://b c.txt"]',
      "vars: { text: file://texts/launch.md, other: 'file://../x.json' }",
      '  - file://deep/er/p.prompt # file://comment.txt',
      '# file://commented.txt',
    ].join('\n');
    assert.deepEqual(linksIn(config), [
      'file://a.txt → a.txt',
      'file://b → b',
      'file://texts/launch.md → texts/launch.md',
      'file://../x.json → ../x.json',
      'file://deep/er/p.prompt → deep/er/p.prompt',
    ]);
  });

  it('lead from a pattern to the folder that it begins in', () => {
    assert.deepEqual(linksIn('- file://tests/*.csv\n- file://*.txt\n- file://a/b/{c,d}.txt'), [
      'file://tests/*.csv → in tests/',
      'file://*.txt → in ',
      'file://a/b/{c → in a/b/',
    ]);
  });

  it('lead to the file of a function, and nowhere from a template or an address of this computer', () => {
    assert.deepEqual(linksIn('- file://check.js:grade\n- file://{{name}}.txt\n- file:///etc/hosts'), [
      'file://check.js:grade → check.js',
    ]);
  });

  it('are closed by the brace of the object that they stand in', () => {
    assert.deepEqual(linksIn('{a: {text: file://a.txt}}'), ['file://a.txt → a.txt']);
  });
});
