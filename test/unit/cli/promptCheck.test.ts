import assert from 'node:assert/strict';
import path from 'node:path';
import { catalog } from '../../../generated/catalog';
import { hostIds } from '../../../generated/hostIds';
import { lifecycle } from '../../../generated/lifecycle';
import { parameters } from '../../../generated/parameters';
import { guideWith } from '../../support/fieldGuides';
import { useTempFolder } from '../../support/tempFolder';
import { runWords } from './runWords';

const guide = guideWith({
  files: {
    catalog: () => Promise.resolve(catalog),
    lifecycle: () => Promise.resolve(lifecycle),
    parameters: () => Promise.resolve(parameters),
    hostIds: () => Promise.resolve(hostIds),
  },
  counter: { count: (_encoding, text) => Promise.resolve({ tokens: text.length }) },
  day: '2026-11-30',
});

const check = (...args: readonly string[]) => runWords(guide, 'prompt', 'check', ...args);

interface Finding {
  readonly file: string;
  readonly rule: string;
}

describe('prompt check', () => {
  const folder = useTempFolder();
  const findingsOf = (output: string): string[] =>
    (JSON.parse(output) as Finding[]).map(({ file, rule }) => `${path.basename(file)} ${rule}`);

  it('prints each finding with its place, its rule and its fix', async () => {
    const file = folder.write('a.prompt', '---\nmodel: gpt-3.5-turbo-0301\n---\nHi\n');
    const { code, output, errors } = await check('--json', file);
    assert.deepEqual([code, errors], [1, '']);
    const [{ message, ...finding } = { message: '' }, ...more] = JSON.parse(output) as { message: string }[];
    assert.match(message, /was retired/);
    assert.deepEqual(more, []);
    const place = { line: 2, column: 8, endLine: 2, endColumn: 26 };
    assert.deepEqual(finding, {
      ...{ file, ...place, severity: 'warning', rule: 'retired-model' },
      fix: { title: 'Replace with gpt-5.6-terra', edits: [{ ...place, text: 'gpt-5.6-terra' }] },
    });
  });

  it('goes through a folder, and reads all forms in it', async () => {
    const files = {
      'a.prompt': '{{',
      'b/c.prompty': '---\nname: c\n---\n{% x %}',
      'd.prompt.yml': '- a',
      'e.prompt.md': '---\na: [\n---\n',
    };
    for (const [name, text] of Object.entries(files)) folder.write(name, text);
    folder.write('f.txt', '{{');
    folder.write('g.prompt', 'Hi');
    const { code, output } = await check('--json', folder.path);
    assert.equal(code, 1);
    assert.deepEqual(findingsOf(output).sort(), [
      'a.prompt template-syntax',
      'c.prompty template-syntax',
      'd.prompt.yml invalid-yaml',
      'e.prompt.md invalid-yaml',
    ]);
  });

  it('prints lines for people without --json', async () => {
    const file = folder.write('a.prompt', 'a\n {{#if b}}');
    const { code, output } = await check(file);
    assert.equal(code, 1);
    assert.equal(output, `${file}:2:2: The block "if" that begins here is not closed: "{{/if}}" is missing.`);
  });

  it('finds nothing in prompts that are right', async () => {
    const file = folder.write('a.prompt', 'Hi {{name}}');
    assert.deepEqual(await check('--json', file), { code: 0, output: '[]', errors: '' });
  });

  it('does not fail for what is only good to know', async () => {
    const file = folder.write('a.prompt', '---\nmodel: openrouter/openai/gpt-3.5-turbo-0301\n---\nHi');
    const { code, output } = await check('--json', file);
    assert.match(output, /"severity": "information"/);
    assert.equal(code, 0);
  });

  it('finds partials beside the prompt and above it, and never outside', async () => {
    folder.write('_top.prompt', '{{#if a}}{{> below/inner}}{{/if}}');
    folder.write('below/_inner.prompt', '{{b}}');
    folder.write('sub/_x.prompt', 'x');
    const text = '---\ninput: {schema: {a: any, b: any}}\n---\n{{> top}}{{> x}}{{> ../x}}{{> y}}';
    folder.write('sub/a.prompt', text);
    folder.write('sub/b.prompt', text.replace('{{> ../x}}{{> y}}', ''));
    const { output } = await check('--json', folder.path);
    assert.deepEqual(findingsOf(output), ['a.prompt unknown-partial', 'a.prompt unknown-partial']);
  });

  it('knows what code registers where it is told', async () => {
    const text = '---\ntools: [search]\noutput: {schema: Answer}\n---\n{{> mine}}{{shout "x"}}';
    const file = folder.write('a.prompt', text);
    const { output } = await check('--json', file);
    assert.deepEqual(findingsOf(output), [
      'a.prompt unknown-tool',
      'a.prompt unknown-schema',
      'a.prompt unknown-partial',
      'a.prompt unknown-helper',
    ]);
    const names = ['--tool', 'search', '--schema', 'Answer', '--partial', 'mine', '--helper', 'shout'];
    const known = await check('--json', ...names, file);
    assert.deepEqual([known.code, known.output], [0, '[]']);
  });

  it('takes what code around the prompts names for registered there', async () => {
    folder.write(
      'src/tools.ts',
      "defineTool({ name: 'search' }); definePartial('mine', text); defineSchema('Answer');",
    );
    folder.write('notes.md', 'other');
    folder.write('p/a.prompt', '---\ntools: [search, other, sear]\noutput: {schema: "Answer, of it"}\n---\n{{> mine}}');
    const { output } = await check('--json', folder.path);
    const lines = (JSON.parse(output) as { message: string }[]).map(({ message }) => message);
    assert.deepEqual(lines, ['There is no tool "other".', 'There is no tool "sear".']);
  });

  it('looks in the whole repository for what a prompt names, also where only a folder of it is checked', async () => {
    folder.write('.git/HEAD', 'ref: refs/heads/main');
    folder.write('_up.prompt', 'UP');
    folder.write('src/tools.ts', "defineTool('weather')");
    folder.write('prompts/a.prompt', '---\ntools: [weather, other]\n---\n{{> up}}');
    const { output } = await check('--json', path.join(folder.path, 'prompts'));
    assert.deepEqual(findingsOf(output), ['a.prompt unknown-tool']);
  });

  it('counts a prompt that may be larger than its window', async () => {
    const file = folder.write('a.prompt', `---\nmodel: gpt-4o\n---\n${'a '.repeat(70_000)}`);
    assert.deepEqual(findingsOf((await check('--json', file)).output), ['a.prompt over-window']);
  });

  it('says what cannot be read, and checks the rest', async () => {
    const binary = folder.write('a.prompt', new Uint8Array([0, 1, 255, 254, 0, 0]));
    const file = folder.write('b.prompt', '{{');
    const { code, output, errors } = await check('--json', binary, file, path.join(folder.path, 'none'));
    assert.equal(code, 2);
    assert.deepEqual(findingsOf(output), ['b.prompt template-syntax']);
    assert.match(errors, /a\.prompt: it is not a text/);
    assert.match(errors, /none: there is no such file/);
  });

  it('wants a path', async () => assert.equal((await check('--json')).code, 2));
});
