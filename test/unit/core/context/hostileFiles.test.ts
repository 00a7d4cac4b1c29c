import assert from 'node:assert/strict';
import { agents } from '../../../../src/core/context/agents/agents';
import { maxLostImports } from '../../../../src/core/context/agents/contextBuilder';
import { fits } from '../../../../src/core/context/agents/patterns';
import { codex } from '../../../../src/core/context/agents/codex';
import { agentIds } from '../../../../src/core/context/contextReport';
import { findingsIn } from '../../../../src/core/context/findings/findings';
import { assembled, treeOf } from '../../../support/contextTrees';
import type { Files } from '../../../support/contextTrees';

const rulesIn = async (files: Files): Promise<string[]> => {
  const { tree } = treeOf({ '.git/HEAD': '', ...files });
  const found = await findingsIn(tree, { agents: agentIds }, (text) => Promise.resolve(text.length));
  return found.map(({ file, rule }) => `${file} ${rule}`);
};

describe('a workspace of somebody who wants to do harm', () => {
  const deep = `${'{"a":'.repeat(100_000)}1`;

  it('does not end a report by settings that are nested without end', async () => {
    const files = { '.claude/settings.json': deep, '.gemini/settings.json': `// "[\n${deep}`, 'AGENTS.md': 'x' };
    for (const { assemble } of Object.values(agents)) assert.ok(await assemble(treeOf(files).tree, {}));
    assert.deepEqual(await rulesIn(files), []);
  });

  it('does not end a check by a plugin.json that is nested without end', async () => {
    assert.deepEqual(
      await rulesIn({ '.claude-plugin/plugin.json': deep, 'skills/a/SKILL.md': '---\nname: a\n---\n' }),
      ['.claude-plugin/plugin.json plugin-json', 'skills/a/SKILL.md skill-description'],
    );
  });

  it('has no model of Codex that is called as what each object has', async () => {
    for (const model of ['constructor', '__proto__', 'toString']) {
      const files = { '.codex/config.toml': `model = "${model}"`, 'AGENTS.md': 'x' };
      const { parts, unknown } = await assembled(codex, files);
      assert.deepEqual(
        parts.map(({ kind }) => kind),
        ['instructions', 'frame'],
      );
      const words = unknown.map((saying) => saying((text, ...values) => [text, ...values].join('|')));
      assert.ok(words.some((each) => each.includes(model)));
    }
  });

  it('has the config of Codex read once, however many folders ask for it', async () => {
    const { tree } = treeOf({ '.git/HEAD': '', '.codex/config.toml': 'project_doc_max_bytes = 4' });
    const read = await tree.read('.codex/config.toml');
    assert.ok(typeof read === 'object');
    let decoded = 0;
    Object.defineProperty(read, 'bytes', { get: () => (decoded++, new TextEncoder().encode('model = "a"')) });
    for (let i = 0; i < 5; i++) await codex.assemble(tree, {});
    assert.equal(decoded, 1);
  });

  it('has no more imports that do not arrive than anybody reads of, where all files import each other @deep', async () => {
    const names = Array.from({ length: 120 }, (_, at) => `f${at}.md`);
    const text = names.map((name) => `@./${name} @./gone/${name}`).join(' ');
    const files = Object.fromEntries([...names, 'CLAUDE.md', 'GEMINI.md'].map((name) => [name, text]));
    for (const id of ['claude-code', 'gemini-cli'] as const) {
      const { parts } = await assembled(agents[id], files);
      const lost = parts.filter(({ kind, load }) => kind === 'import' && load === 'never');
      assert.equal(lost.length, maxLostImports, id);
    }
  });

  it('has no more patterns of one list tried than anybody writes @deep', () => {
    const workOf = (count: number): number => {
      const patterns = Array.from({ length: count }, (_, i) => `**/a*b*c*d*${i}*.md`);
      const before = process.cpuUsage();
      for (let i = 0; i < 20; i++) assert.equal(fits(patterns, `${'a'.repeat(50)}.md`), false);
      return process.cpuUsage(before).user / 1_000;
    };
    workOf(1_000);
    assert.ok(workOf(30_000) < 8 * Math.max(workOf(1_000), 20));
    assert.equal(fits(['*.ts', 'docs/**'], 'docs/a/b.md'), true);
  });
});
