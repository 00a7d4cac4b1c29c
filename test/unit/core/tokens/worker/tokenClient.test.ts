import assert from 'node:assert/strict';
import { ScriptedTokenClient } from '../../../../fakes/scriptedTokenClient';

const ask = { document: 1, encoding: 'o200k_base', selections: [] } as const;

describe('the client of the token worker', () => {
  let client: ScriptedTokenClient;
  let controller: AbortController;
  beforeEach(() => {
    client = new ScriptedTokenClient();
    controller = new AbortController();
  });

  it('asks nothing for a signal that is aborted already', async () => {
    const reason = new Error('too late');
    controller.abort(reason);
    await assert.rejects(client.survey(1, ['o200k_base'], controller.signal), reason);
    await assert.rejects(
      client.tally(ask, controller.signal, () => undefined),
      reason,
    );
    await assert.rejects(client.count('o200k_base', 'text', controller.signal), reason);
    assert.deepEqual(client.kinds, []);
  });

  it('calls off what is asked when the signal is aborted, and rejects with its reason', async () => {
    const reason = new Error('not wanted any more');
    const asked = client.tally(ask, controller.signal, () => undefined);
    controller.abort(reason);
    await assert.rejects(asked, reason);
    assert.deepEqual(client.sent.at(-1), { kind: 'cancel', id: 1 });
    client.reply({ kind: 'stale', id: 1 }); // On its way when it was called off.
  });

  it('calls nothing off once it is answered', async () => {
    const asked = client.survey(1, ['o200k_base'], controller.signal);
    client.reply({ kind: 'counts', id: 1, tokens: [7] });
    assert.deepEqual(await asked, [7]);
    controller.abort();
    assert.deepEqual(client.kinds, ['survey']);
  });

  it('hears of estimates, then of the exact tally', async () => {
    const estimates: number[] = [];
    const asked = client.tally(ask, controller.signal, ({ document }) => estimates.push(document.tokens));
    const tally = (tokens: number, exact: boolean) => ({ document: { tokens, exact }, selection: undefined });
    client.reply({ kind: 'tally', id: 1, tally: tally(5, false), done: false });
    client.reply({ kind: 'tally', id: 1, tally: tally(7, true), done: true });
    assert.equal((await asked)?.document.tokens, 7);
    assert.deepEqual(estimates, [5]);
  });

  it('fails all that is asked when the worker ends', async () => {
    const asked = [client.count('o200k_base', 'a'), client.survey(1, ['o200k_base'], controller.signal)];
    client.end();
    for (const each of asked) await assert.rejects(each, /worker ended/);
  });

  it('says why the worker could not count', async () => {
    const asked = client.count('o200k_base', 'a');
    client.reply({ kind: 'failure', id: 1, message: 'The vocabulary file is damaged.' });
    await assert.rejects(asked, /could not count: The vocabulary file is damaged/);
  });
});
