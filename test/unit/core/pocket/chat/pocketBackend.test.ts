import assert from 'node:assert/strict';
import { parseBaseUrl } from '../../../../../src/core/chat/providers/endpoint';
import { hostIn, placeIn } from '../../../../../src/core/chat/providers/location';
import { readProviders } from '../../../../../src/core/chat/providers/providerSettings';
import { consentQuestion } from '../../../../../src/core/playground/consentQuestion';
import { pocketBackend } from '../../../../../src/core/pocket/chat/pocketBackend';
import { pocketAt } from '../../../../support/backends';
import { sayInEnglish } from '../../../../../src/core/base/say';

const pocket = pocketAt();
const { signal } = new AbortController();
const question = {
  model: 'pocket',
  system: '',
  messages: [{ role: 'user', parts: [{ type: 'text', text: 'What is a token?' }] }],
  params: { maxOutputTokens: 3 },
} as const;

describe('the model in the box as a backend', () => {
  it('has no host, and is where the extension runs', () => {
    assert.equal(pocket.location.kind, 'here');
    assert.equal(hostIn(pocket.location), '');
    assert.equal(placeIn(pocket.location), 'this-machine');
    assert.equal(placeIn(pocketAt('ssh-remote').location), 'remote-machine');
  });

  it('is no provider that settings can name', () => {
    const { id } = pocket;
    assert.throws(() => parseBaseUrl(id), { name: 'ChatError' });
    const entry = { id: 'mine', name: 'Mine', baseUrl: id };
    assert.equal(readProviders([entry]).providers.length, 0);
    assert.equal(readProviders([{ ...entry, baseUrl: 'http://127.0.0.1/v1', id }]).providers.length, 0);
  });

  it('needs no key and has one model, which it does not have to be asked for', async () => {
    assert.deepEqual([pocket.needsKey, await pocket.hasKey(), pocket.can.listsModels], [false, false, false]);
    assert.deepEqual(await pocket.listModels(signal), {
      status: 'done',
      value: [{ id: 'pocket', figures: {}, can: {} }],
    });
  });

  it('answers, costs nothing, and works when it is tested', async () => {
    const { status, usage } = await pocket.ask(question, { signal, onEvents: () => undefined });
    assert.equal(status, 'done');
    assert.equal(usage?.outputTokens, 3);
    const cost = await pocket.costOf('pocket', usage, () => assert.fail('No price has to be looked up.'));
    assert.deepEqual(cost, { known: true, usd: 0, lines: [], checked: '' });
    assert.equal((await pocket.test(signal)).status, 'done');
  });

  it('counts with its own tokenizer', async () => {
    const counted = await pocket.countHere?.('What is a token?', signal);
    assert.ok(counted?.status === 'done' && counted.value > 3, JSON.stringify(counted));
  });

  it('says of a thread that breaks so where an answer would stand, and refuses nothing before', async () => {
    const broken: unknown[] = [];
    const backend = pocketBackend({
      post: () => Promise.reject(new Error('The thread ended.')),
      onBroken: (error) => broken.push(error),
      randomSeed: () => 1,
      say: sayInEnglish,
      remoteName: undefined,
    });
    assert.equal(await backend.whyNot(question), undefined);
    assert.equal((await backend.ask(question, { signal, onEvents: () => undefined })).status, 'failed');
    assert.equal((await backend.countHere?.('x', signal))?.status, 'failed');
    assert.equal(broken.length, 3);
  });

  it('is sent a selection without a question, in an untrusted workspace and a remote window too: it goes nowhere', () => {
    const sending = { backend: pocket, model: 'pocket', what: 'selection', hasKey: false, isKnown: false } as const;
    assert.equal(
      consentQuestion({ ...sending, isRestricted: true, isRemote: true }, () => false, sayInEnglish),
      undefined,
    );
  });
});
