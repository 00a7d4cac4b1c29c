import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findIdsInFile } from '../../../../../src/core/code/ids/fileIds';
import { readNotebook } from '../../../../../src/core/code/ids/notebook';
import { testNames } from '../../../../support/modelNames';

const notebook = (cells: object[], more: object = {}, space?: number): string =>
  JSON.stringify({ cells, nbformat: 4, nbformat_minor: 5, ...more }, null, space);
const code = (...source: string[]): object => ({ cell_type: 'code', outputs: [{ text: ["model='gpt-4'"] }], source });

async function found(text: string): Promise<string[]> {
  const ids = await findIdsInFile({ text, languageId: 'ipynb' }, testNames, () => undefined);
  const lines = text.split('\n');
  for (const { start, end, line, column, written } of ids) {
    assert.equal(text.slice(start, end), written);
    assert.equal(lines[line]?.slice(column, column + written.length), written);
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

  it('are left out where a comment of their cell says so', async () => {
    assert.deepEqual(await found(notebook([code('# ai-field-guide-ignore\n', 'ask(model="gpt-4")')])), []);
    assert.deepEqual(await found(notebook([code('# ai-field-guide-ignore'), code('ask(model="o3")')])), ['o3']);
  });

  it('are none in what is no notebook', async () => {
    for (const text of ['', '{', '[]', '{"cells": 1}', '{"cells": [1, {"source": "gpt-4"}]}', '"gpt-4"']) {
      assert.deepEqual(await found(text), []);
    }
  });

  it('are none in brackets within brackets without end', async () => {
    assert.deepEqual(await found('['.repeat(100_000)), []);
  });

  it('are read by a language that no table has, whatever it is called', () => {
    for (const name of ['constructor', '__proto__', 'tostring']) {
      const text = notebook([code('ask(model="gpt-4")')], { metadata: { language_info: { name } } });
      assert.equal(readNotebook(text)?.source.languageId, name);
    }
  });

  // To read the string from its start for each of them would take minutes.
  it('are placed in one pass, though all code is one string', async () => {
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
