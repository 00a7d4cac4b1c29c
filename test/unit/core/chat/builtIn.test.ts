import assert from 'node:assert/strict';
import { dialectOf } from '../../../../src/core/chat/dialects/dialects';
import { isBuiltIn, pocketEndpoint } from '../../../../src/core/chat/providers/builtIn';
import { hostOf, isLoopback, parseBaseUrl } from '../../../../src/core/chat/providers/endpoint';
import { placeOf } from '../../../../src/core/chat/providers/place';
import { readProviders } from '../../../../src/core/chat/providers/providerSettings';
import { createChatService } from '../../../../src/core/chat/service';
import { consentQuestion } from '../../../../src/core/playground/consentQuestion';
import { sayInEnglish } from '../../../../src/core/base/say';

const { baseUrl, id } = pocketEndpoint;

describe('the model in the box as an endpoint', () => {
  it('has no host, and is where the extension runs', () => {
    assert.equal(hostOf(baseUrl), '');
    assert.ok(isLoopback(baseUrl));
    assert.equal(placeOf(baseUrl, undefined), 'this-machine');
    assert.equal(placeOf(baseUrl, 'ssh-remote'), 'remote-machine');
  });

  it('is no provider that settings can name', () => {
    assert.throws(() => parseBaseUrl(baseUrl), { name: 'ChatError' });
    const entry = { id: 'mine', name: 'Mine', baseUrl };
    assert.equal(readProviders([entry]).providers.length, 0);
    assert.equal(readProviders([{ ...entry, baseUrl: 'http://127.0.0.1/v1', id }]).providers.length, 0);
    assert.ok(isBuiltIn(id));
    assert.equal(isBuiltIn(null), false);
  });

  it('is never asked over a network: the service of providers sends nothing', async () => {
    let sent = 0;
    const service = createChatService(
      {
        fetch: () => {
          sent++;
          return Promise.reject(new Error('Sent.'));
        },
        openStream: () => {
          sent++;
          return Promise.reject(new Error('Sent.'));
        },
        log: { warn: () => undefined },
      },
      sayInEnglish,
    );
    const request = { model: 'pocket', system: '', messages: [], params: {} };
    const end = await service.ask(pocketEndpoint, request, {
      key: () => Promise.resolve({ state: 'stored', key: 'secret' }),
      signal: new AbortController().signal,
      onEvents: () => undefined,
    });
    assert.equal(end.status, 'failed');
    assert.equal(sent, 0);
    assert.throws(() => dialectOf(pocketEndpoint.dialect), TypeError);
  });

  it('is sent a selection without a question, in an untrusted workspace and a remote window too: it goes nowhere', () => {
    const sending = { endpoint: pocketEndpoint, model: 'pocket', what: 'selection', hasKey: false } as const;
    assert.equal(
      consentQuestion({ ...sending, isRestricted: true, isRemote: true }, () => false, sayInEnglish),
      undefined,
    );
  });
});
