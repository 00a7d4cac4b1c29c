import assert from 'node:assert/strict';
import { regionText } from '../../../../../src/core/text/regions/regionText';
import { callAt, callsIn } from '../../../../../src/core/code/calls/calls';

describe('the calls of a file', () => {
  it('tell which one a place is in', async () => {
    const text = `client.messages.create({ model: 'a', x: client.embeddings.create({ model: 'b' }) });\nz`;
    const at = async (word: string) => (await callAt(regionText(text, 'typescript'), text.indexOf(word)))?.model?.value;
    assert.deepEqual([await at("'a'"), await at("'b'"), await at('z')], ['a', 'b', undefined]);
  });

  it('are found within each other, four deep', async () => {
    const nested = (depth: number): string =>
      depth === 0
        ? '1'
        : `client.${depth % 2 ? 'messages' : 'embeddings'}.create({ model: 'm${depth}', x: ${nested(depth - 1)} })`;
    const found = await callsIn(regionText(nested(6), 'typescript'));
    assert.deepEqual(
      found?.map(({ model }) => model?.value),
      ['m6', 'm5', 'm4', 'm3'],
    );
  });

  it('are found in a part of a file, with the client of all of it', async () => {
    const text = `const client = new Groq();\nclient.chat.completions.create({ model: 'a' });\nclient.chat.completions.create({ model: 'b' });`;
    const found = await callsIn(regionText(text, 'typescript'), {
      start: text.lastIndexOf('client'),
      end: text.length,
    });
    assert.deepEqual(
      found?.map(({ model, service }) => [model?.value, service]),
      [['b', 'groq']],
    );
  });

  it('are nothing where the text was changed meanwhile', async () => {
    const source = regionText(`client.messages.create({ model: 'a' })`, 'typescript');
    assert.equal(await callsIn({ ...source, regionsBetween: () => Promise.resolve(undefined) }), undefined);
  });
});
