import assert from 'node:assert/strict';
import type { Served } from '../../../../src/core/catalog/live/served';
import { cutOf } from '../../../../src/core/playground/cutRequest';
import { RequestSizes } from '../../../../src/core/playground/requestSize';
import { backendAt, endpointAt } from '../../../support/backends';
import { requestOf, says } from '../chat/ask';

const at = (served: Served | undefined, preset = 'custom') =>
  backendAt(
    endpointAt('http://localhost:11434/v1', { preset, name: 'Mine' }),
    false,
    undefined,
    () => served && { by: 'Mine', read: 0, hasPrices: false, figures: {}, served },
  );
const ollama = at({ server: 'ollama', isLoaded: true, context: 100 });
const request = requestOf({ model: 'm', system: 'x'.repeat(50), messages: [says('user', 'y'.repeat(250))] });
/** A character is a token. */
const sizesOf = (bandPercent?: number) =>
  new RequestSizes((_model, { length: tokens }) =>
    Promise.resolve(bandPercent === undefined ? { tokens } : { tokens, estimate: { bandPercent } }),
  );
const read = (backend: ReturnType<typeof at>, inputTokens: number, sizes = sizesOf(), asked = request) =>
  cutOf(backend, asked, { inputTokens, outputTokens: 1 }, sizes);

describe('a request of which a server has read a part', () => {
  it('is told where fewer tokens were read than were sent, and these are more than the context', async () => {
    assert.deepEqual(await read(ollama, 52), { sent: 300, isEstimate: false, read: 52, by: 'Mine' });
    assert.deepEqual(await read(ollama, 52, sizesOf(10)), { sent: 300, isEstimate: true, read: 52, by: 'Mine' });
  });

  it('is told as well where calls of tools, tools or a schema fill it', async () => {
    const long = 'z'.repeat(250);
    const call = { type: 'tool-call', id: 'c', name: 'f', input: long } as const;
    for (const more of [
      { messages: [says('user', 'y'), { role: 'assistant', parts: [call] } as const] },
      { tools: [{ name: 'f', description: long, parameters: {} }] },
      { outputSchema: { name: 'answer', schema: { description: long } } },
    ]) {
      const asked = { ...requestOf({ model: 'm', messages: [says('user', 'y')] }), ...more };
      assert.equal((await read(ollama, 52, sizesOf(), asked))?.read, 52, Object.keys(more)[0]);
    }
  });

  it('is told of Chinese text, of which a character may be a token of three bytes', async () => {
    const asked = requestOf({ model: 'm', messages: [says('user', '模'.repeat(50))] });
    const threefold = new RequestSizes((_model, { length }) => Promise.resolve({ tokens: 3 * length }));
    assert.equal((await read(ollama, 52, threefold, asked))?.sent, 150);
  });

  it('is not, where all of it may have been read', async () => {
    // The context is another one by now.
    assert.equal(await read(ollama, 310), undefined);
    assert.equal(await read(ollama, 101), undefined);
    // Within the band of the estimate it fits.
    assert.equal(await read(ollama, 90, sizesOf(70)), undefined);
    assert.equal(await cutOf(ollama, request, undefined, sizesOf()), undefined);
    // Some versions leave out the tokens that were read from a cache.
    const short = requestOf({ model: 'm', messages: [says('user', 'y'.repeat(90))] });
    assert.equal(await read(ollama, 3, sizesOf(), short), undefined);
  });

  it('is not counted where it cannot be one', async () => {
    const never = { textsOf: () => assert.fail('It is counted.') };
    const short = requestOf({ model: 'm', messages: [says('user', 'y'.repeat(33))] });
    assert.equal(await cutOf(ollama, short, { inputTokens: 3, outputTokens: 1 }, never), undefined);
    const servers = [at({ server: 'llamacpp', isLoaded: true, context: 100 }), at(undefined), at(undefined, 'openai')];
    for (const backend of servers)
      assert.equal(await cutOf(backend, request, { inputTokens: 3, outputTokens: 1 }, never), undefined);
  });

  it('is one of Ollama whose context nobody knows only beyond what it gives at least', async () => {
    assert.equal(await read(at(undefined, 'ollama'), 52), undefined);
    const long = requestOf({ model: 'm', messages: [says('user', 'y'.repeat(7_900))] });
    assert.equal((await read(at(undefined, 'ollama'), 2_050, sizesOf(), long))?.read, 2_050);
  });

  it('is not told where nobody can count it', async () => {
    const none = new RequestSizes(() => Promise.resolve(undefined));
    assert.equal(await read(ollama, 52, none), undefined);
  });
});
