import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { EncodingName } from '../../../src/core/catalog/encodingName';
import { createCatalog } from '../../../src/core/catalog/catalog';
import type { Encoding } from '../../../src/core/tokens/engine/encoding';
import { VocabularyFileError } from '../../../src/core/tokens/engine/vocabularyFile';
import { run } from '../../../src/cli/run';
import { EncodingCounter } from '../../../src/core/tokens/engine/encodingCounter';
import { engine } from '../../support/engines';
import { guideWith } from '../../support/fieldGuides';
import { testDay } from '../../support/models';

const estimate = { factor: 1.5, bandPercent: 15, reason: 'The tokenizer of this model is not public.' };
const source = { title: 'Source', url: 'https://example.org' };
const model = {
  family: 'test',
  status: 'current',
  openness: 'closed',
  checked: '2026-11-20',
  sources: [{ id: 'source', ...source }],
} as const;
const catalog = createCatalog(
  {
    families: [],
    models: [
      { ...model, id: 'open-model', name: 'Open Model', aliases: ['open-model-latest'], tokenizer: 'exact' },
      { ...model, id: 'closed-model', name: 'Closed Model', tokenizer: 'guess' },
    ],
    tokenizers: [
      { id: 'exact', encoding: 'o200k_base', source },
      { id: 'guess', encoding: 'cl100k_base', estimate, source },
    ],
  },
  testDay,
);

const load = (name: EncodingName): Promise<Encoding> => Promise.resolve(engine(name));
const guide = (loadEncoding: typeof load) =>
  guideWith({ tables: { catalog: () => Promise.resolve(catalog) }, counter: new EncodingCounter(loadEncoding) });

interface Result {
  readonly code: number;
  readonly output: string;
  readonly errors: string;
}

async function count(args: string[], input: string | Uint8Array = '', loadEncoding = load): Promise<Result> {
  const output: string[] = [];
  const errors: string[] = [];
  const code = await run(['count', ...args], {
    console: {
      readStandardInput: () => Promise.resolve(Buffer.from(input)),
      print: (line) => output.push(line),
      printError: (line) => errors.push(line),
    },
    guide: guide(loadEncoding),
  });
  return { code, output: output.join('\n'), errors: errors.join('\n') };
}

