import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { VOCABULARY_FOLDER } from '../../../../scripts/vocabularies';
import type { TokenRequest } from '../../../../src/core/tokens/worker/workerProtocol';
import { TokenServer } from '../../../../src/core/tokens/worker/tokenServer';
import { encodeText } from '../../../../src/editor/lab/labEncodings';
import { ScriptedTokenClient } from '../../../fakes/scriptedTokenClient';
import { engine } from '../../../support/engines';
import { turnOfLoop } from '../../../support/pocket';

/** The worker without its thread. */
function directClient(): ScriptedTokenClient {
  const server: TokenServer = new TokenServer({
    readVocabulary: (file) => Promise.resolve(readFileSync(path.join(VOCABULARY_FOLDER, file))),
    reply: (reply) => client.reply(reply),
    nextTurn: turnOfLoop,
    releaseMemory: () => undefined,
  });
  const client = new ScriptedTokenClient((request) => server.receive(request));
  return client;
}

describe('a text of the lab in other encodings', () => {
  const text = 'unbelievable Wörter 👍';

  it('has the ids of each of them, with the characters that they stand for', async () => {
    const client = directClient();
    const texts = await encodeText(client, text, ['o200k_base', 'claude_legacy', 'llama3']);
    for (const { encoding, ids, starts, ends } of texts) {
      assert.deepEqual(ids, [...engine(encoding).encode(text)]);
      assert.equal(starts[0], 0);
      assert.equal(ends.at(-1), text.length);
    }
    assert.equal(texts.length, 3);
    assert.equal(client.kinds.at(-1), 'close');
  });

  it('is empty for no text', async () => {
    const [only] = await encodeText(directClient(), '', ['llama3']);
    assert.deepEqual(only?.ids, []);
  });

  it('leaves no copy behind when the worker fails', async () => {
    const sent: string[] = [];
    const failing = {
      newCopy: () => 1,
      send: ({ kind }: TokenRequest) => void sent.push(kind),
      tokens: () => Promise.reject(new Error('The worker ended.')),
    };
    await assert.rejects(encodeText(failing, text, ['llama3']), /The worker ended/);
    assert.deepEqual(sent, ['open', 'append', 'close']);
  });
});
