import assert from 'node:assert/strict';
import { truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { index, terms, useFolder } from './termsRun';

const listed = v.array(
  v.strictObject({
    ...{ file: v.string(), line: v.number(), column: v.number() },
    ...{ start: v.number(), end: v.number(), id: v.string(), written: v.string() },
  }),
);
const listOf = (output: string) => v.parse(listed, JSON.parse(output));
const writtenIn = (output: string): string[] => listOf(output).map(({ written }) => written);

describe('terms PATHS', () => {
  const folder = useFolder();

  it('lists a term with its place, what is written, and its name', async () => {
    const file = folder.write('notes.md', 'One line.\r\nThe context\r\nwindows of two models.\r\n');
    const { code, output } = await terms([file]);
    assert.equal(code, 0);
    assert.equal(output.split('\n')[0], `${file}:2:5: context windows (context window)`);
  });

  it('writes out control characters in the name of a file', async function () {
    if (process.platform === 'win32') this.skip(); // It has no such names.
    const { output } = await terms([folder.write('a\n\x1b[31m.md', 'The context window.\n')]);
    assert.match(output, /a\\u000a\\u001b\[31m\.md:1:5: context window/);
  });

  it('counts a term at the beginning of a line to that line', async () => {
    const file = folder.write('lines.md', 'One line.\nTokens of the LLM prompt.\n');
    assert.match((await terms([file])).output, /lines\.md:2:1: Tokens/);
  });

  it('lists them as JSON', async () => {
    const file = folder.write('notes.md', 'One line.\nThe 😀 **context** window.\n');
    const { code, output } = await terms(['--json', file]);
    assert.equal(code, 0);
    assert.deepEqual(listOf(output), [
      { file, line: 2, column: 10, start: 19, end: 35, id: 'context-window', written: 'context** window' },
    ]);
  });

  it('prints an empty array where there is none', async () => {
    assert.deepEqual(await terms(['--json', folder.write('a.md', 'Nothing.\n')]), {
      code: 0,
      output: '[]',
      errors: '',
    });
  });

  it('lists no term that is not meant', async () => {
    const sense = { read: () => ({ judge: () => ({ isMeant: false, probability: 0, clues: [] }) }) };
    const { output } = await terms(['--json', folder.write('a.md', 'A token.\n')], { glossary: { index, sense } });
    assert.equal(output, '[]');
  });

  it('reads a folder but for what git ignores, and files of unknown kinds', async () => {
    folder.write('src/one.ts', '// A language model.\n');
    folder.write('src/picture.svgz', 'a language model');
    folder.write('ignored/two.md', 'A language model.\n');
    folder.write('.gitignore', 'ignored/\n');
    const { code, output } = await terms(['--json', folder.path]);
    assert.equal(code, 0);
    assert.deepEqual(
      listOf(output).map(({ file }) => path.relative(folder.path, file)),
      [path.join('src', 'one.ts')],
    );
  });

  it('names a file once that two paths name', async () => {
    const file = folder.write('a.md', 'A language model.\n');
    assert.equal(listOf((await terms(['--json', folder.path, file])).output).length, 1);
  });

  it('reads a file of any name as the language that is said', async () => {
    const file = folder.write('notes', 'The *context* window.\n');
    const unsaid = await terms(['--json', file]);
    assert.deepEqual([unsaid.code, unsaid.output], [0, '[]']);
    assert.match(
      unsaid.errors,
      /notes is left out: its name does not tell its language\. Say it with --language ID\.$/,
    );
    assert.equal((await terms(['--json', folder.path])).errors, '');
    assert.deepEqual(writtenIn((await terms(['--json', '--language', 'markdown', file])).output), ['context* window']);
    assert.deepEqual(writtenIn((await terms(['--json', '--language', 'no such', file])).output), ['context* window']);
  });

  it('finds terms in the cells of a notebook, with places in the file', async () => {
    const source = ['The "context\n', 'window".'];
    const code = '# é: a language model\nx = 1';
    const cells = [
      { cell_type: 'markdown', source },
      { cell_type: 'code', source: code, outputs: [{ text: 'a language model' }] },
    ];
    const json = JSON.stringify({ cells, metadata: { language_info: { name: 'python' } } }).replace('é', '\\u00e9');
    const { output } = await terms(['--json', folder.write('a.ipynb', json)]);
    const found = listOf(output);
    assert.deepEqual(
      found.map(({ id }) => id),
      ['context-window', 'large-language-model'],
    );
    for (const { start, end, written, line, column } of found) {
      assert.equal(json.slice(start, end), written);
      assert.deepEqual([line, column], [1, start + 1]);
    }
    assert.equal(found[0]?.written, 'context\\n","window');
    assert.equal(found[1]?.written, 'language model');
  });

  it('counts code units in the cells of a notebook, however they are escaped', async () => {
    const json = '{"cells":[{"cell_type":"markdown","source":"\\ud83d\\ude00 \\u0061 \\"context\\u0020window\\""}]}';
    const [found] = listOf((await terms(['--json', folder.write('a.ipynb', json)])).output);
    assert.deepEqual([found?.id, found?.written], ['context-window', 'context\\u0020window']);
    assert.equal(json.slice(found!.start, found!.end), 'context\\u0020window');
  });

  it('reads the cells of a notebook that is cut off, and says so of one without any', async () => {
    const cut = folder.write('cut.ipynb', '{"cells":[{"cell_type":"markdown","source":"a context window"},{"cell_t');
    const broken = folder.write('broken.ipynb', '{"cells":[{"cell');
    const deep = folder.write('deep.ipynb', '['.repeat(200_000));
    const { code, output, errors } = await terms(['--json', cut, broken, deep, folder.write('new.ipynb', '\n')]);
    assert.deepEqual([code, writtenIn(output)], [2, ['context window']]);
    const said = [broken, deep].map((file) => `Cannot read ${file}: it is not a notebook in JSON.`);
    assert.equal(errors, said.join('\n'));
  });

  it('counts lines and code units as an editor does, whatever ends its lines and marks its bytes', async () => {
    for (const text of [
      '\ufeffOne\r\nThe context\r\nwindow',
      'One\nThe context\nwindow',
      '\ufeffOne\rThe context\rwindow',
    ]) {
      const [found] = listOf((await terms(['--json', folder.write('a.md', text)])).output);
      const seen = text.replace('\ufeff', '');
      assert.equal(found?.written, seen.slice(seen.indexOf('context')));
      assert.deepEqual([found.start, found.end], [seen.indexOf('context'), seen.length]);
      assert.deepEqual([found.line, found.column], [2, 5]);
    }
    const utf16 = path.join(folder.path, 'b.md');
    writeFileSync(utf16, Buffer.from('\ufeffA 😀 context window', 'utf16le'));
    const [found] = listOf((await terms(['--json', utf16])).output);
    assert.deepEqual([found?.line, found?.column, found?.written], [1, 6, 'context window']);
  });

  it('lists all terms of a file of one line as of one of many', async () => {
    for (const sentence of ['A prompt.\n', 'A prompt. ']) {
      const { output } = await terms([folder.write('long.md', sentence.repeat(3_000))]);
      assert.equal(output.split('\n').length, 3_000);
    }
  });

  it('says what it cannot read, and lists the rest', async () => {
    const good = folder.write('good.md', 'A language model.\n');
    const binary = folder.write('binary.md', 'a\0b\0c\0\0\0\0');
    const large = folder.write('large.md', '');
    truncateSync(large, 21 * 1024 ** 2);
    const missing = path.join(folder.path, 'missing.md');
    const { code, output, errors } = await terms(['--json', binary, folder.path, missing]);
    assert.equal(code, 2);
    assert.deepEqual(
      listOf(output).map(({ file }) => file),
      [good],
    );
    assert.match(errors, new RegExp(`Cannot read ${binary}: it is not a text`));
    assert.match(errors, new RegExp(`Cannot read ${large}: it has more than 2`));
    assert.match(errors, new RegExp(`Cannot read ${missing}: there is no such file`));
  });

  it('leaves out what is no text below a folder, whatever its name is', async () => {
    folder.write('bundle.js', 'a\0b\0c\0\0\0\0');
    folder.write('good.md', 'A language model.\n');
    const { code, output, errors } = await terms([folder.path]);
    assert.deepEqual([code, output.split('\n').length, errors], [0, 1, '']);
  });

  it('says how it is called', async () => {
    const none = await terms([]);
    assert.equal(none.code, 2);
    assert.match(none.errors, /^Say which files or folders to read\.\n\nUsage: node dist\/cli\.js terms/);
    const help = await terms(['--help']);
    assert.equal(help.code, 0);
    assert.match(help.output, /^Usage: .* terms [^]*--texts FILE/);
    const unknown = await terms(['--sarif', folder.path]);
    assert.equal(unknown.code, 2);
    assert.match(unknown.errors, /--sarif[^]*Usage/);
  });
});
