import assert from 'node:assert/strict';
import { sayInEnglish } from '../../../../../src/core/base/say';
import { readTokenLimits } from '../../../../../src/core/context/budgets/tokenLimits';
import { findingsIn } from '../../../../../src/core/context/findings/findings';
import { treeOf } from '../../../../support/contextTrees';
import type { Files } from '../../../../support/contextTrees';

/** Lists what is over its budget. A token is one character in cl100k_base, and two characters in the other encoding. */
async function over(files: Files): Promise<string[]> {
  const { tree } = treeOf({ '.git/HEAD': 'ref: refs/heads/main\n', ...files });
  const findings = await findingsIn(tree, { agents: [] }, (text, encoding) =>
    Promise.resolve(encoding === 'cl100k_base' ? text.length : Math.ceil(text.length / 2)),
  );
  return findings.map(({ file, rule, message }) => `${file} ${rule}: ${message(sayInEnglish)}`);
}

describe('.token-limits.json', () => {
  const limits = readTokenLimits(
    JSON.stringify({
      description: 'Ours',
      defaults: { '*.md': 2_000, 'references/**/*.md': 1_000, 'SKILL.md': 500, 'docs/*.md': 1_500 },
      overrides: { 'README.md': 3_000, 'docs/API.md': 4_000 },
    }),
  );
  const most = (path: string): number | undefined => limits?.(path)?.tokens;

  it('has limits by name, pattern and end of the path, of which the most specific counts', () => {
    assert.equal(most('a/SKILL.md'), 500);
    assert.equal(most('a/references/b/c.md'), 1_000);
    assert.equal(most('references/c.md'), 1_000);
    assert.equal(most('docs/a.md'), 1_500);
    assert.equal(most('docs/b/a.md'), 2_000);
    assert.equal(most('any/where.md'), 2_000);
    assert.deepEqual([most('README.md'), most('sub/README.md')], [3_000, 3_000]);
    assert.deepEqual([most('x/docs/API.md'), most('MYREADME.md')], [4_000, 2_000]);
    assert.equal(most('any/where.mdx'), undefined);
  });

  it('takes one star for more specific than two, and more stars for more specific than fewer', () => {
    const limitOf = (patterns: readonly string[], path: string): number | undefined =>
      readTokenLimits(JSON.stringify({ defaults: Object.fromEntries(patterns.map((each, i) => [each, i])) }))?.(path)
        ?.tokens;
    assert.equal(limitOf(['docs/**/*.md', 'docs/*/*.md'], 'docs/a/b.md'), 1);
    assert.equal(limitOf(['xabcd*.md', '*a*.md'], 'xabcd1.md'), 1);
    assert.equal(limitOf(['*.mdx'], 'a/b.mdx'), 0);
  });

  it('has no more patterns than anybody writes, and they take no longer all together @deep', () => {
    const written = (count: number, pattern: string) =>
      JSON.stringify({
        defaults: Object.fromEntries(Array.from({ length: count }, (_, i) => [pattern.replace('N', String(i)), 1])),
      });
    assert.equal(readTokenLimits(written(1_001, 'aN.md')), undefined);
    assert.equal(readTokenLimits(written(1_000, 'aN.md'))?.('a7.md')?.tokens, 1);
    const path = `${'a'.repeat(100)}.md`;
    const workOf = (count: number): number => {
      const slow = readTokenLimits(written(count, `${'*a'.repeat(250)}N*.md`));
      const before = process.cpuUsage();
      for (let i = 0; i < 100; i++) assert.equal(slow?.(path), undefined);
      return process.cpuUsage(before).user / 1_000;
    };
    assert.ok(workOf(1_000) < 30 * Math.max(workOf(10), 20));
  });

  it('counts of a huge file what it has at least, and says so', async () => {
    const text = await over({ '.token-limits.json': '{"defaults": {"*.md": 4}}', 'a.md': 'x'.repeat(5 * 1024 ** 2) });
    assert.deepEqual(text, [
      'a.md over-budget: This file has more than 262,144 tokens. .token-limits.json allows 4 for *.md.',
    ]);
  });

  it('does not hide what ai-field-guide.yml says of the same file', async () => {
    const files = {
      '.token-limits.json': '{"defaults": {"*.md": 4}}',
      'ai-field-guide.yml': 'budgets:\n  "*.md": 2\n',
    };
    assert.deepEqual(await over({ ...files, 'a.md': '12345' }), [
      'a.md over-budget: This file has 5 tokens. .token-limits.json allows 4 for *.md.',
      'a.md over-budget: This file has 3 tokens. ai-field-guide.yml allows 2 for *.md.',
    ]);
  });

  it('is for Markdown that is written by hand', () => {
    for (const path of ['a.ts', 'node_modules/a/README.md', 'dist/a.md', 'coverage/a.md']) {
      assert.equal(most(path), undefined, path);
    }
  });

  it('counts in its own encoding, for the files of its folder', async () => {
    const files = {
      '.token-limits.json': '{"defaults": {"*.md": 4}}',
      'skill/.token-limits.json': '{"defaults": {"SKILL.md": 8, "*.md": 5}}',
      ...{ 'a.md': '12345', 'b.md': '1234', 'skill/c.md': '12345', 'skill/d.md': '123456', 'a.ts': '123456789' },
    };
    assert.deepEqual(await over(files), [
      'a.md over-budget: This file has 5 tokens. .token-limits.json allows 4 for *.md.',
      'skill/d.md over-budget: This file has 6 tokens. skill/.token-limits.json allows 5 for *.md.',
    ]);
  });

  it('is named where it has no limits', async () => {
    for (const text of ['', '{}', '{"overrides": {"a.md": 1}}', '{"defaults": {"a.md": "1"}}', '[]']) {
      const [found, ...more] = await over({ '.token-limits.json': text, 'a.md': '12' });
      assert.match(String(found), /^\.token-limits\.json token-limits: /, text);
      assert.deepEqual(more, []);
    }
  });
});

describe('budgets of ai-field-guide.yml', () => {
  it('are for the files that patterns fit, the last of which counts', async () => {
    const files = {
      'ai-field-guide.yml': 'budgets:\n  "*.md": 2\n  docs/: 4\n  /b.md: 3\n',
      ...{ 'a.md': '12345', 'b.md': '123456', 'docs/c.txt': '123456789', 'docs/a.md': '12345678', 'x.ts': '123456789' },
    };
    assert.deepEqual(await over(files), [
      'a.md over-budget: This file has 3 tokens. ai-field-guide.yml allows 2 for *.md.',
      'docs/c.txt over-budget: This file has 5 tokens. ai-field-guide.yml allows 4 for docs/.',
    ]);
  });

  it('are those of the nearest file, which also says what is ignored', async () => {
    const files = {
      'ai-field-guide.yml': 'budgets: { "*.md": 1 }',
      'a/ai-field-guide.yml': 'ignore: { paths: [/b] }',
      ...{ 'a/x.md': '12345', 'a/b/skills/x/SKILL.md': 'no fields', 'a/skills/c/SKILL.md': 'no fields' },
    };
    assert.deepEqual(
      (await over(files)).map((each) => each.split(':')[0]),
      ['a/skills/c/SKILL.md skill-front-matter'],
    );
  });
});