describe('the command line', function () {
  this.timeout(600_000); // The first run builds the vocabularies.
  let folder = '';
  const file = (name: string, content: string | Uint8Array): string => {
    writeFileSync(path.join(folder, name), content);
    return path.join(folder, name);
  };

  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'count-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('prints the tokens of each file and of all together', async () => {
    const [a, b] = [file('a.txt', 'hello world'), file('b.txt', 'hello <|endoftext|> world')];
    const expected = { code: 0, output: `2\t${a}\n9\t${b}\n11\ttotal`, errors: '' };
    assert.deepEqual(await count(['--encoding', 'o200k_base', a, b]), expected);
  });

  it('writes out control characters in the name of a file', async function () {
    if (process.platform === 'win32') this.skip(); // It has no such names.
    const args = ['--encoding', 'o200k_base', file('a\n\x1b.txt', 'hello world')];
    assert.match((await count(args)).output, /^2\t.*a\\u000a\\u001b\.txt$/);
  });

  it('says how it is used when asked', async () => {
    for (const flag of ['--help', '-h']) {
      const { code, output, errors } = await count([flag]);
      assert.match(output, /^Usage: .* count .*--encoding NAME/);
      assert.deepEqual([code, errors], [0, '']);
    }
  });

  it('names each command in its usage, and knows it', async () => {
    const { output: usage } = await count(['--help']);
    const folders = readdirSync('src/cli', { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const names = folders.map(({ name }) => name).filter((name) => name !== 'shared');
    assert.ok(names.length > 0);
    for (const name of names) {
      assert.match(usage, new RegExp(`^ +node dist/cli\\.js ${name} .*\\(${name} --help tells more\\)$`, 'm'));
      const output: string[] = [];
      const printed = (line: string): number => output.push(line);
      const console = { readStandardInput: () => assert.fail(), print: printed, printError: printed };
      assert.equal(await run([name, '--help'], { console, guide: guide(load) }), 0);
      assert.match(output.join('\n'), new RegExp(`^Usage: node dist/cli\\.js ${name} `));
    }
  });

  it('counts standard input without files', async () => {
    assert.deepEqual(await count(['--encoding', 'cl100k_base'], 'hello world'), { code: 0, output: '2', errors: '' });
  });

  it('counts UTF-8 and UTF-16 without their byte order marks', async () => {
    const text = 'größer 中文 than five words';
    const expected = String(engine('o200k_base').count(text));
    const wide = Buffer.from(`\ufeff${text}`, 'utf16le');
    for (const input of [text, `\ufeff${text}`, wide, Buffer.from(wide).swap16()]) {
      const counted = await count(['--encoding', 'o200k_base'], input);
      assert.deepEqual(counted, { code: 0, output: expected, errors: '' });
    }
  });

  it('says what is not valid UTF-8, and counts it with replacement characters', async () => {
    const latin = file('latin.txt', Buffer.from('größer', 'latin1'));
    const { code, output, errors } = await count(['--encoding', 'o200k_base', latin]);
    assert.deepEqual([code, output], [0, `${engine('o200k_base').count('gr\ufffd\ufffder')}\t${latin}`]);
    assert.match(errors, /latin\.txt is not valid UTF-8: counted with U\+FFFD/u);
  });

  it('refuses what is no text, counts the others, and exits with 3', async () => {
    const [a, picture, b] = [file('a.txt', 'hello'), file('p.png', Buffer.from('\x89PNG\0')), file('b.txt', 'hello')];
    const { code, output, errors } = await count(['--encoding', 'o200k_base', a, picture, b]);
    assert.deepEqual([code, output], [3, `1\t${a}\n1\t${b}\n2\ttotal`]);
    assert.match(errors, /p\.png: it is not a text in UTF-8 or UTF-16/u);
  });

  it('exits with 1 over the budget also when a file cannot be read', async () => {
    const a = file('a.txt', 'hello world');
    assert.equal((await count(['--encoding', 'o200k_base', '--max', '1', a, 'missing.txt'])).code, 1);
    assert.equal((await count(['--encoding', 'o200k_base', '--max', '2', a, 'missing.txt'])).code, 3);
  });

  it('expands patterns that the shell has not expanded, in order, but no names of files that are there', async () => {
    const names = ['b.md', 'a.md', 'c.txt', '[x].md', 'x.md'];
    for (const name of names) file(name, 'hello');
    const nameOf = (line: string) => path.basename(line.split('\t')[1] ?? '');
    const counted = async (pattern: string) =>
      (await count(['--encoding', 'o200k_base', `${folder}/${pattern}`])).output.split('\n').map(nameOf);
    assert.deepEqual(await counted('{a,b}.md'), ['a.md', 'b.md', 'total']);
    assert.deepEqual(await counted('?.*'), ['a.md', 'b.md', 'c.txt', 'x.md', 'total']);
    assert.deepEqual(await counted('[x].md'), ['[x].md']);
    const none = await count(['--encoding', 'o200k_base', `${folder}/*.rs`]);
    assert.equal(none.code, 3);
    assert.match(none.errors, /\*\.rs: there is no such file/u);
  });

  it('counts standard input among files, once', async () => {
    const a = file('a.txt', 'hello');
    assert.equal((await count(['--encoding', 'o200k_base', a, '-'], 'hello world')).output, `1\t${a}\n2\t-\n3\ttotal`);
    const twice = await count(['--encoding', 'o200k_base', '-', '-'], 'hello world');
    assert.deepEqual([twice.code, twice.output], [2, '']);
    assert.match(twice.errors, /Standard input .* once/u);
  });

  it('reads a file when the one before it is counted and printed, so that their number does not matter', async () => {
    const [a, b, c] = [file('a', 'hello'), file('b', 'hello'), file('c', 'hello')];
    const output: string[] = [];
    const print = (line: string) => {
      if (output.push(line) === 1) rmSync(b);
    };
    const console = {
      readStandardInput: () => Promise.reject(new Error('not asked for')),
      print,
      printError: () => undefined,
    };
    const code = await run(['count', '--encoding', 'o200k_base', a, b, c], {
      ...{ console, guide: guide(load) },
    });
    assert.deepEqual([code, output], [3, [`1\t${a}`, `1\t${c}`, '2\ttotal']]);
  });

  it('prints a JSON array of counts for a JSON array of strings', async () => {
    const strings = file('strings.json', JSON.stringify(['hello world', '', '\ud800']));
    assert.equal((await count(['--encoding', 'o200k_base', '--json', strings])).output, '[2,0,1]');
  });

  it('finds the encoding of a model by its id and its other ids', async () => {
    assert.equal((await count(['--model', 'open-model'], 'hello world')).output, '2');
    assert.equal((await count(['--model', 'open-model-latest'], 'hello world')).output, '2');
  });

  it('finds a model as the editor does, whatever the case and with the prefix of a router', async () => {
    for (const id of ['Open-Model', 'someone/open-model', 'accounts/x/models/OPEN-MODEL-LATEST', ' open-model ']) {
      assert.deepEqual(await count(['--model', id], 'hello world'), { code: 0, output: '2', errors: '' });
    }
  });

  it('says that a count is an estimate, and why', async () => {
    const { code, output, errors } = await count(['--model', 'closed-model'], 'hello world');
    assert.deepEqual([code, output], [0, '3']);
    assert.match(errors, /15 %.*not public/u);
  });

  it('exits with 1 over the budget and with 0 at it', async () => {
    assert.equal((await count(['--encoding', 'o200k_base', '--max', '2'], 'hello world')).code, 0);
    const over = await count(['--encoding', 'o200k_base', '--max', '1'], 'hello world');
    assert.equal(over.code, 1);
    assert.equal(over.output, '2');
    assert.match(over.errors, /2 tokens are over the budget of 1/u);
  });

  const mistakes: [string, string[], RegExp][] = [
    ['an unknown encoding', ['--encoding', 'o300k'], /"o300k".*o200k_base, o200k_harmony, .*claude_legacy/u],
    ['an unknown model', ['--model', 'gpt-99'], /"gpt-99".*open-model, closed-model/u],
    ['neither encoding nor model', [], /--encoding and --model/u],
    ['both encoding and model', ['--encoding', 'o200k_base', '--model', 'open-model'], /--encoding and --model/u],
    ['an unknown option', ['--encodings', 'o200k_base'], /--encodings[^]*Usage/u],
    ['a budget that is no number', ['--encoding', 'o200k_base', '--max', 'many'], /"many"/u],
  ];
  for (const [title, args, message] of mistakes) {
    it(`exits with 2 and says what to do for ${title}`, async () => {
      const { code, output, errors } = await count(args);
      assert.deepEqual([code, output], [2, '']);
      assert.match(errors, message);
    });
  }

  const badInputs: [string, string[], RegExp][] = [
    ['a file that does not exist', ['missing.txt'], /missing\.txt: there is no such file/u],
    ['a folder', [tmpdir()], /it is a folder/u],
    ['JSON from a file that does not exist', ['--json', 'missing.json'], /missing\.json: there is no such file/u],
  ];
  for (const [title, args, message] of badInputs) {
    it(`exits with 3 and says what is wrong for ${title}`, async () => {
      const { code, output, errors } = await count(['--encoding', 'o200k_base', ...args]);
      assert.deepEqual([code, output], [3, '']);
      assert.match(errors, message);
    });
  }

  it('exits with 3 for JSON that is not an array of strings', async () => {
    for (const content of ['[1]', '{}', '[']) {
      const { code, errors } = await count(['--encoding', 'o200k_base', '--json', file('strings.json', content)]);
      assert.equal(code, 3);
      assert.match(errors, /strings\.json is not/u);
    }
  });

  it('exits with 4, not with the 1 of the budget, when the counting fails', async () => {
    for (const error of [new VocabularyFileError('The vocabulary file is damaged.'), new Error('no memory')]) {
      const fail = () => Promise.reject(error);
      const { code, output, errors } = await count(['--encoding', 'o200k_base', '--max', '1'], 'hello world', fail);
      assert.deepEqual([code, output], [4, '']);
      assert.ok(errors.endsWith(error.message), errors);
    }
  });
});

