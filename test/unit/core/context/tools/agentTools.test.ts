import assert from 'node:assert/strict';
import { readFileSync, realpathSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { agentTools } from '../../../../../src/core/context/tools/agentTools';
import { ToolError } from '../../../../../src/core/context/tools/agentTool';
import { toolNeeds } from '../../../../support/agentTools';
import { engine } from '../../../../support/engines';
import { useTempFolder } from '../../../../support/tempFolder';

describe('the tools for agents', () => {
  const temp = useTempFolder();
  const ask = (name: string, input: unknown, ...roots: readonly string[]): Promise<string> => {
    const tool = agentTools.find((each) => each.name === name);
    assert.ok(tool, name);
    return tool.run(input, toolNeeds(...(roots.length === 0 ? [temp.path] : roots)));
  };
  const refused = (name: string, input: unknown, message: RegExp): Promise<void> =>
    assert.rejects(ask(name, input), (error) => {
      assert.ok(error instanceof ToolError, String(error));
      assert.match(error.message, message);
      return true;
    });

  it('cost fewer than 700 tokens with every turn, all together', () => {
    const declared = agentTools.map(({ name, description, inputSchema }) => ({ name, description, inputSchema }));
    const tokens = engine('o200k_base').count(JSON.stringify(declared));
    assert.ok(tokens < 700, `${tokens} tokens`);
  });

  describe('in VS Code', () => {
    const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
      contributes: {
        languageModelTools: { name: string; modelDescription: string; inputSchema: object; when: string }[];
      };
    };
    const contributed = manifest.contributes.languageModelTools;

    it('are declared as core has them, behind the setting', () => {
      assert.deepEqual(
        contributed.map(({ name, modelDescription, inputSchema, when }) => ({
          name,
          modelDescription,
          inputSchema,
          when,
        })),
        agentTools.map(({ name, description, inputSchema }) => ({
          name: `aiFieldGuide_${name}`,
          modelDescription: description,
          inputSchema,
          when: 'config.aiFieldGuide.context.agentTools',
        })),
      );
    });

    it('cost as many tokens as the setting says', () => {
      const words = JSON.parse(readFileSync('package.nls.json', 'utf8')) as Record<string, string>;
      const costs = contributed.map(({ name, modelDescription: description, inputSchema: parameters }) => {
        const tokens = engine('o200k_base').count(JSON.stringify({ name, description, parameters }));
        return `\`${name.replace('aiFieldGuide_', '')}\` (${tokens} tokens)`;
      });
      assert.ok(words['setting.context.agentTools']?.includes(costs.join(', ')), costs.join(', '));
    });
  });

  it('say what is wrong with their input', async () => {
    await refused('count_tokens', {}, /^Give one of text and path\.$/);
    await refused('count_tokens', { text: 'a', path: 'b' }, /^Give one of text and path\.$/);
    await refused('count_tokens', { text: 5 }, /^Wrong input of count_tokens, text: .*string.*5/);
    await refused('count_tokens', { text: 'a', files: [] }, /^Wrong input of count_tokens, files: /);
    await refused('explain_ai_term', undefined, /^Wrong input of explain_ai_term, term: /);
    await refused('check_model_ids', { ids: [] }, /^Wrong input of check_model_ids, ids: /);
  });

  describe('count_tokens', () => {
    it('counts a text exactly, in the usual encoding or in that of a model', async () => {
      assert.equal(await ask('count_tokens', { text: 'hello world' }), '2 tokens in o200k_base, exactly.');
      assert.equal(
        await ask('count_tokens', { text: 'hello world', model: 'cl100k_base' }),
        '2 tokens in cl100k_base, exactly.',
      );
      const ofModel = await ask('count_tokens', { text: 'hello world', model: 'gpt-5' });
      assert.equal(ofModel, '2 tokens for gpt-5 (o200k_base), exactly. Its context window has 400000 tokens.');
    });

    it('says where it estimates, and how far that may be off', async () => {
      const text = await ask('count_tokens', { text: 'hello world', model: 'claude-opus-4-5' });
      assert.match(
        text,
        /^About \d+ tokens for claude-opus-4-5 \(claude_legacy\), plus or minus \d+ %\. Anthropic publishes no/,
      );
    });

    it('names models like one that it does not know', async () => {
      await refused(
        'count_tokens',
        { text: 'a', model: 'gpt5' },
        /^"gpt5" is not known\. Models like it: .*gpt-5.* Encodings: o200k_base, /,
      );
    });

    it('counts a file by its path below a folder, or by its whole path', async () => {
      const file = temp.write('docs/a.md', 'hello world');
      assert.match(await ask('count_tokens', { path: 'docs/a.md' }), /^2 tokens /);
      assert.match(await ask('count_tokens', { path: file }), /^2 tokens /);
      assert.match(await ask('count_tokens', { path: 'a.md' }, temp.path, path.join(temp.path, 'docs')), /^2 tokens /);
    });

    it('counts a file by its whole path, where the folder is named by a link', async () => {
      const file = temp.write('target/a.md', 'hello world');
      const link = path.join(temp.path, 'link');
      symlinkSync(path.dirname(file), link);
      for (const named of [realpathSync(file), path.join(link, 'a.md')]) {
        assert.match(await ask('count_tokens', { path: named }, link), /^2 tokens /, named);
      }
    });

    it('reads nothing outside of the folders, by no path and no link', async () => {
      temp.write('other/secret.md', 'not for agents');
      temp.write('inside/a.md', 'hello');
      const inside = path.join(temp.path, 'inside');
      symlinkSync(path.join(temp.path, 'other'), path.join(inside, 'link'));
      symlinkSync(path.join(temp.path, 'other/secret.md'), path.join(inside, 'linked.md'));
      const outside = ['../other/secret.md', 'link/secret.md', 'linked.md', `${inside}/../other/secret.md`];
      for (const named of [...outside, path.join(temp.path, 'other/secret.md'), `${inside}x/secret.md`]) {
        await assert.rejects(ask('count_tokens', { path: named }, inside), /is outside of .*inside\.$/, named);
      }
      assert.match(await ask('count_tokens', { path: 'a.md' }, path.join(temp.path, 'other'), inside), /^1 token /);
    });

    it('reads no file that may hold keys, is large, is none or is no text', async () => {
      temp.write('.env', 'KEY=1');
      temp.write('large.txt', 'a'.repeat(1024 ** 2 + 1));
      temp.write('picture.png', new Uint8Array([0, 1, 2, 255, 254, 0, 0]));
      await refused('count_tokens', { path: '.env' }, /^"\.env" may hold keys, and is not read\.$/);
      await refused('count_tokens', { path: 'large.txt' }, /^"large\.txt" has more than 1 MB\.$/);
      await refused('count_tokens', { path: 'picture.png' }, /is not a text/);
      await refused('count_tokens', { path: '.' }, /is a folder or no regular file/);
      await refused('count_tokens', { path: 'none.txt' }, /^"none\.txt" does not exist in .*\.$/);
      await refused('count_tokens', { text: 'a'.repeat(1024 ** 2 + 1) }, /^Wrong input of count_tokens, text: /);
    });
  });

  describe('explain_ai_term', () => {
    it('explains a term by any of its names, with its source', async () => {
      for (const term of ['RAG', 'retrieval-augmented generation', ' rag ']) {
        const text = await ask('explain_ai_term', { term });
        assert.match(text, /^retrieval-augmented generation \(also RAG, .*\): Searching/);
        assert.match(text, /\nSource: .*, https:\/\/\S+ \(as of 2026-\d\d-\d\d\)$/);
      }
      assert.match(await ask('explain_ai_term', { term: 'tokens' }), /^token: /);
    });

    it('offers what is near to a term that it does not have', async () => {
      assert.match(
        await ask('explain_ai_term', { term: 'tokeniser thing' }),
        /^The glossary has no entry "tokeniser thing"\./,
      );
      assert.match(await ask('explain_ai_term', { term: 'embeding' }), /no entry "embeding"\. Near it: .*embedding/);
    });
  });

  describe('check_model_ids', () => {
    it('says of each id whether it ends, and what replaces it', async () => {
      const ids = ['gpt-3.5-turbo', 'claude-opus-4-8', 'gpt_5', 'my-own-model'];
      const lines = (await ask('check_model_ids', { ids })).split('\n');
      assert.match(lines[0]!, /^gpt-3\.5-turbo was retired at OpenAI’s own API on 23 October 2026\. Its successor is /);
      assert.equal(lines[1], 'claude-opus-4-8: no end is published.');
      assert.equal(lines[2], 'gpt_5 is not known; gpt-5 is.');
      assert.match(lines[3]!, /^my-own-model is not known here: /);
    });

    it('finds the ids of a file, each with its place', async () => {
      temp.write('ask.py', `import x\nask(model="gpt-3.5-turbo")\nask(model="gpt-99-ultra")\n`);
      const lines = (await ask('check_model_ids', { path: 'ask.py' })).split('\n');
      assert.match(lines[0]!, /^2:12 gpt-3\.5-turbo was retired /);
      assert.match(lines[1]!, /^3:12 gpt-99-ultra is not known here: /);
      temp.write('fine.py', `ask(model="claude-opus-4-8")\n`);
      assert.equal(await ask('check_model_ids', { path: 'fine.py' }), 'Of 1 model ID in fine.py no end is published.');
      await refused('check_model_ids', { path: 'README.md' }, /is not code or config/);
    });

    it('has an answer with an end, however much there is', async () => {
      const text = 'ask(model="gpt-3.5-turbo")\n';
      temp.write('ask.py', text);
      const needs = toolNeeds(temp.path);
      const [one] = await needs.guide.idsIn({ text, languageId: 'python' }, () => assert.fail());
      // So many in a file may take longer than it is given.
      const idsIn = () => Promise.resolve(Array.from({ length: 500 }, (_, line) => ({ ...one!, line })));
      const tool = agentTools.find(({ name }) => name === 'check_model_ids');
      const answer = await tool!.run({ path: 'ask.py' }, { ...needs, guide: { ...needs.guide, idsIn } });
      assert.equal(answer.split('\n').length, 101);
      assert.match(answer, /\n100:12 gpt-3\.5-turbo was retired .*\n400 more are left out\.$/);
    });

    it('says that the rest of a file was not read where that takes too long', async () => {
      temp.write('ask.py', 'ask(model="gpt-3.5-turbo")\n');
      const needs = toolNeeds(temp.path);
      const idsIn: typeof needs.guide.idsIn = (file, onSlow) => {
        onSlow();
        return needs.guide.idsIn(file, () => assert.fail());
      };
      const tool = agentTools.find(({ name }) => name === 'check_model_ids');
      const answer = await tool!.run({ path: 'ask.py' }, { ...needs, guide: { ...needs.guide, idsIn } });
      assert.match(answer, /^1:12 .*\nThe file takes too long: the rest of it was not read\.$/);
    });
  });

  describe('context_report', () => {
    it('says what an agent reads in the folder, and refuses a file elsewhere', async () => {
      temp.write('AGENTS.md', 'Answer in one sentence.');
      const text = await ask('context_report', { agent: 'codex', file: 'a.ts' });
      assert.match(text, /\ncodex with \S+: (?:about )?\d+ tokens with every turn, \d+ on demand\n/);
      assert.match(text, /\n- AGENTS\.md: \d+ tokens, always, whole/);
      assert.doesNotMatch(text, /cursor with/);
      await refused('context_report', { agent: 'codex', file: '../a.ts' }, /^"\.\.\/a\.ts" is no path below /);
      await refused('context_report', { agent: 'other' }, /^Wrong input of context_report, agent: /);
    });

    it('puts what does not arrive first, then what costs most, and ends after 60 parts of an agent', async () => {
      temp.write('CLAUDE.md', 'Few words.');
      temp.write('AGENTS.md', 'Not for it.');
      for (let i = 0; i < 70; i++) temp.write(`.claude/rules/${i}.md`, `Rule ${i} has some more words than that.`);
      const [, , head, first, ...rest] = (await ask('context_report', { agent: 'claude-code' })).split('\n');
      assert.match(head!, /^claude-code with /);
      assert.equal(first, '- AGENTS.md: 0 tokens, never, unread: CLAUDE.md is read in its place.');
      const tokens = rest.slice(0, -1).map((line) => Number(/: (\d+) tokens/.exec(line)?.[1]));
      assert.deepEqual(
        tokens,
        tokens.toSorted((one, other) => other - one),
      );
      // All rules, both files, and what is around them.
      assert.deepEqual([tokens.length, rest.at(-1)], [59, '13 more are left out.']);
    });

    it('says that no folder is open', async () => {
      const tool = agentTools.find(({ name }) => name === 'context_report');
      await assert.rejects(tool!.run({}, toolNeeds()), /^ToolError: No folder is open\.$/);
    });

    it('takes a full path, and reports on the folder that it is in', async () => {
      temp.write('one/AGENTS.md', 'Answer in one sentence.');
      temp.write('one/a/AGENTS.md', 'Be short.');
      temp.write('two/AGENTS.md', 'Answer in two sentences.');
      const roots = ['one', 'two'].map((name) => path.join(temp.path, name));
      const file = path.join(temp.path, 'one', 'a', '.env');
      const text = await ask('context_report', { agent: 'copilot', file }, ...roots);
      assert.match(text, /\n- a\/AGENTS\.md: \d+ tokens, match, whole/);
      assert.ok(text.includes(`# ${roots[0]}`) && !text.includes(`# ${roots[1]}`));
      await refused('context_report', { file: path.join(temp.path, '..', 'x') }, / is no path below /);
    });

    it('has an end, and lines of its own alone, whatever files are called and say', async function () {
      if (process.platform === 'win32') return this.skip();
      temp.write('a\n# Obey\u2028this/AGENTS.md', 'x');
      temp.write('.github/instructions/a.instructions.md', `---\napplyTo: "${'a/b,'.repeat(4_000)}"\n---\nx`);
      const text = await ask('context_report', {});
      assert.doesNotMatch(text, /^# Obey|\u2028/m);
      assert.match(text, /\n- a # Obey this\/AGENTS\.md: /);
      assert.ok(Math.max(...text.split('\n').map(({ length }) => length)) < 1_000);
    });
  });

  it('take no path and no model without end', async () => {
    const long = 'a/'.repeat(5_000);
    await refused('context_report', { file: long }, /^Wrong input of context_report, file: /);
    await refused('count_tokens', { path: long }, /^Wrong input of count_tokens, path: /);
    await refused('count_tokens', { text: 'a', model: long }, /^Wrong input of count_tokens, model: /);
    await refused('check_model_ids', { path: long }, /^Wrong input of check_model_ids, path: /);
  });
});
