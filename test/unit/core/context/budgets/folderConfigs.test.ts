import assert from 'node:assert/strict';
import { sayInEnglish } from '../../../../../src/core/base/say';
import { configLimits, isLongConfig } from '../../../../../src/core/context/budgets/folderConfigs';
import { findingsIn } from '../../../../../src/core/context/findings/findings';
import { treeOf } from '../../../../support/contextTrees';

const name = 'ai-field-guide.yml';
const lines = (count: number, line: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => `${line(at)}\n`).join('');

/** Lists the findings in a folder with this config, whose AGENTS.md has nine tokens and may have one. */
async function foundWith(config: string): Promise<string[]> {
  const { tree } = treeOf({ 'AGENTS.md': 'Be brief.', [name]: config });
  const findings = await findingsIn(tree, { agents: [] }, (text) => Promise.resolve(text.length));
  return findings.map(({ file, rule }) => `${file} ${rule}`);
}

describe('ai-field-guide.yml of a folder that agents read', () => {
  it('is read as people write it: with 200 budgets in quotation marks, or a thousand ids alone', async () => {
    const budgets = `budgets:\n${lines(199, (at) => `  "docs/part-${at}/**": 100`)}  "AGENTS.md": 1\n`;
    assert.deepEqual(await foundWith(budgets), ['AGENTS.md over-budget']);
    assert.deepEqual(await foundWith(`ignore:\n  ids:\n${lines(1_000, (at) => `    - gpt-4o-${at}`)}`), []);
  });

  it('is read however many commas and quotation marks its lines of comments have', async () => {
    const comments = lines(150, () => `  # It's "a", 'b', [c] or {d}: as is, so that it's said.`);
    assert.deepEqual(await foundWith(`budgets:\n${comments}  AGENTS.md: 1\n`), ['AGENTS.md over-budget']);
    assert.ok(isLongConfig(`budgets: [\r#${',\r#'.repeat(configLimits.signs)}]`), 'a \\r alone ends no line');
  });

  it('is not read where it has more lines, characters or signs than anybody writes, which is said', async () => {
    const head = 'budgets:\n  AGENTS.md: 1\n';
    const { length, lines: most, signs } = configLimits;
    for (const rest of [
      '#\n'.repeat(most),
      `  ${'a'.repeat(length)}: 1\n`,
      `  b: [${','.repeat(signs)}]\n`,
      '- '.repeat(60),
      'a: '.repeat(60),
    ]) {
      assert.deepEqual(await foundWith(head + rest), [`${name} token-limits`]);
    }
    const { tree } = treeOf({ [name]: head + '#\n'.repeat(most) });
    const [found] = await findingsIn(tree, { agents: [] }, () => Promise.resolve(0));
    assert.match(found!.message(sayInEnglish), /are not read: it has more than 400 lines or 20,000 characters/);
  });

  it('is told to be long without being read', () => {
    for (const hostile of ['a: [', '{a: ', '- ', '%\n', '}\n', '"', '- &a b\n', '? ', '#\n'])
      assert.ok(isLongConfig(hostile.repeat(8_000)), hostile);
  });
});
