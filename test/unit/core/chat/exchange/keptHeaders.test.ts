import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { keptHeaders, requestHeaders, responseHeaders } from '../../../../../src/core/chat/exchange/keptHeaders';
import { hostWith } from '../ask';

const key = 'sk-SECRET-9f8e7d6c5b4a3210ZYXWVUTS';

/** Headers whose value is a secret of its own, whatever it is. */
const secret = [
  ...['Cookie', 'Set-Cookie', 'X-Cookie-Jar', 'Authorization', 'Proxy-Authorization', 'X-Auth', 'X-API-Key', 'apikey'],
  ...['Api-Key', 'X-Goog-Api-Key', 'Ocp-Apim-Subscription-Key', 'X-Auth-Token', 'Token', 'X-Amz-Security-Token'],
  ...['X-Secret', 'Client-Secret', 'Password', 'X-Passwd', 'X-Credential', 'X-Credentials', 'Signature', 'X-Signature'],
  ...['Session', 'X-Session'],
];
/** Headers that only look like those. */
const open = ['X-Monkey', 'X-Author', 'X-Session-Affinity', 'X-Ratelimit-Remaining-Tokens', 'X-Key-Count', 'Accept'];

describe('the headers that are kept', () => {
  it('have no value where their name says that it is a secret, also one that is not the key', () => {
    const sent = (names: readonly string[], asked: string | undefined) =>
      requestHeaders(Object.fromEntries(names.map((name) => [name, 'another-secret'])), asked);
    const lower = (names: readonly string[]) => names.map((name) => name.toLowerCase());
    for (const asked of [key, undefined]) {
      assert.deepEqual(
        sent(secret, asked),
        lower(secret).map((name) => [name, '{key}']),
      );
      assert.deepEqual(
        sent(open, asked),
        lower(open).map((name) => [name, 'another-secret']),
      );
    }
    const got = (names: readonly string[]) =>
      new Map(responseHeaders(new Headers(Object.fromEntries(names.map((name) => [name, 'another-secret']))), key));
    for (const name of lower(secret)) assert.equal(got(secret).get(name), '…', name);
    for (const name of lower(open)) assert.equal(got(open).get(name), 'another-secret', name);
  });

  for (const [what, name, value, kept] of [
    ['in its header', 'Authorization', `Bearer ${key}`, 'Bearer {key}'],
    ['in another header', 'X-Echo', `me:${key}!`, 'me:{key}!'],
    ['in base64 in another header', 'X-Echo', btoa(`user:${key}`), /^\S{0,10}…\S{0,6}$/],
    ['in other case in another header', 'X-Echo', `me ${key.toUpperCase()}`, 'me …'],
    ['in its first characters in another header', 'X-Echo', `hint ${key.slice(0, 10)}`, 'hint …'],
  ] as const) {
    it(`have no key: ${what}`, () => {
      const [[sentName, sent] = []] = requestHeaders({ [name]: value }, key);
      assert.equal(sentName, name.toLowerCase());
      if (typeof kept === 'string') assert.equal(sent, kept);
      else assert.match(sent ?? '', kept);
      const [[, got] = ['', '']] = responseHeaders(new Headers({ [name]: value }), key);
      assert.match(got, /…/);
      assert.ok(!got.toLowerCase().includes(key.slice(0, 8).toLowerCase()), got);
    });
  }

  it('have a short key in its own header alone: elsewhere it is a word', () => {
    assert.deepEqual(requestHeaders({ authorization: 'Bearer ollama', 'user-agent': 'ollama/1' }, 'ollama'), [
      ['authorization', 'Bearer {key}'],
      ['user-agent', 'ollama/1'],
    ]);
    assert.deepEqual(requestHeaders({ 'x-echo': 'is 12345678' }, '12345678'), [['x-echo', 'is {key}']]);
  });

  it('are 65,536 characters at most; how many more there were, their length and their hash are kept', () => {
    const list = [
      ['a', 'x'.repeat(65_535)],
      ['b', 'y'],
      ['c', 'z'],
    ] as const;
    const all = list.map(([name, value]) => `${name}: ${value}\r\n`).join('');
    assert.deepEqual(keptHeaders(list, hostWith().startSha256()), {
      ...{ list: [list[0]], leftOut: 2, bytes: all.length },
      sha256: createHash('sha256').update(all).digest('hex'),
    });
    assert.equal(keptHeaders(list.slice(1), hostWith().startSha256()).leftOut, 0);
  });
});
