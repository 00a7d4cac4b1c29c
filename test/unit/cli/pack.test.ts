import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { symlinkSync, truncateSync } from 'node:fs';
import path from 'node:path';
import { catalog } from '../../../generated/catalog';
import { guideWith } from '../../support/fieldGuides';
import { useTempFolder } from '../../support/tempFolder';
import { runWords } from './runWords';

const words = (text: string): number => text.match(/\w+|[^\w\s]/g)?.length ?? 0;

const guide = guideWith({
  files: { catalog: () => Promise.resolve(catalog) },
  counter: { count: (_encoding, text) => Promise.resolve({ tokens: words(text) }) },
  day: '2026-11-30',
});

interface Printed {
  readonly schema: number;
  readonly encoding: string;
  readonly exact: boolean;
  readonly max: number;
  readonly tokens: number;
  readonly files: readonly { readonly file: string; readonly status: string; readonly reason: string | null }[];
  readonly text: string;
}

describe('pack', () => {
  const folder = useTempFolder();

  const pack = async (...args: readonly string[]) => {
    const { output, ...rest } = await runWords(guide, 'pack', ...args);
    return { ...rest, output: output === '' ? '' : `${output}\n` };
  };
  const packJson = async (...args: readonly string[]): Promise<Printed & { readonly code: number }> => {
    const { code, output } = await pack('--json', ...args);
    return { code, ...(JSON.parse(output) as Printed) };
  };
  const by = ['--encoding', 'o200k_base'] as const;
  const reasonsOf = ({ files }: Printed) => files.map(({ file, reason }) => [path.basename(file), reason]);

  it('prints the text alone, which has no more tokens than it may', async () => {
    folder.write('w/a.ts', 'let a = 1;\n');
    const { code, output, errors } = await pack('--max', '100', ...by, path.join(folder.path, 'w'));
    assert.equal(code, 0);
    assert.match(output, /^## .*w\/a\.ts\n\n```typescript\nlet a = 1;\n```\n$/);
    assert.equal(errors, `${words(output)} of 100 tokens, 1 of 1 entries`);
  });

  it('takes an empty path, as a variable without a value gives it, for none', async () => {
    const { code, output, errors } = await pack('--max', '100', ...by, '');
    assert.deepEqual([code, output], [2, '']);
    assert.match(errors, /^Cannot read "": there is no such file or folder\.\n/);
  });

  it('leaves out files in whose names, or in those of their folders, a secret stands', async () => {
    const token = `ghp_${'aB3'.repeat(12)}`;
    folder.write(`w/${token}.txt`, 'a');
    folder.write(`w/of ${token}/a.txt`, 'a');
    folder.write('w/ghp.txt', 'a');
    const { text, ...printed } = await packJson('--max', '100', ...by, path.join(folder.path, 'w'));
    assert.deepEqual(reasonsOf({ text, ...printed }), [
      ['ghp.txt', null],
      [`${token}.txt`, 'secret'],
      ['a.txt', 'secret'],
    ]);
    assert.ok(!text.includes(token));
  });

  it('prints the promised shape, with a path as it is seen from here', async () => {
    const file = folder.write('a.ts', 'let a = 1;\n');
    const { code, text, ...printed } = await packJson('--max', '100', ...by, file);
    const name = path.relative('', file).split(path.sep).join('/');
    assert.equal(code, 0);
    assert.deepEqual(printed, {
      ...{ schema: 1, encoding: 'o200k_base', exact: true, max: 100, tokens: words(text) },
      files: [{ file: name, bytes: 11, tokens: 5, status: 'whole', reason: null }],
    });
  });

  it('exits with 1 where the budget leaves something out, and says what', async () => {
    folder.write('w/a.txt', 'word\n'.repeat(500));
    const { code, errors } = await pack('--max', '120', ...by, path.join(folder.path, 'w'));
    assert.equal(code, 1);
    assert.match(errors, /^Cut: .*a\.txt, after \d+ tokens$/m);
    const none = await packJson('--max', '3', ...by, path.join(folder.path, 'w'));
    assert.deepEqual([none.code, none.text, none.tokens, reasonsOf(none)], [1, '', 0, [['a.txt', 'budget']]]);
  });

  it('counts for a model, and says where that is an estimate', async () => {
    const file = folder.write('a.txt', 'word\n');
    assert.equal((await packJson('--max', '100', '--model', 'gpt-4o', file)).exact, true);
    const estimated = catalog.models.find(({ id }) => id.startsWith('claude-'));
    assert.equal((await packJson('--max', '100', '--model', estimated!.id, file)).exact, false);
  });

  it('leaves out files with secrets, and prints nothing of them', async () => {
    const token = `ghp_${'a1B2c3D4e5'.repeat(4).slice(0, 36)}`;
    const key = ['-----BEGIN RSA PRIVATE KEY-----', 'aB3d'.repeat(100), '-----END RSA PRIVATE KEY-----'].join('\n');
    folder.write('w/a.ts', `const token = '${token}'; // secretlint-disable-line\n`);
    folder.write('w/b.txt', key);
    folder.write('w/c.txt', ['AKIA', 'IOSFODNN7ABCDEFG'].join(''));
    folder.write('w/d.ts', 'const token = process.env.GITHUB_TOKEN;\n');
    const args = ['--max', '1000', ...by, path.join(folder.path, 'w')];
    const printed = await packJson(...args);
    assert.deepEqual(reasonsOf(printed), [
      ['a.ts', 'secret'],
      ['b.txt', 'secret'],
      ['c.txt', 'secret'],
      ['d.ts', null],
    ]);
    const { output, errors } = await pack(...args);
    for (const secret of [token, 'aB3daB3d', 'IOSFODNN7']) {
      assert.ok(![JSON.stringify(printed), output, errors].some((each) => each.includes(secret)));
    }
  });

  it('stays in the folder and alive, whatever is in it', async function () {
    if (process.platform === 'win32') this.skip();
    const outside = folder.write('outside.txt', 'out of bounds');
    truncateSync(folder.write('w/huge.txt', ''), 2 ** 30);
    folder.write('w/a.txt', 'a');
    symlinkSync(outside, path.join(folder.path, 'w/link.txt'));
    symlinkSync('..', path.join(folder.path, 'w/loop'));
    execFileSync('mkfifo', [path.join(folder.path, 'w/pipe')]);
    const here = path.join(folder.path, 'w');
    const printed = await packJson('--max', '1000', ...by, here, path.join(here, 'link.txt'), path.join(here, 'loop'));
    assert.deepEqual(reasonsOf(printed), [
      ['a.txt', null],
      ['huge.txt', 'size'],
      ['link.txt', 'link'],
      ['loop', 'link'],
      ['pipe', 'binary'],
    ]);
    assert.equal(printed.code, 0);
  });

  it('follows a link that is named with a slash behind it', async () => {
    folder.write('w/a.txt', 'a');
    symlinkSync(path.join(folder.path, 'w'), path.join(folder.path, 'link'), 'junction');
    const link = path.join(folder.path, 'link');
    assert.deepEqual(reasonsOf(await packJson('--max', '99', ...by, link)), [['link', 'link']]);
    assert.deepEqual(reasonsOf(await packJson('--max', '99', ...by, `${link}/`)), [['a.txt', null]]);
  });

  it('exits with 2 where something cannot be read, and packs the rest', async () => {
    const file = folder.write('a.txt', 'a');
    const { code, output, errors } = await pack('--max', '99', ...by, file, path.join(folder.path, 'missing'));
    assert.deepEqual([code, output.includes('a.txt')], [2, true]);
    assert.match(errors, /missing: there is no such file or folder\./);
  });

  it('says what is wrong with the command', async () => {
    const file = folder.write('a.txt', 'a');
    const wrong = [
      [/--max/, [...by, file]],
      [/not "x"/, ['--max', 'x', ...by, file]],
      [/a number of tokens/, ['--max', '9'.repeat(400), ...by, file]],
      [/Give one of/, ['--max', '9', file]],
      [/Give one of/, ['--max', '9', ...by, '--model', 'gpt-4o', file]],
      [/There is no encoding "x"/, ['--max', '9', '--encoding', 'x', file]],
      [/There is no model "x"/, ['--max', '9', '--model', 'x', file]],
      [/markdown or xml, not "html"/, ['--max', '9', ...by, '--format', 'html', file]],
      [/Give a file or a folder/, ['--max', '9', ...by]],
    ] as const;
    for (const [message, args] of wrong) {
      const { code, output, errors } = await pack(...args);
      assert.deepEqual([code, output], [2, '']);
      assert.match(errors, message);
    }
    assert.equal((await pack('--help')).code, 0);
  });
});
