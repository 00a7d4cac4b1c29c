import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { mock } from 'node:test';
import * as v from 'valibot';
import { gitIndexOf } from '../../support/gitIndexOf';
import { nodeDisk } from '../../../src/host/node/nodeDisk';
import { useTempFolder } from '../../support/tempFolder';
import { models } from './modelsRun';

describe('models check', () => {
  const temp = useTempFolder();
  const { write } = temp;
  it('finds an id that is retired, with its place, date and replacement', async () => {
    const file = write('src/ask.ts', `// The call.\nask({ model: 'gpt-3.5-turbo' });\n`);
    const { output } = await models(['check', '--json', temp.path]);
    const expected = {
      file,
      line: 2,
      column: 15,
      id: 'gpt-3.5-turbo',
      status: 'retired',
      date: '2026-10-23',
      severity: 'warning',
    };
    const [found, ...others] = v.parse(v.array(v.looseObject({ replacement: v.string() })), JSON.parse(output));
    assert.deepEqual({ ...found, replacement: undefined }, { ...expected, replacement: undefined });
    assert.deepEqual(others, []);
  });

  it('says so to people', async () => {
    const file = write('ask.py', `ask(model="gpt-3.5-turbo")\n`);
    const { output } = await models(['check', file]);
    assert.match(output, /ask\.py:1:12: gpt-3\.5-turbo was retired at OpenAI’s own API on 23 October 2026\. /);
  });

  it('finds what ends within days only where it is asked to', async () => {
    const file = write('ask.py', `ask(model="gpt-4o")\n`);
    assert.equal((await models(['check', file])).code, 0);
    assert.equal((await models(['check', '--within', '49', file])).code, 0);
    const { code, output } = await models(['check', '--within', '50', '--json', file]);
    assert.equal(code, 1);
    assert.match(output, /"status": "deprecated",\s+"date": "2027-01-14"/);
  });

  it('finds tomorrow what ends tomorrow', async () => {
    const file = write('config.yaml', 'model: gemini-2.5-pro\n');
    assert.equal((await models(['check', file], { day: '2026-11-30' })).code, 0);
    assert.equal((await models(['check', file], { day: '2026-12-01' })).code, 1);
  });

  it('lists an unknown id where a model is named, and exits with 0', async () => {
    const file = write('ask.py', `ask(model="gpt-99-ultra")\n`);
    const { code, output } = await models(['check', '--json', file]);
    assert.equal(code, 0);
    assert.match(output, /"id": "gpt-99-ultra",\s+"status": "unknown",\s+"date": null,\s+"replacement": null/);
  });

  it('leaves out what git ignores, prose, changelogs and what is no text', async () => {
    write('.gitignore', 'out/\n*.gen.ts\n');
    write('out/a.ts', `ask({ model: 'gpt-4' });`);
    write('b.gen.ts', `ask({ model: 'gpt-4' });`);
    write('README.md', 'model: `gpt-4`');
    write('CHANGELOG.json', '{ "model": "gpt-4" }');
    write('node_modules/x/index.js', `ask({ model: 'gpt-4' });`);
    writeFileSync(path.join(temp.path, 'c.ts'), Buffer.from([0, 1, 2, 0, 255]));
    assert.deepEqual(await models(['check', '--json', temp.path]), { code: 0, output: '[]', errors: '' });
  });

  it('writes a log in SARIF', async () => {
    const file = write('ask.ts', `openai('gpt-4', 'x');`);
    const { output } = await models(['check', '--sarif', file]);
    const result = v.looseObject({ ruleId: v.string(), level: v.string() });
    const log = v.parse(
      v.looseObject({ version: v.string(), runs: v.array(v.looseObject({ results: v.array(result) })) }),
      JSON.parse(output),
    );
    assert.equal(log.version, '2.1.0');
    assert.deepEqual(
      log.runs[0]?.results.map(({ ruleId, level }) => [ruleId, level]),
      [['retired', 'error']],
    );
    assert.match(output, /"startLine": 1,\s+"startColumn": 9,\s+"endColumn": 14/);
  });

  it('exits with 2 where a path is not there, and checks the others', async () => {
    const file = write('ask.ts', `ask({ model: 'gpt-4' });`);
    const { code, output, errors } = await models(['check', path.join(temp.path, 'gone'), file]);
    assert.equal(code, 2);
    assert.match(errors, /Cannot read .*gone: there is no such file or folder/);
    assert.match(output, /gpt-4 was retired/);
  });

  it('checks all files beside one that cannot be read, and exits with 2', async () => {
    write('a.ts', `ask({ model: 'gpt-4' });`);
    write('c/d.ts', `ask({ model: 'gpt-4' });`);
    const locked = write('b.ts', '');
    const original = nodeDisk.read.bind(nodeDisk);
    // Whoever runs the tests may be allowed to read everything.
    mock.method(nodeDisk, 'read', (...args: Parameters<typeof original>) =>
      args[0] === locked ? Promise.reject(Object.assign(new Error('no'), { code: 'EACCES' })) : original(...args),
    );
    const { code, output, errors } = await models(['check', temp.path]);
    mock.restoreAll();
    assert.equal(code, 2);
    assert.match(errors, /^Cannot read .*b\.ts: EACCES\.$/);
    assert.equal(output.split('\n').length, 2);
  });

  it('leaves out below a folder what git ignores there by the rules above it', async () => {
    write('.git/HEAD', '');
    write('.gitignore', '/src/generated/\n*.gen.ts\n');
    write('src/.gitignore', '!kept.gen.ts\n');
    for (const name of ['a.ts', 'a.gen.ts', 'kept.gen.ts', 'generated/b.ts'])
      write(`src/${name}`, `ask({ model: 'gpt-4' });`);
    const names = async (start: string): Promise<string[]> => {
      const { output } = await models(['check', '--json', path.join(temp.path, start)]);
      const found = v.parse(v.array(v.looseObject({ file: v.string() })), JSON.parse(output));
      return found.map(({ file }) => path.relative(temp.path, file).split(path.sep).join('/'));
    };
    assert.deepEqual(await names('src'), ['src/a.ts', 'src/kept.gen.ts']);
    assert.deepEqual(await names('.'), ['src/a.ts', 'src/kept.gen.ts']);
    assert.deepEqual(await names('src/generated'), ['src/generated/b.ts']);
  });

  it('says of a file that is too large that it was not read, and checks the others', async () => {
    const large = write('a.json', '');
    truncateSync(large, 501 * 1024 ** 2);
    write('b.ts', `ask({ model: 'gpt-4' });`);
    const { code, output, errors } = await models(['check', temp.path]);
    assert.equal(code, 2);
    assert.equal(errors, `Cannot read ${large}: it has more than 500 MB.`);
    assert.match(output, /gpt-4 was retired/);
  });

  it('waits for no pipe that is named, and exits with 2', async function () {
    if (process.platform === 'win32') this.skip(); // It has no pipes in its folders.
    const pipe = path.join(temp.path, 'pipe.py');
    execFileSync('mkfifo', [pipe]);
    const { code, errors } = await models(['check', pipe]);
    assert.equal(code, 2);
    assert.equal(errors, `Cannot read ${pipe}: it is no file and no folder.`);
  });

  it('writes out control characters in the name of a file', async function () {
    if (process.platform === 'win32') this.skip(); // It has no such names.
    write('a\n::error file=x::\x1b[31m.py', `ask(model="gpt-4")\n`);
    const { output } = await models(['check', temp.path]);
    assert.match(output, /a\\u000a::error file=x::\\u001b\[31m\.py:1:12: gpt-4 was retired/);
    assert.equal(output.split('\n').length, 1);
    const { errors } = await models(['check', path.join(temp.path, 'none\n.py')]);
    assert.match(errors, /none\\u000a\.py: there is no such file/);
  });

  it('writes out what CI takes for a command in the name of a file', async function () {
    if (process.platform === 'win32') this.skip(); // It has no such names.
    for (const name of ['::error file=x::a.py', '##[error]b.py', '##vso[task.complete]c.py'])
      write(name, `ask(model="gpt-4")\n`);
    const before = process.cwd();
    process.chdir(temp.path);
    const { output } = await models(['check', '.']).finally(() => process.chdir(before));
    assert.deepEqual(
      output.split('\n').map((line) => line.split('.py:')[0]),
      ['\\u0023#[error]b', '\\u0023#vso[task.complete]c', '\\u003a:error file=x::a'],
    );
  });

  it('exits with 2 where it fails itself', async () => {
    const { code } = await models(['check', temp.path], { lifecycle: () => Promise.reject(new Error('no table')) });
    assert.equal(code, 2);
  });

  it('says once what stands in a file that is named twice', async () => {
    const file = write('a.ts', `ask({ model: 'gpt-4' });`);
    const { output } = await models(['check', temp.path, file]);
    assert.equal(output.split('\n').length, 1);
  });

  it('checks what git tracks, whatever its patterns say, and not what .git/info/exclude names', async () => {
    write('.gitignore', '*.gen.ts\n');
    write('.git/info/exclude', 'mine.ts\n');
    writeFileSync(path.join(temp.path, '.git/index'), gitIndexOf(['kept.gen.ts']));
    for (const name of ['kept.gen.ts', 'new.gen.ts', 'mine.ts']) write(name, `ask({ model: 'gpt-4' });`);
    assert.match((await models(['check', temp.path])).output, /^\S+kept\.gen\.ts:1:15: [^\n]*$/);
  });

  it('says of what its patterns leave undecided that it is not checked', async () => {
    write('.gitignore', `${'*a'.repeat(100)}*[b]\n`.repeat(20));
    write(`${'a'.repeat(200)}.ts`, `ask({ model: 'gpt-4' });`);
    const { code, errors } = await models(['check', temp.path]);
    assert.deepEqual([code, /aaa\.ts: its ignore patterns are too complicated to decide\.$/.test(errors)], [2, true]);
  });

  it('does not wait for a config that is a pipe', async function () {
    if (process.platform === 'win32') this.skip();
    execFileSync('mkfifo', [path.join(temp.path, 'ai-field-guide.yml')]);
    write('a.ts', `ask({ model: 'gpt-4' });`);
    const { code, errors, output } = await models(['check', temp.path]);
    assert.equal(code, 2);
    assert.match(errors, /^Cannot read \S+ai-field-guide\.yml: it is no file and no folder\.$/);
    assert.match(output, /gpt-4 was retired/);
  });

  it('says of a folder that is nested too deep that it is not checked', async () => {
    write(`${'d/'.repeat(65)}a.ts`, `ask({ model: 'gpt-4' });`);
    const { code, errors } = await models(['check', temp.path]);
    assert.equal(code, 2);
    assert.match(errors, /^Cannot read .*(?:d\/){64}d: it is nested too deep\.$/);
  });

  it('hears comments where VS Code reads JSON with comments', async () => {
    const config = `{\n  // "model": "gpt-4"\n  "model": "gpt-3.5-turbo" // ai-field-guide-ignore\n}\n`;
    write('.vscode/settings.json', config);
    write('tsconfig.json', config);
    assert.deepEqual(await models(['check', temp.path]), { code: 0, output: '', errors: '' });
  });

  it('reads no folder that is named .gitignore', async () => {
    write('.gitignore/x.txt', '');
    write('a.ts', `ask({ model: 'gpt-4' });`);
    assert.equal((await models(['check', temp.path])).code, 1);
  });

  it('leaves out a file without an ending, whatever its name is', async () => {
    for (const name of ['constructor', 'valueof', 'go']) write(name, `model = "gpt-4"`);
    assert.deepEqual(await models(['check', temp.path]), { code: 0, output: '', errors: '' });
  });

  it('ends a line at a bare carriage return', async () => {
    const file = write('a.ts', `ask();\r\n// one\rask({ model: 'gpt-4' });\nask({ model: 'gpt-4' });`);
    assert.match((await models(['check', file])).output, /^\S+a\.ts:3:15: .*\n\S+a\.ts:4:15: .*$/);
  });

  it('tells in SARIF where an id ends that the JSON of a notebook escapes', async () => {
    const source = JSON.stringify({ cells: [{ cell_type: 'code', source: 'ask(model="openai/gpt-4")' }] });
    const { output } = await models(['check', '--sarif', write('a.ipynb', source.replace('/', '\\/'))]);
    const [, start, end] = /"startColumn": (\d+),\s+"endColumn": (\d+)/.exec(output) ?? [];
    assert.equal(Number(end) - Number(start), String.raw`openai\/gpt-4`.length);
  });

  it('writes a path into SARIF as a URI, with # and spaces', async () => {
    write('C#/a b.ts', `ask({ model: 'gpt-4' });`);
    assert.match((await models(['check', '--sarif', temp.path])).output, /"uri": "[^"#]*\/C%23\/a%20b\.ts"/);
  });

  it('reads the code of notebooks, and tells places in the file', async () => {
    const source = ['# "gpt-4o"\n', 'ask(model="gpt-4")'];
    const cells = [{ cell_type: 'code', outputs: [], source }];
    const file = write('a.ipynb', JSON.stringify({ cells, metadata: {}, nbformat: 4 }, null, 1));
    const line = '    "ask(model=\\"gpt-4\\")"';
    const { output } = await models(['check', file]);
    assert.ok(output.startsWith(`${file}:8:${line.indexOf('gpt-4') + 1}: gpt-4 was retired`), output);
  });

  it('obeys the comment that says to ignore an id', async () => {
    const file = write(
      'a.py',
      `# ai-field-guide-ignore gpt-4\nask(model="gpt-4")\n# ai-field-guide-ignore o3\nask(model="gpt-4")\n`,
    );
    assert.match((await models(['check', file])).output, /^\S+a\.py:4:12: .*$/);
  });

  const mistakes: [title: string, args: string[], message: RegExp][] = [
    ['no path', ['check'], /Say which files or folders/],
    ['an unknown command', ['chek'], /no command "models chek"/],
    ['days that are no number', ['check', '--within', 'soon', '.'], /"soon"/],
    ['two formats', ['check', '--json', '--sarif', '.'], /one of --json and --sarif/],
  ];
  for (const [title, args, message] of mistakes) {
    it(`exits with 2 and says what to do for ${title}`, async () => {
      const { code, errors } = await models(args);
      assert.equal(code, 2);
      assert.match(errors, message);
    });
  }
});
