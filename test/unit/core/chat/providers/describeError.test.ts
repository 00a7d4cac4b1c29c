import assert from 'node:assert/strict';
import { describeChatError } from '../../../../../src/core/chat/providers/describeError';
import { ChatError, chatErrorKinds } from '../../../../../src/core/chat/messages/errors';
import type { ChatErrorFacts, ChatErrorKind } from '../../../../../src/core/chat/messages/errors';
import { sayInEnglish } from '../../../../../src/core/base/say';

const context = { providerName: 'Acme', needsKey: true, say: sayInEnglish };
const facts = { host: 'api.acme.example', model: 'acme-1' };
const view = (kind: ChatErrorKind, more: Partial<ChatErrorFacts> = {}) =>
  describeChatError(new ChatError(kind, { ...facts, ...more }), context);

describe('describeChatError', () => {
  for (const kind of chatErrorKinds) {
    it(`says what happened and what to do: ${kind}`, () => {
      const { message, advice, actions, kind: shown } = view(kind);
      assert.equal(shown, kind);
      // Where files are gone nobody was asked.
      if (kind !== 'files-gone') assert.match(message, /api\.acme\.example/);
      assert.match(message, /\.$/);
      assert.match(advice, /\.$/);
      assert.ok(actions.length > 0);
    });
  }

  it('names model, status and the words of the provider', () => {
    const { message } = view('unknown-model', { status: 404, detail: 'No such thing' });
    assert.equal(
      message,
      'api.acme.example has no model “acme-1” that your account can use (HTTP 404): No such thing.',
    );
  });

  for (const [ms, words] of [
    [0, 'in a moment'],
    [1_000, 'in 1 second'],
    [41_200, 'in 42 seconds'],
    [119_001, 'in 120 seconds'],
    [120_000, 'in 2 minutes'],
    [180_000, 'in 3 minutes'],
    [7_200_000, 'in 2 hours'],
  ] as const) {
    it(`says ${ms} ms as "${words}"`, () => {
      assert.ok(view('rate-limited', { retryAfterMs: ms }).advice.includes(`${words}.`));
    });
  }

  for (const [code, words] of [
    ['CERT_HAS_EXPIRED', /has expired, or the clock/],
    ['net::ERR_CERT_DATE_INVALID', /has expired, or the clock/],
    ['ERR_TLS_CERT_ALTNAME_INVALID', /for another host name/],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', /not trusted here/],
    ['SELF_SIGNED_CERT_IN_CHAIN', /not trusted here/],
    ['EPROTO', /does not answer with HTTPS at this port/],
    ['ERR_SSL_WRONG_VERSION_NUMBER', /does not answer with HTTPS at this port/],
    ['net::ERR_PROXY_CONNECTION_FAILED', /proxy cannot be reached/],
    ['net::ERR_TUNNEL_CONNECTION_FAILED', /proxy cannot be reached/],
    ['ENOTFOUND', /host name/],
    ['ECONNRESET', /network connection/],
  ] as const) {
    it(`says what to do where the connection fails with ${code}`, () => {
      assert.match(view('unreachable', { detail: code }).advice, words);
    });
  }

  it('says of a proxy that wants a sign-in that it does, and not that the model is wrong', () => {
    const { advice, actions } = view('bad-request', { status: 407 });
    assert.match(advice, /A proxy wants you to sign in\. Check http\.proxy/);
    assert.deepEqual(actions, ['retry', 'edit-provider']);
  });

  for (const asked of ['models', 'count'] as const) {
    it(`does not say of a question for ${asked} that it was asked twice, or that something was kept`, () => {
      for (const kind of chatErrorKinds) {
        const error = new ChatError(kind, { host: 'localhost:1234', idleMs: 60_000 });
        const { message, advice } = describeChatError(error, { ...context, asked });
        assert.doesNotMatch(`${message} ${advice}`, /tried twice|received so far|too large for the machine/, kind);
      }
    });
  }

  for (const kind of ['cut-off', 'stalled', 'malformed', 'in-stream'] as const) {
    it(`says that something is kept only where something had come: ${kind}`, () => {
      for (const host of ['api.acme.example', 'localhost:1234']) {
        assert.match(view(kind, { host, hasOutput: true }).advice, /received so far is kept\. Retry/);
        assert.doesNotMatch(view(kind, { host }).advice, /arrived|kept/);
      }
    });
  }

  it('says of a broken connection nothing in codes', () => {
    assert.match(
      view('cut-off', { detail: 'UND_ERR_SOCKET' }).message,
      /^The connection to \S+ ended before [a-z ]+\.$/,
    );
  });

  it('says that it was asked twice only where it was', () => {
    assert.match(view('server-error', { wasRepeated: true }).advice, /^The request was tried twice\. Retry/);
    assert.match(view('server-error').advice, /^Retry/);
  });

  it('says of 501 that the server does not offer it', () => {
    assert.match(view('bad-request', { status: 501 }).advice, /^The server does not offer/);
  });

  it('says where there is no list of models, and only of a list', () => {
    const words = (status: number, more: object = {}) =>
      describeChatError(new ChatError('not-a-chat-api', { host: facts.host, status, ...more }), {
        ...context,
        asked: 'models',
      }).message;
    for (const status of [404, 405, 501]) {
      assert.match(words(status), /has no list of models at this address \(HTTP/);
      assert.doesNotMatch(words(status, { model: 'acme-1' }), /list of models/);
    }
    assert.doesNotMatch(words(200), /list of models/);
  });

  it('advises to start a local server that does not listen', () => {
    const { advice } = view('unreachable', { host: 'localhost:11434', detail: 'ECONNREFUSED' });
    assert.match(advice, /^Start Acme/);
    assert.doesNotMatch(view('unreachable', { detail: 'ENOTFOUND' }).advice, /Start/);
    assert.doesNotMatch(view('unreachable', { detail: 'ECONNREFUSED' }).advice, /Start/);
  });

  it('says of 402 that the account has no credit left, and offers no other model', () => {
    const { advice, actions } = view('bad-request', { status: 402 });
    assert.match(advice, /^The account has no credit left\./);
    assert.deepEqual(actions, ['retry', 'edit-provider']);
    assert.doesNotMatch(view('bad-request', { status: 400 }).advice, /credit/);
  });

  it('says of 413 that the message is too long', () => {
    assert.match(view('bad-request', { status: 413 }).advice, /^The message is too long for it\./);
    const counted = (status: number) =>
      describeChatError(new ChatError('bad-request', { ...facts, status }), { ...context, asked: 'count' }).advice;
    assert.match(counted(413), /^The message is too long for it\./);
    assert.match(counted(400), /^It counts only/);
  });

  it('speaks of the host name where nobody has it, and of the network after anything else', () => {
    for (const detail of ['ENOTFOUND', 'EAI_AGAIN', 'net::ERR_NAME_NOT_RESOLVED'])
      assert.match(view('unreachable', { detail }).advice, /^Check the host name/, detail);
    assert.match(view('unreachable', { detail: 'ETIMEDOUT' }).advice, /^Check the network connection/);
  });

  it('says that there is no base URL', () => {
    assert.equal(view('invalid-url', { host: '' }).message, 'Acme has no base URL.');
  });

  it('says of a redirect that nothing was sent on', () => {
    assert.match(
      view('not-a-chat-api', { status: 302, detail: 'It redirects to https://x.example.' }).advice,
      /^Nothing was sent to/,
    );
  });

  it('tells nothing of an unknown error', () => {
    const error = describeChatError(new Error('secret path /home/me and key sk-1'), context);
    assert.equal(error.kind, 'unexpected');
    assert.doesNotMatch(JSON.stringify(error), /secret|sk-1/);
  });
});
