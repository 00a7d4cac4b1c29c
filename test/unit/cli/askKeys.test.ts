import assert from 'node:assert/strict';
import { startFaultServer } from '../../fakes/faultServer';
import type { FaultServer } from '../../fakes/faultServer';
import { ask, askJson, at } from './askRun';

const key = 'sk-test-0123456789abcdefghijklmnop';

/** Records requests instead of sending them. */
function recorder() {
  const sent: { readonly url: string; readonly headers: Readonly<Record<string, string>>; redirect: unknown }[] = [];
  return {
    sent,
    fetch: (url: string, { headers, redirect }: RequestInit) => {
      sent.push({ url, headers: headers as Record<string, string>, redirect });
      return Promise.resolve(new Response('{"error":{"message":"No."}}', { status: 403 }));
    },
  };
}

describe('the keys and addresses of ask', () => {
  let server: FaultServer;
  let other: FaultServer;
  before(async () => {
    other = await startFaultServer();
    server = await startFaultServer({ redirectTo: `${other.origin}/ok/v1/chat/completions` });
  });
  after(() => Promise.all([server.close(), other.close()]));
  beforeEach(() => {
    server.reset();
    other.reset();
  });
  const keyIn = ({ headers }: { readonly headers: object }): unknown => {
    const { authorization, 'x-api-key': own } = headers as Record<string, unknown>;
    return own ?? authorization;
  };

  const environment = { OPENAI_API_KEY: key, ANTHROPIC_API_KEY: `${key}-2`, MY_KEY: `${key}-3`, EMPTY: '' };
  const asking = (provider: string, ...more: string[]): string[] => ['--provider', provider, '--model', 'm', ...more];

  it("sends the key of the usual variable to its maker's own address", async () => {
    const { sent, fetch } = recorder();
    await ask(asking('openai'), { environment, fetch });
    await ask(asking('anthropic'), { environment, fetch });
    assert.deepEqual(
      sent.map((one) => [one.url, keyIn(one), one.redirect]),
      [
        ['https://api.openai.com/v1/responses', `Bearer ${key}`, 'manual'],
        ['https://api.anthropic.com/v1/messages', `${key}-2`, 'manual'],
      ],
    );
  });

  it('sends no key to another address, however it looks', async () => {
    const addresses = [
      ...['https://api.openai.com.example/v1', 'https://example.com/api.openai.com/v1', 'http://127.0.0.1:1/v1'],
      ...['https://api.openai.com:8443/v1', 'http://api.openai.com/v1', 'https://openai.com/v1'],
    ];
    for (const address of addresses) {
      const { sent, fetch } = recorder();
      await ask(asking('openai', '--base-url', address), { environment, fetch });
      assert.deepEqual(sent.map(keyIn), [undefined], address);
    }
    const { sent, fetch } = recorder();
    await ask(asking('openai', '--base-url', 'HTTPS://API.OPENAI.COM:443/v2/'), { environment, fetch });
    assert.deepEqual(
      sent.map((one) => [one.url, keyIn(one)]),
      [['https://api.openai.com/v2/responses', `Bearer ${key}`]],
    );
  });

  it('sends the key of the variable that is named, there and elsewhere', async () => {
    for (const more of [[], ['--base-url', 'https://example.com/v1'], ['--base-url', server.baseUrl]]) {
      const { sent, fetch } = recorder();
      await ask(asking('openai', '--key-env', 'MY_KEY', ...more), { environment, fetch });
      assert.deepEqual(sent.map(keyIn), [`Bearer ${key}-3`]);
    }
  });

  it('obeys no variable that names another address', async () => {
    const { sent, fetch } = recorder();
    const names = ['OPENAI_BASE_URL', 'OPENAI_API_BASE', 'OPENAI_BASE', 'ANTHROPIC_BASE_URL', 'OLLAMA_HOST'];
    const redirecting = Object.fromEntries(names.map((name) => [name, server.baseUrl]));
    // Variables that the client of OpenAI reads by itself.
    process.env['OPENAI_BASE_URL'] = server.baseUrl;
    process.env['OPENAI_CUSTOM_HEADERS'] = 'x-more: 1';
    process.env['OPENAI_ORG_ID'] = 'org-1';
    try {
      for (const provider of ['openai', 'anthropic', 'ollama', 'mistral']) {
        await ask(asking(provider), { environment: { ...environment, ...redirecting, MISTRAL_API_KEY: key }, fetch });
      }
    } finally {
      delete process.env['OPENAI_BASE_URL'];
      delete process.env['OPENAI_CUSTOM_HEADERS'];
      delete process.env['OPENAI_ORG_ID'];
    }
    const origins = ['api.openai.com', 'api.anthropic.com', 'localhost:11434', 'api.mistral.ai'];
    assert.deepEqual(
      sent.map(({ url }) => new URL(url).host),
      origins,
    );
    for (const { headers } of sent) assert.ok(!Object.keys(headers).some((name) => /x-more|organization/i.test(name)));
    assert.equal(server.requests.length, 0);
  });

  const refused: [string, string[], RegExp][] = [
    ['a provider that needs a key and has none', asking('mistral'), /MISTRAL_API_KEY.*--key-env/u],
    ['a variable that is not set', asking('openai', '--key-env', key), /--key-env: there is no environment variable/u],
    ['a variable that is empty', asking('openai', '--key-env', 'EMPTY'), /--key-env: .* empty/u],
    [
      'a user name and password in the address',
      asking('custom', '--base-url', `https://me:${key}@example.com/v1`),
      /user name or password/u,
    ],
    ['a key in the query', asking('custom', '--base-url', `https://example.com/v1?key=${key}`), /query/u],
    ['an address that is none', asking('custom', '--base-url', 'example.com'), /https:\/\//u],
    ['another scheme', asking('custom', '--base-url', 'file:///etc/passwd'), /https:\/\//u],
    [
      'a key over plain http to another machine',
      asking('custom', '--base-url', 'http://example.com/v1', '--key-env', 'MY_KEY'),
      /unencrypted/u,
    ],
  ];
  for (const [title, args, message] of refused) {
    it(`refuses ${title}, sends nothing, and repeats no key`, async () => {
      const { code, output, errors } = await ask(args, { environment, fetch: () => assert.fail('sent') });
      assert.deepEqual([code, output], [2, '']);
      assert.match(errors, message);
      assert.ok(!errors.includes(key), errors);
    });
  }

  it('refuses a key that no header can carry, and does not repeat it', async () => {
    const fetch = () => assert.fail('sent');
    const { code, errors } = await ask(asking('openai'), { environment: { OPENAI_API_KEY: `${key}\n` }, fetch });
    assert.equal(code, 2);
    assert.match(errors, /^The key contains a space, a line break/u);
  });

  it('asks a server of this machine without a key, also for a provider that needs one at its own address', async () => {
    assert.equal((await ask(asking('ollama', '--base-url', server.baseUrlFor('ok')))).output, 'Hello');
    assert.equal(
      (await ask(asking('mistral', '--base-url', server.baseUrlFor('ok')), { environment })).output,
      'Hello',
    );
    assert.ok(server.requests.every(({ headers }) => headers.authorization === undefined));
  });

  it('follows no redirect, with a key or without', async () => {
    for (const more of [[], ['--key-env', 'MY_KEY']]) {
      const { code, report } = await askJson([...at(server.baseUrl, 'redirect'), ...more], { environment });
      assert.deepEqual([code, report.error?.code], [3, 'not-a-chat-api']);
      assert.match(report.error?.message ?? '', new RegExp(`redirects to ${other.origin}`, 'u'));
    }
    assert.deepEqual([server.requests.length, other.requests.length], [2, 0]);
  });

  for (const [behaviour, provider] of [
    ['echo-key', 'custom'],
    ['echo-key-responses', 'openai'],
    ['echo-key-anthropic', 'anthropic'],
    ['echo-key-in-error', 'custom'],
    ['bad-key', 'custom'],
  ] as const) {
    it(`hides a key that comes back, as ${behaviour} sends it`, async () => {
      const args = [...at(server.baseUrl, behaviour, provider), '--key-env', 'MY_KEY'];
      const { output, errors, report } = await askJson(args, { environment });
      const plain = await ask(args, { environment });
      const printed = [output, errors, plain.output, plain.errors].join('\n');
      for (const form of [`${key}-3`, key, Buffer.from(`${key}-3`).toString('base64'), key.slice(0, 16)]) {
        assert.ok(!printed.includes(form), printed);
      }
      assert.ok(report.text.includes('…') || report.error !== null);
    });
  }

  it('says what to do where a server wants a key, in words of the command line', async () => {
    const { report } = await askJson([...at(server.baseUrl, 'bad-key')]);
    assert.match(report.error?.message ?? '', /Custom .* wants a key: .*--key-env\./u);
    const { report: wrong } = await askJson([...at(server.baseUrl, 'bad-key'), '--key-env', 'MY_KEY'], { environment });
    assert.match(wrong.error?.message ?? '', /does not accept the key \(HTTP 401\)/u);
  });
});
