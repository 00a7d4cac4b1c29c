import assert from 'node:assert/strict';
import { sayInEnglish } from '../../../../../src/core/base/say';
import { geminiCli } from '../../../../../src/core/context/agents/geminiCli';
import { assembled, describeRules, linesOf } from '../../../../support/contextTrees';
import type { Files } from '../../../../support/contextTrees';

const skill = (name: string): string => `---\nname: ${name}\ndescription: does ${name}\n---\nBody`;

const loaded = (...blocks: readonly [file: string, text: string][]): string => {
  const texts = blocks.map(
    ([file, text]) => `--- Context from: ${file} ---\n${text}\n--- End of Context from: ${file} ---`,
  );
  return `<loaded_context>\n<project_context>\n${texts.join('\n\n')}\n</project_context>\n</loaded_context>`;
};

describeRules(geminiCli, {
  'top-to-folder': async () => {
    const files = { 'GEMINI.md': '\uFEFFtop \r\n', 'a/GEMINI.md': 'in a', 'b/GEMINI.md': 'beside' };
    const { text } = await assembled(geminiCli, files, { file: 'a/x.ts' });
    assert.equal(text, loaded(['/w/GEMINI.md', 'top'], ['/w/a/GEMINI.md', 'in a']));
  },

  'own-names': async () => {
    const files = { 'AGENTS.md': 'agents', 'GEMINI.md': 'gemini' };
    const settings = { '.gemini/settings.json': '// ours\n{"context":{"fileName":["AGENTS.md"]}}' };
    assert.equal((await assembled(geminiCli, files)).text, loaded(['/w/GEMINI.md', 'gemini']));
    const { text } = await assembled(geminiCli, { ...files, ...settings });
    assert.equal(text, loaded(['/w/AGENTS.md', 'agents'], ['/w/GEMINI.md', 'gemini']));
  },

  imports: async () => {
    const chain = Object.fromEntries(Array.from({ length: 7 }, (_, i) => [`d${i}.md`, `${i} @./d${i + 1}.md`]));
    const files = { 'GEMINI.md': '`@./no.md` @./d0.md @../out.md', '/out.md': 'secret', ...chain };
    const context = await assembled(geminiCli, files);
    assert.match(
      context.text,
      /`@\.\/no\.md` <!-- Imported from: \.\/d0\.md -->\n0 <!-- Imported from: \.\/d1\.md -->/,
    );
    assert.match(context.text, /4 @\.\/d5\.md/);
    assert.match(context.text, /<!-- Import failed: \.\.\/out\.md - Path traversal attempt -->/);
    assert.ok(!context.text.includes('secret'));
    assert.deepEqual(linesOf(context, 'import').slice(-2), [
      'd5.md never unread importDepth',
      '../out.md never unread outside',
    ]);
  },

  'flat-imports': async () => {
    const chain = Object.fromEntries(
      Array.from({ length: 7 }, (_, i) => [`d${i}.md`, ` ${i}\n@./d${i + 1}.md @./gone.md`]),
    );
    const files = {
      'GEMINI.md': '`@./no.md` @./d0.md @../out.md @./z.md @./GEMINI.md\n',
      '/out.md': 'secret',
      'z.md': 'z',
      ...chain,
    };
    const settings = { '.gemini/settings.json': '{"context":{"importFormat":"flat"}}', 'a/GEMINI.md': '@../z.md' };
    const context = await assembled(geminiCli, { ...files, ...settings });
    const block = (file: string, text: string): string =>
      `--- File: ${file} ---\n${text}\n--- End of File: ${file} ---`;
    const own = files['GEMINI.md'].trim();
    const depths = Array.from({ length: 7 }, (_, i) => block(`/w/d${i}.md`, `${i}\n@./d${i + 1}.md @./gone.md`));
    const blocks = [block('/w', own), block('/w/GEMINI.md', own), block('/w/z.md', 'z'), ...depths];
    assert.equal(context.text, loaded(['/w/GEMINI.md', blocks.join('\n\n')]));
    const below = context.parts.find(({ file }) => file === 'a/GEMINI.md');
    assert.match(below?.text ?? '', /<!-- Imported from: \.\.\/z\.md -->/);
  },

  'folders-below': async () => {
    const context = await assembled(geminiCli, { 'a/GEMINI.md': 'below', 'GEMINI.md': 'top' });
    assert.deepEqual(linesOf(context, 'instructions'), [
      'GEMINI.md always whole',
      'a/GEMINI.md onDemand whole inFolder',
    ]);
  },

  'skill-list': async () => {
    const files = { '.gemini/skills/a/SKILL.md': skill('same'), '.agents/skills/b/SKILL.md': skill('same') };
    const context = await assembled(geminiCli, { ...files, '.gemini/skills/c/SKILL.md': 'no fields' });
    assert.match(
      context.text,
      /<name>same<\/name>\n {4}<description>does same<\/description>\n {4}<location>\/w\/\.agents/,
    );
    assert.deepEqual(linesOf(context, 'skillEntry'), [
      '.gemini/skills/c/SKILL.md never dropped invalid',
      '.gemini/skills/a/SKILL.md never unread inPlaceOf',
      '.agents/skills/b/SKILL.md always whole',
    ]);
  },
});

