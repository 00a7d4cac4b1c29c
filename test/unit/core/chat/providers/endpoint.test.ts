import assert from 'node:assert/strict';
import {
  assertKeyMayTravel,
  hostOf,
  isLoopback,
  originOf,
  parseBaseUrl,
} from '../../../../../src/core/chat/providers/endpoint';
import { ChatError } from '../../../../../src/core/chat/messages/errors';
import { guideTo, presetGuides } from '../../../../../src/core/chat/providers/presetGuides';
import { isAtOwn, presetOf, presets, userPartsOf } from '../../../../../src/core/chat/providers/presets';

describe('parseBaseUrl', () => {
  for (const [text, expected] of [
    ['https://api.example.com/v1', 'https://api.example.com/v1'],
    ['  https://api.example.com/v1//  ', 'https://api.example.com/v1'],
    ['HTTPS://API.Example.com', 'https://api.example.com'],
    ['https://api.example.com:443/', 'https://api.example.com'],
    ['http://localhost:11434/v1/', 'http://localhost:11434/v1'],
    ['http://[::1]:8080/v1', 'http://[::1]:8080/v1'],
  ] as const) {
    it(`makes ${expected} of ${JSON.stringify(text)}`, () => assert.equal(parseBaseUrl(text), expected));
  }

  for (const [text, detail] of [
    ['', /empty/],
    ['   ', /empty/],
    ['api.example.com/v1', /https:\/\//],
    ['localhost:11434', /https:\/\//],
    ['ftp://example.com', /https:\/\//],
    ['javascript:alert(1)', /https:\/\//],
    ['https://', /not a complete/],
    ['https://exa mple.com', /space/],
    ['https://example.com\\@evil.example', /backslash/],
    ['https://user:secret@example.com/v1', /user name/],
    ['user:secret@example.com/v1', /start with/],
    ['https:\\\\user:secret@example.com', /start with/],
    ['https:/user:secret@example.com', /start with/],
    ['HTTPS:user:secret@example.com', /start with/],
    ['https://user:sec#secret@example.com', /not a complete/],
    ['user:secret?secret@example.com', /start with/],
    ['https://example.com/v1?mail=a@secret', /query/],
    ['https://example.com/v1?api_key=secret', /query/],
    ['https://example.com/v1?', /query/],
    ['https://example.com/v1#secret', /fragment/],
    [`https://example.com/${'a'.repeat(3_000)}`, /longer/],
  ] as const) {
    it(`refuses ${JSON.stringify(text.slice(0, 50))} and shows nothing secret of it`, () => {
      assert.throws(
        () => parseBaseUrl(text),
        (error) => {
          assert.ok(error instanceof ChatError);
          assert.equal(error.kind, 'invalid-url');
          assert.match(error.facts.detail ?? '', detail);
          assert.doesNotMatch(error.message + JSON.stringify(error.facts), /secret/);
          assert.ok(error.message.length < 300);
          return true;
        },
      );
    });
  }
});

describe('hosts', () => {
  it('are named with their port, and origins with their scheme', () => {
    assert.equal(hostOf('http://localhost:11434/v1'), 'localhost:11434');
    assert.equal(hostOf('https://api.example.com:443/v1'), 'api.example.com');
    assert.equal(originOf('https://api.example.com:8443/v1'), 'https://api.example.com:8443');
  });

  it('are loopback only if they are this machine', () => {
    for (const host of ['localhost', 'LOCALHOST:1', '127.0.0.1', '127.9.9.9', '127.1', '[::1]']) {
      assert.equal(isLoopback(`http://${host}`), true, host);
    }
    for (const host of [
      'a.localhost', // Some systems ask DNS for it.
      'localhost.example.com',
      '127.0.0.1.example.com',
      '10.0.0.1',
      '0.0.0.0',
      'example.com',
      '[::2]',
    ]) {
      assert.equal(isLoopback(`http://${host}`), false, host);
    }
  });

  it('get a key over https or on this machine only', () => {
    assert.doesNotThrow(() => assertKeyMayTravel('https://example.com', 'key'));
    assert.doesNotThrow(() => assertKeyMayTravel('http://127.0.0.1:8000', 'key'));
    assert.doesNotThrow(() => assertKeyMayTravel('http://192.168.1.5:11434', undefined));
    assert.throws(() => assertKeyMayTravel('http://192.168.1.5:11434', 'key'), ChatError);
  });
});

describe('presets', () => {
  const addressOf = ({ baseUrl, address = '' }: (typeof presets)[number]): string => baseUrl || address;
  const known = presets.filter(({ id }) => id !== 'custom');

  it('have base URLs that are valid and need no correction, but for what the user puts in, except for Custom', () => {
    for (const preset of known) {
      const filled = userPartsOf(preset).reduce((url, part) => url.replace(part, 'mine'), addressOf(preset));
      assert.equal(filled, filled.toLowerCase(), `${preset.id}: a part of a user is not known for one`);
      assert.equal(parseBaseUrl(filled), filled);
    }
    for (const { baseUrl, address } of known) assert.equal(baseUrl === '', address !== undefined);
  });

  it('have a part that is the user’s wherever they leave the machine and have no base URL', () => {
    for (const preset of known) {
      const isOpen = preset.baseUrl === '' && !isLoopback(addressOf(preset));
      assert.equal(userPartsOf(preset).length > 0, isOpen, preset.id);
    }
    const made = { ...presetOf('azure'), address: 'https://ORG.example.ai/v1/ACCOUNT_ID' };
    assert.deepEqual(userPartsOf(made), ['ORG', 'ACCOUNT_ID']);
    assert.equal(isAtOwn(made, 'https://mine.example.ai/v1/7'), true);
    assert.equal(isAtOwn(made, 'https://mine.example.com/v1/7'), false);
  });

  it('want a key exactly where they leave the machine', () => {
    for (const preset of known) {
      const { id, needsKey } = preset;
      const { keysUrl } = guideTo(id);
      assert.equal(needsKey, !isLoopback(addressOf(preset)), id);
      assert.equal(keysUrl?.startsWith('https://'), needsKey ? true : undefined, id);
    }
  });

  it('each have what a user reads of it before it is set up', () => {
    assert.deepEqual(
      Object.keys(presetGuides),
      presets.map(({ id }) => id),
    );
  });

  it('have one id each', () => assert.equal(new Set(presets.map(({ id }) => id)).size, presets.length));
});
