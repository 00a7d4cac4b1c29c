import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { run } from '../../../src/cli/run';
import { engine } from '../tokens/engines';

const estimate = { factor: 1.5, bandPercent: 15, reason: 'The tokenizer of this model is not public.' };
const models = {
  models: [
    { id: 'open-model', aliases: ['open-model-latest'], tokenizer: 'exact' },
    { id: 'closed-model', tokenizer: 'guess' },
  ],
  tokenizers: [
    { id: 'exact', encoding: 'o200k_base' },
    { id: 'guess', encoding: 'cl100k_base', estimate },
  ],
};

interface Result {
  readonly code: number;
  readonly output: string;
  readonly errors: string;
}

async function count(args: string[], input = ''): Promise<Result> {
  const output: string[] = [];
  const errors: string[] = [];
  const code = await run(['count', ...args], {
    console: {
      readStandardInput: () => Promise.resolve(Buffer.from(input)),
      print: (line) => output.push(line),
      printError: (line) => errors.push(line),
    },
    models,
    loadEncoding: (name) => Promise.resolve(engine(name)),
  });
  return { code, output: output.join('\n'), errors: errors.join('\n') };
}

describe('the command line', function () {
  this.timeout(60_000);
  let folder = '';
  const file = (name: string, content: string | Uint8Array): string => {
    writeFileSync(path.join(folder, name), content);
    return path.join(folder, name);
  };

  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'count-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('prints the tokens of each file and of all together', async () => {
    const [a, b] = [file('a.txt', 'hello world'), file('b.txt', 'hello <|endoftext|> world')];
    const { code, output } = await count(['--encoding', 'o200k_base', a, b]);
    assert.equal(output, `2\t${a}\n9\t${b}\n11\ttotal`);
    assert.equal(code, 0);
  });

  it('says how it is used when asked', async () => {
    for (const flag of ['--help', '-h']) {
      const { code, output, errors } = await count([flag]);
      assert.match(output, /^Usage: .* count .*--encoding NAME/);
      assert.deepEqual([code, errors], [0, '']);
    }
  });

  it('counts standard input without files', async () => {
    assert.deepEqual(await count(['--encoding', 'cl100k_base'], 'hello world'), { code: 0, output: '2', errors: '' });
  });

  it('counts a byte order mark', async () => {
    const { output } = await count(['--encoding', 'o200k_base'], '\ufeffhello');
    assert.equal(output, String(engine('o200k_base').count('\ufeffhello')));
  });

  it('prints a JSON array of counts for a JSON array of strings', async () => {
    const strings = file('strings.json', JSON.stringify(['hello world', '', '\ud800']));
    assert.equal((await count(['--encoding', 'o200k_base', '--json', strings])).output, '[2,0,1]');
  });

  it('finds the encoding of a model by its id and its other ids', async () => {
    assert.equal((await count(['--model', 'open-model'], 'hello world')).output, '2');
    assert.equal((await count(['--model', 'open-model-latest'], 'hello world')).output, '2');
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
    ['a file that does not exist', ['--encoding', 'o200k_base', 'missing.txt'], /missing\.txt: there is no such file/u],
    ['a folder', ['--encoding', 'o200k_base', tmpdir()], /it is a folder/u],
  ];
  for (const [title, args, message] of mistakes) {
    it(`exits with 2 and says what to do for ${title}`, async () => {
      const { code, output, errors } = await count(args);
      assert.deepEqual([code, output], [2, '']);
      assert.match(errors, message);
    });
  }

  it('exits with 2 for JSON that is not an array of strings', async () => {
    for (const content of ['[1]', '{}', '[']) {
      const { code, errors } = await count(['--encoding', 'o200k_base', '--json', file('strings.json', content)]);
      assert.equal(code, 2);
      assert.match(errors, /strings\.json is not/u);
    }
  });
});
