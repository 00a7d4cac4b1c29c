import assert from 'node:assert/strict';
import fc from 'fast-check';
import { codexFields, keyOfLine } from '../../../../../src/core/context/agents/codexYaml';
import { withoutComments } from '../../../../../src/core/context/agents/claudeImports';
import { readFields } from '../../../../../src/core/context/agents/fileFields';
import { placedFields } from '../../../../../src/core/context/findings/placedFields';

/** ms of the processor. */
function workOf(run: () => unknown): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

const readers: Readonly<Record<string, (yaml: string) => unknown>> = {
  'those of most agents': (yaml) => readFields(`---\n${yaml}\n---\n`),
  'those of Codex': codexFields,
  'their places': (yaml) => placedFields(`---\n${yaml}\n---\n`),
};

/** Texts that took from one to half a minute. */
const slow: Readonly<Record<string, string>> = {
  'hyphens in one line': '- '.repeat(45_000),
  'hyphens before a key that is none': `${'- '.repeat(9_000)}a:b: c`,
  'keys by the thousands': Array.from({ length: 9_000 }, (_, i) => `k${i}: 1`).join('\n'),
  'commas in one list': `a: [${','.repeat(19_000)}]`,
  'brackets in each line': Array.from({ length: 900 }, (_, i) => `k${i}: [${'['.repeat(20)}`).join('\n'),
  'lists in lists': `name: ${'['.repeat(9_000)}${']'.repeat(9_000)}`,
};

describe('fields that were made to be slow', () => {
  const usual = `name: a\ndescription: ${'Keep it short, please. '.repeat(40)}\nallowed-tools: [a, b]\n`;

  for (const [whose, read] of Object.entries(readers)) {
    for (const [what, yaml] of Object.entries(slow)) {
      it(`take no more than some hundred others: ${whose}, ${what}`, () => {
        for (let i = 0; i < 20; i++) read(usual);
        const least = workOf(() => {
          for (let i = 0; i < 100; i++) read(`${usual}a${i}: ${i}`);
        });
        assert.ok(workOf(() => read(yaml)) < 4 * Math.max(least, 25));
      });
    }
  }

  it('are read as ever where a key of Codex is looked for', () => {
    const keyed = /^[ \t]*(?:- )*[^\s#][^:]*:[ \t]+(?=\S)/;
    const lines = fc.array(fc.constantFrom('- ', '-', ' ', '\t', ':', ': ', '#', 'a', 'b', '\u00a0', '"'), {
      maxLength: 10,
    });
    fc.assert(
      fc.property(lines, (pieces) => {
        const line = pieces.join('');
        assert.equal(keyOfLine(line), keyed.exec(line)?.[0]);
      }),
      { numRuns: 5_000 },
    );
  });

  it('have each key once', () => {
    assert.deepEqual(codexFields('name: a\nname: b'), { invalid: 'front matter' });
    assert.deepEqual(readFields('---\nname: a\nname: b\n---\n').isInvalid, true);
    assert.deepEqual(codexFields('name: a\ndescription: b'), { name: 'a', description: 'b' });
  });
});

describe('comments that were made to be slow', () => {
  it('take no more than some others of that length: 40,000 beginnings and one end in a line', () => {
    const usual = workOf(() => withoutComments('\n<!---->'.repeat(40_000)));
    assert.ok(workOf(() => withoutComments(`${'\n<!--'.repeat(40_000)}-->x`)) < 8 * Math.max(usual, 50));
  });
});
