import assert from 'node:assert/strict';
import { codex } from '../../../../../src/core/context/agents/codex';
import { assembled, describeRules, linesOf, treeOf } from '../../../../support/contextTrees';

const skill = (name: string, description: string): string =>
  `---\nname: ${name}\ndescription: ${description}\n---\nBody`;

describeRules(codex, {
  'one-file-a-folder': async () => {
    const files = { 'AGENTS.override.md': 'over', 'AGENTS.md': 'usual', 'a/AGENTS.md': 'a', 'a/b/RULES.md': 'b' };
    const config = { '.codex/config.toml': 'project_doc_fallback_filenames = ["RULES.md"]' };
    const context = await assembled(codex, { ...files, ...config }, { file: 'a/b/x.ts' });
    assert.deepEqual(linesOf(context, 'instructions'), [
      'AGENTS.md never unread inPlaceOf',
      'AGENTS.override.md always whole',
      'a/AGENTS.md always whole',
      'a/b/RULES.md always whole',
    ]);
  },

  'top-to-folder': async () => {
    const files = { 'AGENTS.md': 'top\n', 'a/AGENTS.md': 'in a', 'a/b/AGENTS.md': 'below', 'c/AGENTS.md': 'beside' };
    const context = await assembled(codex, files, { file: 'a/x.ts' });
    assert.deepEqual(linesOf(context, 'instructions').slice(0, 1), ['a/b/AGENTS.md never unread startedIn']);
    assert.equal(context.text, '# AGENTS.md instructions for /w/a\n\n<INSTRUCTIONS>\ntop\n\n\nin a\n</INSTRUCTIONS>');
  },

  'bytes-together': async () => {
    const files = { 'AGENTS.md': 'r'.repeat(20_000), 'a/AGENTS.md': 'a'.repeat(20_000), 'a/b/AGENTS.md': 'nearest' };
    const { parts } = await assembled(codex, files, { file: 'a/b/x.ts' });
    const [nearest, root, cut] = parts.filter(({ kind }) => kind === 'instructions');
    assert.deepEqual([root?.status, root?.keptBytes], ['whole', 20_000]);
    assert.deepEqual([cut?.status, cut?.keptBytes, cut?.bytes], ['cut', 12_768, 20_000]);
    const reason = { why: 'bytesUsedUp', limit: 32_768, by: ['AGENTS.md', 'a/AGENTS.md'] };
    assert.deepEqual([nearest?.load, nearest?.status, nearest?.reason], ['never', 'unread', reason]);
  },

  'config-of-project': async () => {
    const files = { 'AGENTS.md': 'abcdefgh', '.codex/config.toml': 'project_doc_max_bytes = 4' };
    const nearer = { 'a/.codex/config.toml': 'project_doc_max_bytes = 6 # nearer', 'a/x': '' };
    const textOf = async (home?: Record<string, string>, file?: string): Promise<string> =>
      (await assembled(codex, { ...files, ...nearer }, { file, ...(home && { home }) })).text;
    assert.match(await textOf(), /\nabcd\n/);
    assert.match(await textOf(undefined, 'a/x'), /\nabcdef\n/);
    // The user has not said that it is to be trusted.
    assert.match(await textOf({ '.codex/config.toml': '' }), /\nabcdefgh\n/);
    assert.match(await textOf({ '.codex/config.toml': '[projects."/w"]\ntrust_level = "trusted"' }), /\nabcd\n/);
  },

  untrusted: async () => {
    const files = { 'AGENTS.md': 'top', 'a/AGENTS.md': 'in a', 'a/b/x': '' };
    const said = async (file: string, levels: Readonly<Record<string, string>>): Promise<string[]> => {
      const lines = Object.entries(levels).map(([folder, level]) => `[projects."${folder}"]\ntrust_level = "${level}"`);
      const home = { '.codex/config.toml': lines.join('\n') };
      return linesOf(await assembled(codex, files, { file, home }), 'instructions');
    };
    const both = ['AGENTS.md always whole', 'a/AGENTS.md always whole'];
    assert.deepEqual(await said('a/x', {}), both);
    assert.deepEqual(await said('a/x', { '/w': 'untrusted' }), [
      'AGENTS.md never unread switchedOff',
      'a/AGENTS.md never unread switchedOff',
    ]);
    // The level of the folder itself counts first, and then that of the project. Folders between them are not asked.
    assert.deepEqual(await said('a/x', { '/w': 'untrusted', '/w/a': 'trusted' }), both);
    assert.deepEqual(await said('a/b/x', { '/w': 'trusted', '/w/a': 'untrusted' }), both);
  },

  'skill-list': async () => {
    const files = {
      '.agents/skills/b/SKILL.md': skill('beta', 'second: one'),
      '.agents/skills/a/SKILL.md': skill('alpha', 'first'),
      '.agents/skills/none/SKILL.md': 'no fields',
      '.agents/skills/hand/SKILL.md': skill('hand', 'by hand'),
      '.agents/skills/hand/agents/openai.yaml': 'policy:\n  allow_implicit_invocation: false\n',
    };
    const context = await assembled(codex, files);
    assert.match(
      context.text,
      /- alpha: first \(file: r1\/a\/SKILL\.md\)\n- beta: second: one \(file: r1\/b\/SKILL\.md\)\n/,
    );
    assert.deepEqual(linesOf(context, 'skillEntry'), [
      '.agents/skills/a/SKILL.md always whole',
      '.agents/skills/b/SKILL.md always whole',
      '.agents/skills/none/SKILL.md never dropped invalid',
    ]);
    assert.deepEqual(linesOf(context, 'skill'), [
      '.agents/skills/a/SKILL.md onDemand whole',
      '.agents/skills/b/SKILL.md onDemand whole',
      '.agents/skills/hand/SKILL.md onDemand whole byHand',
    ]);
  },

  'skill-list-budget': async () => {
    const many = Array.from({ length: 60 }, (_, i) => [
      `.agents/skills/s${i}/SKILL.md`,
      skill(`s${i}`, 'x'.repeat(900)),
    ]);
    const files = Object.fromEntries(many) as Record<string, string>;
    const statuses = async (contextWindow: number) => {
      const config = { '.codex/config.toml': `model_context_window = ${contextWindow}` };
      const { parts } = await assembled(codex, { ...files, ...config });
      return new Set(parts.filter(({ kind }) => kind === 'skillEntry').map(({ status }) => status));
    };
    assert.deepEqual(await statuses(5_000_000), new Set(['whole']));
    assert.deepEqual(await statuses(500_000), new Set(['cut']));
    assert.deepEqual(await statuses(10_000), new Set(['cut', 'dropped']));
    assert.deepEqual(await statuses(1), new Set(['dropped']));
    const tiny = { '.codex/config.toml': 'model_context_window = 1' };
    assert.equal((await assembled(codex, { ...files, ...tiny })).text, '');
  },
});

