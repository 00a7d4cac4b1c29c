import assert from 'node:assert/strict';
import path from 'node:path';
import * as v from 'valibot';
import { terms, useFolder } from './termsRun';

describe('terms --texts', () => {
  const folder = useFolder();

  const texts = (value: unknown) => terms(['--texts', '-'], { input: JSON.stringify(value) });

  it('prints an array of places for each text, in order', async () => {
    const { code, output } = await texts([
      { languageId: 'markdown', text: '😀 the **context** window, a `token`' },
      { languageId: 'typescript', text: 'const x = 1;' },
      { languageId: 'python', text: '# One language model.\nmax_tokens = 5' },
    ]);
    assert.equal(code, 0);
    assert.deepEqual(JSON.parse(output), [
      [
        { id: 'context-window', start: 9, end: 25 },
        { id: 'token', start: 30, end: 35 },
      ],
      [],
      [
        { id: 'large-language-model', start: 6, end: 20 },
        { id: 'max-output-tokens', start: 22, end: 32 },
      ],
    ]);
  });

  it('reads a language that it does not know as plain text', async () => {
    const { output } = await texts([{ languageId: 'klingon', text: 'A context window.' }]);
    assert.deepEqual(JSON.parse(output), [[{ id: 'context-window', start: 2, end: 16 }]]);
  });

  it('counts code units beside halves of characters, line ends of Windows and a byte order mark', async () => {
    const hostile = '\ud800 a context\r\nwindow\udc00\r\ufeff tokens \0';
    const { code, output } = await texts([{ languageId: 'markdown', text: hostile }]);
    const found = v.parse(v.array(v.array(v.object({ start: v.number(), end: v.number() }))), JSON.parse(output));
    assert.equal(code, 0);
    assert.deepEqual(
      found[0]!.map(({ start, end }) => hostile.slice(start, end)),
      ['context\r\nwindow', 'tokens'],
    );
  });

  it('reads a file with a byte order mark, and entries with more in them', async () => {
    const entry = { languageId: 'markdown', text: 'tokens', path: 'a.md' };
    const file = folder.write('texts.json', `\ufeff${JSON.stringify([entry])}`);
    assert.equal((await terms(['--texts', file])).output, '[[{"id":"token","start":0,"end":6}]]');
  });

  it('takes a long text, and one that is empty', async () => {
    const { output } = await texts([
      { languageId: 'markdown', text: 'tokens '.repeat(20_000) },
      { languageId: '', text: '' },
    ]);
    const [long, empty] = v.parse(v.array(v.array(v.unknown())), JSON.parse(output));
    assert.deepEqual([long!.length, empty], [20_000, []]);
  });

  it('prints an empty array for no texts', async () => assert.equal((await texts([])).output, '[]'));

  it('reads them from a file', async () => {
    const file = folder.write('texts.json', JSON.stringify([{ languageId: 'markdown', text: 'tokens' }]));
    assert.equal((await terms(['--texts', file])).output, '[[{"id":"token","start":0,"end":6}]]');
  });

  for (const [json, said] of [
    ['{', /^Standard input is not JSON: /],
    ['{}', /^Standard input is not a JSON array of \{languageId, text\}\.$/],
    ['', /^Standard input is not JSON: /],
    ['[null]', /entry 0, counted from 0, is no object\.$/],
    ['[[]]', /entry 0, counted from 0, has no string as its languageId\.$/],
    ['[1]', /entry 0, counted from 0, is no object\.$/],
    [
      '[{"languageId":"markdown","text":"a"},{"languageId":"markdown"}]',
      /entry 1, counted from 0, has no string as its text/,
    ],
    ['[{"languageId":7,"text":""}]', /entry 0, counted from 0, has no string as its languageId/],
  ] as const) {
    it(`says what is wrong with ${json}`, async () => {
      const { code, output, errors } = await terms(['--texts', '-'], { input: json });
      assert.deepEqual([code, output], [2, '']);
      assert.match(errors, said);
    });
  }

  it('says that a file is missing, is no text, or is one of two things asked for', async () => {
    const missing = await terms(['--texts', path.join(folder.path, 'none.json')]);
    assert.equal(missing.code, 2);
    assert.match(missing.errors, /Cannot read .*none\.json: there is no such file/);
    for (const more of [[folder.path], ['--json'], ['--language', 'python']]) {
      const both = await terms(['--texts', '-', ...more]);
      assert.equal(both.code, 2, more.join(' '));
      assert.match(both.errors, /terms --texts takes one file/);
    }
  });
});
