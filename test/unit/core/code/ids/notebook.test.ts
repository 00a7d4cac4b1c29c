import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findIdsInFile } from '../../../../../src/core/code/ids/fileIds';
import { findUnignoredIds } from '../../../../../src/core/code/ids/ignoreComments';
import { cellSource, joinCells, readNotebook } from '../../../../../src/core/code/ids/notebook';
import { regionText } from '../../../../../src/core/text/regions/regionText';
import { testNames } from '../../../../support/modelNames';

const notebook = (cells: object[], more: object = {}, space?: number): string =>
  JSON.stringify({ cells, nbformat: 4, nbformat_minor: 5, ...more }, null, space);
const code = (...source: string[]): object => ({ cell_type: 'code', outputs: [{ text: ["model='gpt-4'"] }], source });

async function found(text: string): Promise<string[]> {
  const ids = await findIdsInFile({ text, languageId: 'ipynb' }, testNames, () => undefined);
  const lines = text.split('\n');
  for (const { start, end, line, column, written } of ids) {
    const inFile = text.slice(start, end);
    assert.equal(JSON.parse(`"${inFile}"`), written);
    assert.equal(lines[line]?.slice(column, column + end - start), inFile);
  }
  return ids.map(({ written, named }) => `${written}${named?.calledAt ? ` ${named.calledAt}` : ''}`);
}

