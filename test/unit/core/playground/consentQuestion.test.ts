import assert from 'node:assert/strict';
import { consentQuestion } from '../../../../src/core/playground/consentQuestion';
import type { Sending } from '../../../../src/core/playground/consentQuestion';
import { editorBackendOf } from '../../../fakes/editorModels';
import { backendAt, endpointAt } from '../../../support/backends';
import { sayInEnglish } from '../../../../src/core/base/say';

const at = (baseUrl: string) => backendAt(endpointAt(baseUrl));
const sending = (more: Partial<Sending> = {}): Sending => ({
  backend: at('https://api.example.com/v1'),
  model: 'maker-1',
  what: 'prompt',
  isRestricted: false,
  isRemote: false,
  hasKey: false,
  isKnown: false,
  ...more,
});
const never = (): boolean => false;

/** Asks once, remembers the answer, and asks again. */
function again(first: Sending, second: Sending) {
  const remembered = consentQuestion(first, never, sayInEnglish)?.remembered ?? [];
  return consentQuestion(second, (key) => remembered.includes(key), sayInEnglish);
}

describe('what is asked before something goes out', () => {
  it('is nothing for what was typed beside the name of the host', () => {
    assert.equal(consentQuestion(sending(), never, sayInEnglish), undefined);
    assert.equal(consentQuestion(sending({ isRestricted: true }), never, sayInEnglish), undefined);
  });

  it('names model, tokens, cost and provider of the first selection, once for each provider and origin', () => {
    const selection = sending({ what: 'selection', size: '1,234 tokens, ≈ $0.0031 of input' });
    const question = consentQuestion(selection, never, sayInEnglish);
    assert.equal(
      question?.message,
      'Send the selection with its question (1,234 tokens, ≈ $0.0031 of input) to maker-1?',
    );
    assert.match(question.detail, /^It goes to Maker \(https:\/\/api\.example\.com\/v1\)\. /);
    assert.equal(again(selection, selection), undefined);
    assert.equal(again(selection, sending({ what: 'selection', model: 'maker-2' })), undefined);
    const elsewhere = at('https://other.example.com/v1');
    assert.ok(again(selection, sending({ what: 'selection', backend: elsewhere })));
    assert.ok(again(selection, sending({ what: 'selection', backend: { ...selection.backend, id: 'second' } })));
  });

  it('is nothing for a selection that stays on this machine, but for that of an untrusted workspace', () => {
    const local = (more: Partial<Sending>, remoteName?: string) =>
      sending({
        what: 'selection',
        backend: backendAt(endpointAt('http://localhost:1234/v1'), false, remoteName),
        ...more,
      });
    assert.equal(consentQuestion(local({}), never, sayInEnglish), undefined);
    assert.match(consentQuestion(local({ isRestricted: true }), never, sayInEnglish)?.message ?? '', /untrusted/);
    assert.ok(consentQuestion(local({ isRemote: true }, 'ssh-remote'), never, sayInEnglish));
    const moved = consentQuestion(local({ askedBefore: 'https://api.example.com' }), never, sayInEnglish);
    assert.equal(moved?.message, 'Send this conversation to maker-1?');
  });

  it('is one for a message with what was added to it where the workspace is not trusted, each time', () => {
    const added = sending({ hasAdded: true, isRestricted: true });
    const question = consentQuestion(added, never, sayInEnglish);
    assert.equal(
      question?.message,
      'Send the message with what was added to it from this untrusted workspace to maker-1?',
    );
    assert.ok(again(added, added));
    assert.equal(consentQuestion({ ...added, isRestricted: false }, never, sayInEnglish), undefined);
  });

  it('names the host once, whatever is asked', () => {
    for (const each of [
      sending({ what: 'selection' }),
      sending({ what: 'selection', isRestricted: true }),
      sending({ isRemote: true }),
      sending({ askedBefore: 'https://old.test' }),
    ]) {
      const { message, detail } = consentQuestion(each, never, sayInEnglish)!;
      assert.equal(`${message} ${detail}`.split('api.example.com').length, 2, `${message} ${detail}`);
    }
  });

  it('does without the tokens where they are not known, and names an untrusted workspace', () => {
    const said = (more: Partial<Sending>) =>
      consentQuestion(sending({ what: 'selection', ...more }), never, sayInEnglish)?.message;
    assert.equal(said({}), 'Send the selection with its question to maker-1?');
    assert.equal(
      said({ size: '2 tokens', isRestricted: true }),
      'Send the selection with its question (2 tokens) from this untrusted workspace to maker-1?',
    );
  });

  it('is asked each time for a selection of an untrusted workspace', () => {
    const selection = sending({ what: 'selection', isRestricted: true });
    assert.match(consentQuestion(selection, () => true, sayInEnglish)?.message ?? '', /untrusted/);
    assert.deepEqual(consentQuestion(selection, () => true, sayInEnglish)?.remembered, []);
  });

  it('says that a provider has moved since the answer that is asked again', () => {
    const moved = sending({ askedBefore: 'https://old.example.com' });
    const question = consentQuestion(moved, never, sayInEnglish);
    assert.equal(question?.message, 'Send this conversation to maker-1?');
    assert.match(question.detail, /came from https:\/\/old\.example\.com, .*address has changed/);
    assert.equal(again(moved, moved), undefined);
    assert.ok(again(moved, sending({ askedBefore: 'https://older.example.com' })));
    assert.equal(consentQuestion(sending({ askedBefore: 'https://api.example.com' }), never, sayInEnglish), undefined);
    assert.equal(consentQuestion(sending({ askedBefore: '' }), never, sayInEnglish), undefined);
  });

  it('is asked when the same host is to be asked in clear text', () => {
    const clear = at('http://api.example.com/v1');
    assert.ok(
      consentQuestion(sending({ backend: clear, askedBefore: 'https://api.example.com' }), never, sayInEnglish),
    );
    for (const before of ['http://api.example.com', ''])
      assert.equal(consentQuestion(sending({ backend: clear, askedBefore: before }), never, sayInEnglish), undefined);
  });

  it('is asked once in a remote window for an origin without a key, and not for the remote machine itself', () => {
    const remote = sending({ isRemote: true });
    assert.match(consentQuestion(remote, never, sayInEnglish)?.detail ?? '', /settings of the remote machine/);
    assert.equal(again(remote, remote), undefined);
    assert.equal(consentQuestion(sending({ isRemote: true, hasKey: true }), never, sayInEnglish), undefined);
    const local = at('http://127.0.0.1:11434/v1');
    assert.equal(consentQuestion(sending({ isRemote: true, backend: local }), never, sayInEnglish), undefined);
  });

  it('puts several reasons into one question, and remembers them all', () => {
    const all = sending({ what: 'selection', isRemote: true, askedBefore: 'https://old.example.com' });
    const question = consentQuestion(all, never, sayInEnglish);
    assert.equal(question?.remembered.length, 3);
    assert.match(question.detail, /once for each provider.*address has changed.*remote machine/);
    assert.equal(again(all, all), undefined);
    assert.deepEqual(again(sending({ isRemote: true }), all)?.remembered.length, 2);
  });

  it('names vendor and extension where no host is known, and is asked again for another one', () => {
    const by = (extension: string) =>
      sending({
        ...{ what: 'selection', isKnown: true },
        backend: { id: 'vendor', name: 'Vendor', location: { kind: 'vendor', vendor: 'vendor', extension } },
      });
    const question = consentQuestion(by('publisher.one'), never, sayInEnglish);
    assert.match(question?.detail ?? '', /^VS Code gives it to the extension publisher\.one, which .* of “vendor”\. /);
    assert.equal(again(by('publisher.one'), by('publisher.one')), undefined);
    assert.ok(again(by('publisher.one'), by('publisher.two')));
  });

  describe('for a model that the editor lends', () => {
    const { location } = editorBackendOf([]);
    const lent = (more: Partial<Sending> = {}): Sending =>
      sending({ backend: { id: 'built-in:vscode:acme', name: 'Acme (VS Code)', location }, ...more });
    const ask = (more: Partial<Sending> = {}) => consentQuestion(lent(more), () => true, sayInEnglish);

    it('is asked before the first message of a session, with vendor and extension, and what follows from it', () => {
      const { message = '', detail = '', remembered } = ask() ?? {};
      assert.equal(message, 'Send to Acme (VS Code)?');
      assert.match(detail, /extension acme\.models, which provides the models of “acme”/);
      assert.match(detail, /Where the extension sends it is not known/);
      assert.match(detail, /gets what you type in this session/);
      // Whether the session has asked there tells the session itself.
      assert.deepEqual(remembered, []);
    });

    it('is not asked again where the session has asked there before', () =>
      assert.equal(ask({ isKnown: true }), undefined));

    it('says so where the editor does not say which extension it is', () => {
      const unknown = { ...lent().backend, location: { ...location, extension: '' } as typeof location };
      assert.match(ask({ backend: unknown })?.detail ?? '', /does not say which one/);
    });

    it('goes along with the question about a selection, also of an untrusted workspace', () => {
      for (const isRestricted of [false, true]) {
        const question = consentQuestion(lent({ what: 'selection', isRestricted }), never, sayInEnglish);
        assert.match(question?.message ?? '', /^Send the selection with its question/);
        assert.match(question?.detail ?? '', /acme\.models.*gets what you type/);
      }
    });
  });
});
