import assert from 'node:assert/strict';
import * as v from 'valibot';
import { fromLab, readLabState, toLab } from '../../../../src/core/lab/labProtocol';
import type { FromLab, LabState, ToLab } from '../../../../src/core/lab/labProtocol';

const state: LabState = {
  ...{ station: 'tokens', text: 'abc', isOwn: true, isGiven: true, aside: ['my own'], large: false },
  settings: { tokens: { step: 2 }, 'next-token': { as: 'answer' } },
};
const place = { station: 'tokens', text: 'abc', settings: { step: 2 } };

const toPage: { readonly [K in ToLab['type']]: Extract<ToLab, { readonly type: K }> } = {
  wordRules: { type: 'wordRules', enabled: true, delayMs: 300 },
  wordExplained: { type: 'wordExplained', request: 1, card: null },
  explainSelection: { type: 'explainSelection' },
  start: { type: 'start', strings: {}, terms: [{ id: 'token', name: 'token' }], left: state, show: place },
  show: { type: 'show', place },
  weights: { type: 'weights', bytes: new Uint8Array(4) },
  weightsFailed: { type: 'weightsFailed', message: 'There is no file.' },
  encoded: { type: 'encoded', request: 1, texts: [{ encoding: 'llama3', ids: [1], starts: [0], ends: [3] }] },
  encodeFailed: { type: 'encodeFailed', request: 1, message: 'The worker ended.' },
  copied: { type: 'copied', what: 'link' },
};

const fromPage: { readonly [K in FromLab['type']]: Extract<FromLab, { readonly type: K }> } = {
  explainWord: { type: 'explainWord', request: 1, text: 'a token', at: 3, onward: false },
  stopExplaining: { type: 'stopExplaining', request: 1 },
  openTerm: { type: 'openTerm', termId: 'token' },
  knowTerm: { type: 'knowTerm', termId: 'token' },
  ready: { type: 'ready' },
  loadWeights: { type: 'loadWeights' },
  encode: { type: 'encode', request: 1, text: 'abc', encodings: ['o200k_base'] },
  keep: { type: 'keep', state },
  copyLink: { type: 'copyLink', place },
  copySvg: { type: 'copySvg', svg: '<svg></svg>' },
  savePng: { type: 'savePng', bytes: new Uint8Array(4) },
  showLog: { type: 'showLog' },
  pageError: { type: 'pageError', message: 'It broke.' },
};

describe('the protocol of the lab', () => {
  for (const message of Object.values(toPage)) {
    it(`lets "${message.type}" through to the page as it is`, () =>
      assert.deepEqual(v.parse(toLab, structuredClone(message)), message));
  }
  for (const message of Object.values(fromPage)) {
    it(`lets "${message.type}" through to the host as it is`, () =>
      assert.deepEqual(v.parse(fromLab, structuredClone(message)), message));
  }

  for (const [what, message] of [
    ['an encoding that is not on board', { ...fromPage.encode, encodings: ['gpt2'] }],
    ['a text that is too long', { ...fromPage.encode, text: 'a'.repeat(4_001) }],
    ['a station that is no name', { ...fromPage.copyLink, place: { ...place, station: '../x' } }],
    ['a setting that is an object', { ...fromPage.copyLink, place: { ...place, settings: { step: {} } } }],
  ] as const) {
    it(`refuses ${what}`, () => assert.equal(v.safeParse(fromLab, message).success, false));
  }

  it('knows what it kept, and nothing else', () => {
    assert.deepEqual(readLabState(structuredClone(state)), state);
    for (const other of [undefined, null, 'tokens', { ...state, large: 1 }])
      assert.equal(readLabState(other), undefined);
  });
});