describe('the ids in a notebook', () => {
  it('are those of its code, at their places in the file', async () => {
    const cells = [
      { cell_type: 'markdown', source: ["model='gpt-4-32k'"] },
      code(
        'import x\n',
        '# "Quotes" and \ttabs: gpt-4o\n',
        'a = "\\"é\\u00e9"; ask(model="gpt-4", n="\\\\")\n',
        'ask("o3-mini")',
      ),
      { cell_type: 'raw', source: ["model='gpt-4-32k'"] },
      { cell_type: 'code', source: 'one = "text"\nask(model="gpt-4o")' },
    ];
    for (const space of [undefined, 1])
      assert.deepEqual(await found(notebook(cells, {}, space)), ['gpt-4', 'o3-mini', 'gpt-4o']);
  });

  it('are called where a cell before says so', async () => {
    const text = notebook([
      code('client = OpenAI(base_url="http://localhost:1/v1")'),
      code('client.chat.completions.create(model="gpt-4")'),
    ]);
    assert.deepEqual(await found(text), ['gpt-4 local']);
  });

  it('are read by the language of its kernel', async () => {
    const cells = [code('// model: "gpt-4o" \n', 'ask({ model: "gpt-4" })')];
    assert.deepEqual(await found(notebook(cells, { metadata: { kernelspec: { language: 'typescript' } } })), ['gpt-4']);
  });

  it('have their places where characters are escaped in them', async () => {
    const text = notebook([code('ask(model="openai/gpt-4", b="o3-mini")')]);
    const escaped = text.replace('openai/gpt-4', 'openai\\/gpt\\u002d\\u0034');
    assert.deepEqual(await found(escaped), ['openai/gpt-4', 'o3-mini']);
  });

  it('are those of a cell in the language that its first line or its metadata says', async () => {
    const cells = [
      code('%%bash\n', 'llm -m gpt-4 "hi" # gpt-4o\n'),
      code('%%script --no-raise-error perl\n', '# "gpt-4o"\n', 'ask("o3-mini");'),
      code('%%writefile app.env\n', 'MODEL=gpt-4-32k'),
      code('%%writefile README.md\n', 'model: "gpt-4o"'),
      code('%%time\n', 'ask("gpt-4") # "gpt-4o"'),
      { ...code('// "gpt-4o"\n', 'ask("gpt-4.1")'), metadata: { vscode: { languageId: 'javascript' } } },
    ];
    assert.deepEqual(await found(notebook(cells)), ['gpt-4', 'o3-mini', 'gpt-4-32k', 'gpt-4', 'gpt-4.1']);
  });

  it('are those of lines for a shell', async () => {
    const lines = [
      '%env MODEL=gpt-4\n',
      "!llm -m gpt-4o 'it is' # o3\n",
      'ask("o3-mini")\n',
      's = """\n',
      '!llm -m o1\n"""',
    ];
    assert.deepEqual(await found(notebook([code(...lines)])), ['gpt-4', 'gpt-4o', 'o3-mini']);
  });

  it('are those of version 3 of the format, which has sheets', async () => {
    const cell = (input: string | string[]) => ({ cell_type: 'code', language: 'python', input, outputs: [] });
    const text = JSON.stringify({
      metadata: { name: '' },
      nbformat: 3,
      worksheets: [
        { cells: [cell(['x = 1\n', 'ask("gpt-4")']), { cell_type: 'markdown', source: 'ask("gpt-4o")' }] },
        { cells: [cell('ask("o3-mini")')] },
      ],
    });
    assert.deepEqual(await found(text), ['gpt-4', 'o3-mini']);
  });

  it('are left out where a comment of their cell says so', async () => {
    assert.deepEqual(await found(notebook([code('# ai-field-guide-ignore\n', 'ask(model="gpt-4")')])), []);
    assert.deepEqual(await found(notebook([code('# ai-field-guide-ignore'), code('ask(model="o3")')])), ['o3']);
  });

  it('are the same in cells that are open', async () => {
    const texts = [
      'client = OpenAI(base_url="http://localhost:1/v1")',
      '# ai-field-guide-ignore o3-mini\r\nclient.chat.completions.create(b="o3-mini", model="gpt-4")\r\n',
      '%%bash\nllm -m gpt-4o',
    ];
    const cells = texts.map((text) => cellSource(regionText(text, 'python'))!);
    const { source, cellOf } = joinCells(cells);
    const ids = (await findUnignoredIds(source, testNames, () => undefined)) ?? [];
    const inCells = ids.flatMap(cellOf);
    assert.deepEqual(
      inCells.map(({ cell, found: { written, line, column } }) => [cell, written, line, column]),
      [
        [1, 'gpt-4', 1, 51],
        [2, 'gpt-4o', 1, 7],
      ],
    );
    assert.equal(inCells[0]?.found.named?.calledAt, 'local');
    for (const { cell, found: each } of inCells) assert.equal(texts[cell]?.slice(each.start, each.end), each.written);
  });

  it('are none in what is no notebook', async () => {
    for (const text of ['', '{', '[]', '{"cells": 1}', '{"cells": [1, {"source": "gpt-4"}]}', '"gpt-4"']) {
      assert.deepEqual(await found(text), []);
    }
  });

  it('are none in brackets within brackets without end', async () => {
    assert.deepEqual(await found('['.repeat(100_000)), []);
  });

  it('are read by a language that no table has, whatever it is called', async () => {
    for (const name of ['constructor', '__proto__', 'tostring']) {
      const text = notebook([code('ask(model="gpt-4")')], { metadata: { language_info: { name } } });
      assert.equal((await readNotebook(text)?.source.regionAt(0, 0))?.language, name);
    }
  });

  // To read the string from its start for each of them would take minutes.
  it('are placed in one pass, though all code is one string @deep', async () => {
    const line = 'ask(model="gpt-4")\n';
    const ids = await found(notebook([{ cell_type: 'code', source: line.repeat(20_000) }]));
    assert.equal(ids.length, 20_000);
  });

  it('keep their places whatever stands before them', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string({ unit: 'grapheme' })), fc.boolean(), async (texts, isOne) => {
        // A comment ends where its line does.
        const lines = texts.map((text) => `# ${text.replace(/[\r\n\u2028\u2029]|ai-field/g, '')}\n`);
        const source = [...lines, 'ask(model="gpt-4")'];
        const cell = { cell_type: 'code', source: isOne ? source.join('') : source };
        assert.deepEqual(await found(notebook([cell], {}, 2)), ['gpt-4']);
      }),
      { numRuns: 200 },
    );
  });
});