describe('the command line as a program', function () {
  this.timeout(600_000); // The first run builds the vocabularies.

  /** Runs the source: the vocabularies are not beside it. `closed`: nobody reads what it prints. */
  function start(
    args: string[],
    closed: boolean,
    output: 'pipe' | number = 'pipe',
  ): Promise<{ code: number | null; errors: string }> {
    const program = spawn(process.execPath, ['--import', 'tsx', 'src/cli.ts', ...args], {
      stdio: ['ignore', output, 'pipe'],
    });
    let errors = '';
    program.stderr?.on('data', (data: Buffer) => (errors += data.toString()));
    if (closed) program.stdout?.destroy();
    else program.stdout?.resume();
    return new Promise((resolve) => program.once('close', (code) => resolve({ code, errors })));
  }

  it('is quiet when nobody reads on, as behind `| head -1`', async () => {
    assert.deepEqual(await start(['--help'], true), { code: 0, errors: '' });
  });

  it('says so where the disk is full, and exits as where it fails itself @deep', async function () {
    if (process.platform !== 'linux') this.skip();
    const full = openSync('/dev/full', 'w');
    try {
      const errors = 'The result cannot be written: ENOSPC.\n';
      assert.deepEqual(await start(['--help'], false, full), { code: 4, errors });
      assert.deepEqual(await start(['models', '--help'], false, full), { code: 2, errors });
    } finally {
      closeSync(full);
    }
  });

  it('exits with 4 and says what to do without its vocabularies', async () => {
    const { code, errors } = await start(['count', '--encoding', 'o200k_base', 'package.json'], false);
    assert.equal(code, 4);
    assert.match(errors, /^The vocabulary of o200k_base cannot be read\. Run "npm run build"\.\n$/u);
  });
});