describe('Codex', () => {
  it('reads the folder where it runs alone where there is no repository', async () => {
    const files = { 'AGENTS.md': 'top', 'a/AGENTS.md': 'a' };
    const { text } = await codex.assemble(treeOf(files).tree, { file: 'a/x' });
    assert.match(text, /<INSTRUCTIONS>\na\n</);
  });

  it('begins where one of project_root_markers stands, for its config too', async () => {
    const files = {
      'AGENTS.md': 'top',
      'a/AGENTS.md': 'a',
      'a/b/AGENTS.md': 'b',
      'a/docs/top': '',
      '.codex/config.toml': 'project_doc_max_bytes = 1',
    };
    const textWith = async (markers: string): Promise<string> =>
      (
        await assembled(codex, files, {
          file: 'a/b/x',
          home: { '.codex/config.toml': `project_root_markers = ${markers}\n[projects."/w"]\ntrust_level = "trusted"` },
        })
      ).text;
    assert.match(await textWith('["docs/top"]'), /\na\n\nb\n</);
    assert.match(await textWith('[]'), /<INSTRUCTIONS>\nb\n</);
    assert.match(await textWith('[".git"]'), /<INSTRUCTIONS>\nt\n</);
  });

  it('names a skill that a link leads to after its own folder', async () => {
    const files = {
      'skills/real/SKILL.md': '---\ndescription: does it\n---\n',
      '.agents/skills/link': { link: '/w/skills/real' },
    };
    assert.match((await assembled(codex, files)).text, /- real: does it \(file: r1\/link\/SKILL\.md\)/);
  });

  it('puts the name of a plugin before that of a skill, where its manifest is one', async () => {
    const nameWith = async (manifest: string): Promise<string | undefined> => {
      const files = {
        '.agents/skills/s/SKILL.md': skill('s', 'x'),
        '.agents/skills/s/.codex-plugin/plugin.json': manifest,
      };
      return /- (.*): x /.exec((await assembled(codex, files)).text)?.[1];
    };
    assert.deepEqual(
      [
        await nameWith('{"name":"p"}'),
        await nameWith('{"name":" "}'),
        await nameWith('[]'),
        await nameWith('{"name":1}'),
      ],
      ['p:s', 's:s', 's:s', 's'],
    );
    const plugin = { 'own/s/SKILL.md': skill('s', 'x'), 'own/s/.codex-plugin/plugin.json': '{}' };
    const linked = await assembled(codex, { ...plugin, '.agents/skills/link': { link: '../../own/s' } });
    assert.match(linked.text, /^- s:s: x \(file: r1\/link\/SKILL\.md\)$/m);
  });

  it('keeps the byte order mark of what the user says', async () => {
    const home = { '.codex/AGENTS.md': ' \uFEFFmine\u3000' };
    assert.equal(
      (await assembled(codex, {}, { home })).text,
      '# AGENTS.md instructions\n\n<INSTRUCTIONS>\n\uFEFFmine\n</INSTRUCTIONS>',
    );
  });

  it('leaves a file out that leads out of the folder, and says so', async () => {
    const files = { '/secret/AGENTS.md': 'secret', 'AGENTS.md': { link: '/secret/AGENTS.md' } };
    const context = await assembled(codex, files);
    assert.deepEqual(linesOf(context, 'instructions'), ['AGENTS.md never unread outside']);
    assert.equal(context.text, '');
    assert.ok(context.unknown.some((saying) => saying((message) => message).includes('leads out of the folder')));
  });

  it('passes over names of the config that are paths, and links that lead nowhere', async () => {
    const config = { '.codex/config.toml': 'project_doc_fallback_filenames = ["docs/a.md", " B.md "]' };
    const files = { ...config, 'AGENTS.md': { link: '/w/gone.md' }, 'docs/a.md': 'a', 'B.md': 'b' };
    assert.match((await assembled(codex, files)).text, /\nb\n/);
  });

  it('counts what it brings itself for the models that it knows, and says where it does not', async () => {
    const kindsWith = async (id: string): Promise<unknown[]> => {
      const { parts } = await assembled(codex, {}, { model: { id } });
      return parts.map(({ kind, known }) => [kind, (known?.tokens ?? 0) > 1_000]);
    };
    assert.deepEqual(await kindsWith('gpt-6.2-sol'), [
      ['base', true],
      ['tools', true],
    ]);
    assert.deepEqual(await kindsWith('gpt-5.5'), [['base', true]]);
    assert.deepEqual(await kindsWith('some-other'), []);
  });

  it('ends with a config that cannot be read, and says so', async () => {
    const { unknown } = await assembled(codex, { '.codex/config.toml': 'x = [', 'AGENTS.md': 'a' });
    assert.ok(unknown.some((saying) => saying((message) => message).includes('cannot be read as config')));
  });

  it('goes by the model that is asked for, then by that of the config', async () => {
    const config = { '.codex/config.toml': 'model = "gpt-5.5"' };
    const kinds = async (model?: { id: string }) =>
      (await assembled(codex, config, { model })).parts.map(({ kind }) => kind);
    assert.deepEqual(await kinds(), ['base']);
    assert.deepEqual(await kinds({ id: 'gpt-6.2-sol' }), ['base', 'tools']);
  });

  it('reads a file of 32,768 bytes whole, and of the user AGENTS.override.md before AGENTS.md', async () => {
    const files = { 'AGENTS.md': 'x'.repeat(32_768), '.git': 'gitdir: /elsewhere', 'a/x': '' };
    const context = await codex.assemble(treeOf(files).tree, { file: 'a/x' });
    assert.deepEqual(linesOf(context, 'instructions'), ['AGENTS.md always whole']);
    const home = { '.codex/AGENTS.md': 'usual', '.codex/AGENTS.override.md': 'over' };
    assert.match((await assembled(codex, {}, { home })).text, /<INSTRUCTIONS>\nover\n</);
  });

  it('reads no AGENTS.md where an AGENTS.override.md leads out', async () => {
    const files = { '/out/x': 'x', 'AGENTS.override.md': { link: '/out/x' }, 'AGENTS.md': 'usual' };
    assert.deepEqual(linesOf(await assembled(codex, files), 'instructions'), [
      'AGENTS.override.md never unread outside',
      'AGENTS.md never unread inPlaceOf',
    ]);
  });

  it('says that trust is taken for granted where nobody knows, and that skills are switched by the config', async () => {
    const said = async (config: string, home?: Record<string, string>): Promise<string> => {
      const context = await assembled(codex, { '.codex/config.toml': config }, { ...(home && { home }) });
      return context.unknown.map((saying) => saying((message) => message)).join('\n');
    };
    assert.match(await said(''), /taken for granted/);
    assert.doesNotMatch(await said('', { '.codex/config.toml': '' }), /taken for granted/);
    assert.match(await said('[skills]\nx = 1'), /switches skills on or off/);
    assert.doesNotMatch(await said(''), /switches skills on or off/);
  });
});
