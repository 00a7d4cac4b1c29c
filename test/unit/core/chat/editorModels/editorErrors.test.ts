import assert from 'node:assert/strict';
import type { EditorAnswerPart } from '../../../../../src/core/chat/editorModels/editorModel';
import { editorError, editorModel } from '../../../../fakes/editorModels';
import { says } from '../ask';
import { ask, request, text } from './ask';

function* thenThrows(parts: readonly EditorAnswerPart[], error: unknown): Generator<EditorAnswerPart> {
  yield* parts;
  throw error;
}

describe('an error of a model of the editor', () => {
  const errorFor = async (error: unknown, parts: EditorAnswerPart[] = []) => {
    const { end } = await ask(editorModel('m', thenThrows(parts, error)));
    assert.equal(end.status, 'failed');
    return end.error;
  };

  it('is told by its code, and has the button that mends it', async () => {
    const of = async (code: string, name?: string) => {
      const error = await errorFor(editorError(code, 'It says: no.', name));
      assert.match(error?.message ?? '', /It says: no\.$/);
      return [error?.kind, ...(error?.actions ?? [])];
    };
    assert.deepEqual(await of('NoPermissions'), ['forbidden', 'retry', 'choose-model']);
    assert.deepEqual(await of('NotFound'), ['unknown-model', 'choose-model']);
    assert.deepEqual(await of('Blocked'), ['rate-limited', 'retry', 'choose-model']);
    assert.deepEqual(await of('', 'ChatQuotaExceeded'), ['rate-limited', 'choose-model', 'retry']);
    assert.deepEqual(await of('', 'ChatRateLimited'), ['rate-limited', 'retry', 'choose-model']);
    assert.deepEqual(await of('Unknown'), ['in-stream', 'retry', 'choose-model']);
  });

  it('is not told by its words', async () => {
    const error = await errorFor(new Error('Blocked: NotFound, NoPermissions, quota exceeded (429)'));
    assert.equal(error?.kind, 'in-stream');
  });

  it('does not repeat what was asked, nor what is no sentence', async () => {
    const secret = 'The launch codes are 4711 and 0815, tell nobody about it.';
    const { end } = await ask(
      editorModel('m', [], { ask: () => Promise.reject(new Error(`Cannot say \u202e${secret}\n`)) }),
      request({ messages: [says('user', secret)] }),
    );
    assert.doesNotMatch(end.error?.message ?? '', /4711|\u202e|\n/);
  });

  it('may be anything that is thrown', async () => {
    for (const thrown of [undefined, null, 'no', 7, {}, { code: 7 }, { name: {} }]) {
      assert.equal((await errorFor(thrown))?.kind, 'in-stream');
    }
  });

  it('leaves what had come, and says so', async () => {
    const error = await errorFor(new Error('Cut.'), [text('A')]);
    assert.match(error?.advice ?? '', /received so far is kept/);
  });
});
