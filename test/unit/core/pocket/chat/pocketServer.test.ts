import assert from 'node:assert/strict';
import { mock } from 'node:test';
import type { Generated, GeneratedToken } from '../../../../../src/core/pocket/generate';
import type { PocketReply } from '../../../../../src/core/pocket/chat/pocketProtocol';
import { PocketServer } from '../../../../../src/core/pocket/chat/pocketServer';
import { PocketModel } from '../../../../../src/core/pocket/pocketModel';
import { pocketModel, turnOfLoop } from '../../../../support/pocket';
import { poll } from '../../../../support/poll';

let clock = 0;

/** Writes a letter whenever so many milliseconds have passed. */
class PacedModel extends PocketModel {
  pauses: readonly number[] = [];

  override async *answer(): AsyncGenerator<GeneratedToken, Generated> {
    await turnOfLoop();
    for (const [token, ms] of this.pauses.entries()) {
      clock += ms;
      yield { token, text: 'abcdefgh'.charAt(token) };
    }
    return { finish: 'stop', text: '!' };
  }
}

describe('the end at which Pocket runs', () => {
  let model: PacedModel;
  before(async () => {
    const { network, tokenizer, special } = await pocketModel();
    model = new PacedModel(network, tokenizer, special);
    mock.method(performance, 'now', () => clock);
  });
  after(() => mock.restoreAll());

  it('tells the first token at once, then those of 20 ms together, and at the end what is left', async () => {
    model.pauses = [5, 5, 5, 9, 1, 30, 5];
    const told: PocketReply[] = [];
    const server = new PocketServer(
      () => Promise.resolve(model),
      (reply) => told.push(reply),
      turnOfLoop,
    );
    server.receive({ kind: 'answer', id: 1, turns: [{ role: 'user', text: 'Hi' }], options: {} });
    await poll('the end', () => told.some(({ kind }) => kind === 'answered'));
    assert.deepEqual(
      told.map((reply) => (reply.kind === 'delta' ? [reply.text, reply.answerTokens] : reply.kind)),
      [['a', 1], ['bcde', 5], ['f', 6], ['g!', 7], 'answered'],
    );
  });
});
