import assert from 'node:assert/strict';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { mock } from 'node:test';
import { useTempFolder } from '../../support/tempFolder';
import { models } from './modelsRun';

describe('models check, told by ai-field-guide.yml', () => {
  const temp = useTempFolder();
  const { write } = temp;
  const found = (output: string): string[] =>
    output.split('\n').flatMap((line) => /(\w+\.\w+):\d+:\d+: /.exec(line)?.[1] ?? []);

  it('leaves out ignored ids and paths', async () => {
    write('ai-field-guide.yml', 'ignore:\n  ids: [gpt-4]\n  paths: [tests/, "/b.py"]\n');
    for (const name of ['a.py', 'b.py', 'lib/b.py', 'lib/tests/c.py']) write(name, 'f(model="gpt-3.5-turbo")\n');
    write('d.py', 'f(model="openai/gpt-4")\n');
    assert.deepEqual(found((await models(['check', temp.path])).output), ['a.py', 'b.py']);
    assert.deepEqual(found((await models(['check', path.join(temp.path, 'b.py')])).output), []);
  });

  it('takes its days where the command says none', async () => {
    write('ai-field-guide.yml', 'warnWithinDays: 50\n');
    write('a.py', 'f(model="gpt-4o")\n');
    assert.equal((await models(['check', temp.path])).code, 1);
    assert.equal((await models(['check', '--within', '49', temp.path])).code, 0);
  });

  it('finds what it calls an error or a warning, and nothing else', async () => {
    write('a.py', 'f(model="gpt-4")\n');
    for (const [severity, code] of Object.entries({ error: 1, warning: 1, information: 0, hint: 0, off: 0 })) {
      write('ai-field-guide.yml', `severity: { retired: ${severity} }\n`);
      assert.equal((await models(['check', temp.path])).code, code, severity);
    }
    write('b.py', 'f(model="gpt-99-ultra")\n');
    write('ai-field-guide.yml', 'severity: { retired: off, unknown: off }\n');
    assert.deepEqual(await models(['check', temp.path]), { code: 0, output: '', errors: '' });
  });

  it('is that of the nearest folder, up to the top of the repository and no further', async () => {
    write('ai-field-guide.yml', 'ignore: { ids: [gpt-4] }\n');
    const file = write('one/two/a.py', 'f(model="gpt-4")\n');
    // Neither a repository nor the working directory is around it.
    assert.equal((await models(['check', file])).code, 1);
    mkdirSync(path.join(temp.path, '.git'));
    assert.equal((await models(['check', file])).code, 0);
    write('one/ai-field-guide.yml', 'warnWithinDays: 1\n');
    assert.equal((await models(['check', file])).code, 1);
    rmSync(path.join(temp.path, 'one/ai-field-guide.yml'));
    mkdirSync(path.join(temp.path, 'one/.git'));
    assert.equal((await models(['check', file])).code, 1);
  });

  it('is that of the nearest folder for each file, wherever the command begins', async () => {
    mkdirSync(path.join(temp.path, '.git'));
    write('ai-field-guide.yml', 'ignore: { ids: [gpt-4] }\n');
    write('a.py', 'f(model="gpt-4")\n');
    write('pkg/ai-field-guide.yml', 'ignore: { paths: [/b.py] }\n');
    for (const name of ['pkg/a.py', 'pkg/b.py', 'pkg/deep/c.py']) write(name, 'f(model="gpt-4")\n');
    for (const start of ['', 'pkg'])
      assert.deepEqual(found((await models(['check', path.join(temp.path, start)])).output), ['a.py', 'c.py'], start);
  });

  it('is that at the top of the repository where the command runs in a folder below', async () => {
    mkdirSync(path.join(temp.path, '.git'));
    write('ai-field-guide.yml', 'ignore: { ids: [gpt-4] }\n');
    const file = write('pkg/a.py', 'f(model="gpt-4")\n');
    const cwd = mock.method(process, 'cwd', () => path.join(temp.path, 'pkg'));
    try {
      assert.equal((await models(['check', file])).code, 0);
      rmSync(path.join(temp.path, '.git'), { recursive: true });
      assert.equal((await models(['check', file])).code, 1);
    } finally {
      cwd.mock.restore();
    }
  });

  it('is told where it is wrong, once, and the exit code is 2', async () => {
    const config = write('ai-field-guide.yml', 'ignore:\n  ids: [o3]\n  path: [a.py]\n');
    const file = write('a.py', 'f(model="gpt-4")\nf(model="o3")\n');
    const { code, output, errors } = await models(['check', temp.path, temp.path]);
    assert.deepEqual([code, errors], [2, `${config}:3:3: Unknown key "path". Valid keys: ids, paths.`]);
    assert.deepEqual([found(output), output.startsWith(`${file}:1:10: `)], [['a.py'], true]);
  });
});
