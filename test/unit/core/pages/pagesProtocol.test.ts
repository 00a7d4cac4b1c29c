import assert from 'node:assert/strict';
import { fromPages, toPages } from '../../../../src/core/pages/pagesProtocol';
import type { FromPages, ToPages } from '../../../../src/core/pages/pagesProtocol';
import { markdownPage } from '../../../../src/core/pages/page';
import { parseMessage } from '../../../../src/core/base/rpc/parseMessage';
import { wordExamplesFromPage, wordExamplesToPage, wrongWordsFromPage } from '../../../support/wordMessages';

const address = { folder: 'terms', id: 'token' } as const;

/** One of every kind: a kind without an example does not compile. */
const toExamples: { [K in ToPages['type']]: Extract<ToPages, { type: K }> } = {
  ...wordExamplesToPage,
  start: { type: 'start', strings: { tryAgain: 'Nochmal' }, show: { ...address, anchor: 'why' }, alone: false },
  show: { type: 'show', place: address },
  page: { type: 'page', address, page: { ...markdownPage('Token', '# Token'), made: 1 } },
  missing: { type: 'missing', address, title: 'Gone', message: 'It is gone.', again: 'Count Tokens' },
  takeFocus: { type: 'takeFocus' },
  counterModel: { type: 'counterModel', modelId: 'gpt-4o' },
};
const fromExamples: { [K in FromPages['type']]: Extract<FromPages, { type: K }> } = {
  ...wordExamplesFromPage,
  ready: { type: 'ready' },
  load: { type: 'load', address },
  shown: { type: 'shown', address, title: 'Token' },
  openPage: { type: 'openPage', place: { ...address, anchor: 'why' } },
  openLink: { type: 'openLink', url: 'https://example.com' },
  openFile: { type: 'openFile', uri: 'file:///a.ts', line: 3 },
  makeAgain: { type: 'makeAgain' },
  countExactly: { type: 'countExactly' },
  useInCounter: { type: 'useInCounter', modelId: 'gpt-4o' },
  openInPlayground: { type: 'openInPlayground', modelId: 'gpt-4o' },
  openLab: { type: 'openLab', station: 'tokens', text: 'a token' },
  openPrompt: { type: 'openPrompt', prompt: 'What is a token?' },
  copyText: { type: 'copyText', text: 'x' },
  pageError: { type: 'pageError', message: 'x' },
};

const refusal = (schema: typeof toPages | typeof fromPages, value: unknown): string => {
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
    { type: 'load', address: { folder: 'terms', id: '../x' } },
    { type: 'load', address: { folder: 'etc', id: 'x' } },
    { type: 'openFile', uri: 'file:///a', line: -1 },
    { type: 'openFile', uri: 'file:///a', line: 0.5 },
    { type: 'openLink', url: 'x'.repeat(9_000) },
    ...wrongWordsFromPage.map(([wrong]) => wrong),
  ])
    it(`are refused by the host in another form: ${JSON.stringify(wrong).slice(0, 70)}`, () =>
      assert.notEqual(refusal(fromPages, wrong), ''));

  it('are refused by the page in another form', () => {
    assert.notEqual(
      refusal(toPages, { ...toExamples.page, page: { title: 'T', blocks: [{ type: 'html', html: '<b>' }] } }),
      '',
    );
  });
});