describe('Gemini CLI', () => {
  it('reads the files of the user where it may, into its instructions', async () => {
    const home = { '.gemini/GEMINI.md': 'mine', '.gemini/settings.json': '{"skills":{"disabled":["Off"]}}' };
    const context = await assembled(geminiCli, { '.gemini/skills/o/SKILL.md': skill('off') }, { home });
    assert.match(context.text, /--- Context from: \/home\/u\/\.gemini\/GEMINI\.md ---\nmine\n/);
    assert.deepEqual(linesOf(context, 'instructions'), ['~/.gemini/GEMINI.md always whole']);
    assert.deepEqual(linesOf(context, 'skillEntry'), ['.gemini/skills/o/SKILL.md never unread switchedOff']);
  });

  it('refuses an import with a zero in its path, or one that leads up once it is decoded, and takes a field with an unknown tag as it is written', async () => {
    const files = {
      'GEMINI.md': '@a.md\0 @./%2e%2e/a.md',
      'a.md': 'a',
      '.gemini/skills/s/SKILL.md': '---\nname: s\ndescription: !x text\n---\n',
    };
    const { text } = await assembled(geminiCli, files);
    assert.match(text, /<!-- Import failed: a\.md\0 - Path traversal attempt -->/);
    assert.match(text, /%2e%2e\/a\.md - Path traversal attempt -->/);
    assert.match(text, /<description>!x text</);
  });

  it('keeps two line ends at most of what it takes into its instructions', async () => {
    const home = { '.gemini/GEMINI.md': 'a\n\n@./b.md\n\n\n\nc\r\n\r\n\r\nd', '.gemini/b.md': '\n\n\nb' };
    const { text } = await assembled(geminiCli, { 'GEMINI.md': 'a\n\n\n\nb' }, { home });
    assert.match(text, /a\n\n<!-- Imported from: \.\/b\.md -->\n\nb\n<!-- .* -->\n\nc\r\n\r\n\r\nd\n/);
    assert.match(text, /\/w\/GEMINI\.md ---\na\n\n\n\nb\n/);
  });

  it('lists no skills where the settings switch all of them off', async () => {
    const settings = { '.gemini/settings.json': '{"skills":{"enabled":false}}' };
    const context = await assembled(geminiCli, { ...settings, '.gemini/skills/a/SKILL.md': skill('a') });
    assert.equal(context.text, '');
    assert.deepEqual(linesOf(context, 'skillEntry'), ['.gemini/skills/a/SKILL.md never unread switchedOff']);
  });

  it('says that it is up to the disk which of two skills of one folder is listed', async () => {
    const files = { '.gemini/skills/a/SKILL.md': skill('same'), '.gemini/skills/b/SKILL.md': skill('same') };
    const { unknown } = await assembled(geminiCli, files);
    assert.ok(unknown.some((saying) => saying((message) => message).includes('depends on the disk')));
  });

  it('says that agents of .gemini/agents, which Gemini CLI lists, are not shown', async () => {
    const saysSo = async (files: Files): Promise<boolean> =>
      (await assembled(geminiCli, files)).unknown.some((saying) => saying(sayInEnglish).includes('.gemini/agents'));
    assert.equal(await saysSo({ '.gemini/agents/a.md': '---\nname: a\ndescription: b\n---\nc' }), true);
    assert.equal(await saysSo({ '.gemini/agents/a.txt': '' }), false);
  });

  it('ends with files that import each other', async () => {
    const files = { 'GEMINI.md': '@./a.md @./a.md', 'a.md': '@./b.md @./b.md', 'b.md': '@./a.md @./GEMINI.md' };
    const { text } = await assembled(geminiCli, files);
    assert.match(text, /<!-- File already processed: \.\/a\.md -->/);
  });
});
