import assert from 'node:assert/strict';
import { fromPages, pagesAnswers, toPages } from '../../../../src/core/pages/pagesProtocol';
import type { FromPages, ToPages } from '../../../../src/core/pages/pagesProtocol';
import { markdownPage } from '../../../../src/core/pages/page';
import { parseMessage } from '../../../../src/core/base/rpc/parseMessage';
import {
  examplesFromEveryPage,
  wordExamplesFromPage,
  wordExamplesToPage,
  wrongWordsFromPage,
} from '../../../support/wordMessages';

const address = { folder: 'terms', id: 'token' } as const;

/** One of every kind: a kind without an example does not compile. */
const toExamples: { [K in ToPages['type']]: Extract<ToPages, { type: K }> } = {
  ...wordExamplesToPage,
  start: { type: 'start', strings: { tryAgain: 'Nochmal' }, show: { ...address, anchor: 'why' }, alone: false },
  show: { type: 'show', place: address },
  changed: { type: 'changed' },
  takeFocus: { type: 'takeFocus' },
  counterModel: { type: 'counterModel', modelId: 'gpt-4o' },
};
const fromExamples: { [K in FromPages['type']]: Extract<FromPages, { type: K }> } = {
  ...examplesFromEveryPage,
  ...wordExamplesFromPage,
  ready: { type: 'ready' },
  load: { type: 'load', request: 1, address },
  shown: { type: 'shown', address, title: 'Token' },
  openPage: { type: 'openPage', place: { ...address, anchor: 'why' } },
  openFile: { type: 'openFile', uri: 'file:///a.ts', line: 3 },
  makeAgain: { type: 'makeAgain' },
  countExactly: { type: 'countExactly' },
  useInCounter: { type: 'useInCounter', modelId: 'gpt-4o' },
  openInPlayground: { type: 'openInPlayground', modelId: 'gpt-4o' },
  openLab: { type: 'openLab', station: 'tokens', text: 'a token' },
  openPrompt: { type: 'openPrompt', prompt: 'What is a token?' },
};

const refusal = (schema: Parameters<typeof parseMessage>[0], value: unknown): string => {
  let reason = '';
  assert.equal(
    parseMessage<unknown>(schema, value, (why) => (reason = why)),
    undefined,
  );
  return reason;
};

const unexpected = (why: string): never => {
  throw new Error(why);
};

describe('messages between the host and the pages', () => {
  it('arrive as they were sent', () => {
    for (const message of Object.values(toExamples))
      assert.deepEqual(parseMessage<unknown>(toPages, message, unexpected), message);
    for (const message of Object.values(fromExamples))
      assert.deepEqual(parseMessage<unknown>(fromPages, message, unexpected), message);
  });

  for (const wrong of [
    null,
    { type: 'run', command: 'x' },
    { type: 'load', request: 1, address: { folder: 'terms', id: '../x' } },
    { type: 'load', request: 1, address: { folder: 'etc', id: 'x' } },
    { type: 'openFile', uri: 'file:///a', line: -1 },
    { type: 'openFile', uri: 'file:///a', line: 0.5 },
    { type: 'openLink', url: 'x'.repeat(9_000) },
    ...wrongWordsFromPage.map(([wrong]) => wrong),
  ])
    it(`are refused by the host in another form: ${JSON.stringify(wrong).slice(0, 70)}`, () =>
      assert.notEqual(refusal(fromPages, wrong), ''));

  it('bring a page or why there is none, and nothing else', () => {
    for (const loaded of [
      { kind: 'page', page: { ...markdownPage('Token', '# Token'), made: 1 } },
      { kind: 'missing', title: 'Gone', message: 'It is gone.', again: 'Count Tokens' },
    ])
      assert.deepEqual(parseMessage<unknown>(pagesAnswers.load, loaded, unexpected), loaded);
    const html = { title: 'T', blocks: [{ type: 'html', html: '<b>' }] };
    assert.notEqual(refusal(pagesAnswers.load, { kind: 'page', page: html }), '');
  });
});
