import assert from 'node:assert/strict';
import { findingsIn } from '../../../../../src/core/context/findings/findings';
import { found, skill } from '../../../../support/contextFindings';
import type { Found } from '../../../../support/contextFindings';
import { treeOf } from '../../../../support/contextTrees';

describe('the specification of SKILL.md', () => {
  /** Rules that a skill in the folder `tidy-up` breaks. */
  const broken = async (text: string): Promise<Found[]> => found({ 'skills/tidy-up/SKILL.md': text }, []);
  const rulesOf = async (text: string): Promise<string[]> => (await broken(text)).map(({ rule }) => rule);
  const withField = (field: string): string => `---\nname: tidy-up\ndescription: d\n${field}\n---\nx`;

  it('wants a name and a description between two lines', async () => {
    assert.deepEqual(await rulesOf('# Tidy up'), ['skill-front-matter']);
    assert.deepEqual(await rulesOf('---\nname: tidy-up\n'), ['skill-front-matter']);
    const [slip] = await broken('---\nname: tidy-up\ndescription: Use it: always\n---\n');
    assert.equal(slip?.says, 'Text that contains a colon and a space needs quotes.');
    assert.deepEqual(await rulesOf('---\n---\n'), ['skill-description', 'skill-name']);
    assert.deepEqual(await rulesOf(`\uFEFF${skill('tidy-up')}`), []);
  });

  it('wants the name of the folder, in small letters, digits and hyphens', async () => {
    for (const name of ['Tidy up', 'tidy_up', '-tidy', 'tidy-', 'tidy--up', 'a'.repeat(65), 'über']) {
      const [problem, ...more] = await broken(skill(name));
      assert.deepEqual([problem?.rule, problem?.at, more], ['skill-name', name, []], name);
      assert.equal(problem?.mended, skill('tidy-up'));
    }
    const [folder] = await broken(skill('"tidy"'));
    assert.deepEqual([folder?.rule, folder?.at], ['skill-folder', '"tidy"']);
    assert.equal(folder?.mended, skill('tidy-up'));
    const [missing] = await broken('---\ndescription: d\n---\n');
    assert.equal(missing?.mended, '---\nname: tidy-up\ndescription: d\n---\n');
    assert.deepEqual(await found({ 'SKILL.md': skill('any') }, []), []);
  });

  it('bounds description and compatibility, in characters', async () => {
    assert.deepEqual(await rulesOf(skill('tidy-up', '🎉'.repeat(1_024))), []);
    assert.deepEqual(await rulesOf(skill('tidy-up', '🎉'.repeat(1_025))), ['skill-description']);
    assert.deepEqual(await rulesOf(withField(`compatibility: ${'c'.repeat(500)}`)), []);
    assert.deepEqual(await rulesOf(withField(`compatibility: ${'c'.repeat(501)}`)), ['skill-compatibility']);
    assert.deepEqual(await rulesOf(withField('compatibility: [a]')), ['skill-compatibility']);
    const [empty] = await broken(withField('compatibility:'));
    assert.deepEqual([empty?.rule, empty?.at], ['skill-compatibility', 'compatibility']);
  });

  it('wants a map of texts for metadata', async () => {
    assert.deepEqual(await rulesOf(withField('metadata:\n  version: 1.0\n  by: me\n  on: 2026-01-01\n  none:')), []);
    for (const value of ['x', '[a]', '\n  tags: [a]', '\n  a:\n    b: c']) {
      assert.deepEqual(await rulesOf(withField(`metadata: ${value}`)), ['skill-metadata'], value);
    }
  });

  it('wants one text for the tools, and writes it', async () => {
    assert.deepEqual(await rulesOf(withField('allowed-tools: Read, Bash')), []);
    const one = withField('allowed-tools: Read Bash(git log:*)');
    for (const list of [
      '[Read, "Bash(git log:*)"]',
      '\n- Read\n- Bash(git log:*)',
      '\n  - Read\n  - Bash(git log:*)',
    ]) {
      const [problem] = await broken(withField(`allowed-tools: ${list}`).replace(': \n', ':\n'));
      assert.deepEqual([problem?.rule, problem?.mended], ['skill-allowed-tools', one], list);
    }
    const [odd] = await broken(withField('allowed-tools: [Azure MCP/docs]'));
    assert.deepEqual([odd?.rule, odd?.mended], ['skill-allowed-tools', undefined]);
  });

  it('counts the tokens of the body', async () => {
    assert.deepEqual(await rulesOf(`${skill('tidy-up')}${'word '.repeat(4_998)}`), []);
    const [problem] = await broken(`${skill('tidy-up')}${'word '.repeat(4_999)}`);
    assert.deepEqual([problem?.rule, problem?.at], ['skill-body', 'Do it.']);
    assert.equal(problem?.says, 'The body has 5,001 tokens. The specification recommends fewer than 5,000.');
  });

  it('counts a body of 1,700 characters, too, in o200k_base: each may be three tokens', async () => {
    const { tree } = treeOf({ 'skills/a/SKILL.md': `${skill('a')}${'字'.repeat(1_700)}` });
    const asked: string[] = [];
    const problems = await findingsIn(tree, { agents: [] }, (text, encoding) => {
      asked.push(encoding);
      return Promise.resolve(text.length * 3);
    });
    assert.deepEqual([problems.map(({ rule }) => rule), asked], [['skill-body'], ['o200k_base']]);
  });
});
