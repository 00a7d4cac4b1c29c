import assert from 'node:assert/strict';
import * as v from 'valibot';
import { ENCODING_NAMES } from '../../../../src/core/catalog/encodingName';
import { maxText } from '../../../../src/core/lab/labPlace';
import { fromLab, labAnswers, readLabState, toLab } from '../../../../src/core/lab/labProtocol';
import { stationIds } from '../../../../src/core/lab/stationIds';
import { examplesFromEveryPage, wordExamplesFromPage } from '../../../support/wordMessages';
import type { FromLab, LabState, ToLab } from '../../../../src/core/lab/labProtocol';

const state: LabState = {
  ...{ station: 'tokens', text: 'abc', isOwn: true, isGiven: true, aside: ['my own'], large: false },
  settings: { tokens: { step: 2 }, 'next-token': { as: 'answer' } },
};
const place = { station: 'tokens', text: 'abc', settings: { step: 2 } };

const toPage: { readonly [K in ToLab['type']]: Extract<ToLab, { readonly type: K }> } = {
  wordRules: { type: 'wordRules', enabled: true, delayMs: 300 },
  explainSelection: { type: 'explainSelection' },
  start: { type: 'start', strings: {}, terms: [{ id: 'token', name: 'token' }], left: state, show: place },
  show: { type: 'show', place },
  weights: { type: 'weights', bytes: new Uint8Array(4) },
  weightsFailed: { type: 'weightsFailed', message: 'There is no file.' },
  copied: { type: 'copied', what: 'link' },
};

const fromPage: { readonly [K in FromLab['type']]: Extract<FromLab, { readonly type: K }> } = {
  ...examplesFromEveryPage,
  ...wordExamplesFromPage,
  ready: { type: 'ready' },
  loadWeights: { type: 'loadWeights' },
  encode: { type: 'encode', request: 1, text: 'abc', encodings: ['o200k_base'] },
  keep: { type: 'keep', state },
  copyLink: { type: 'copyLink', place },
  copySvg: { type: 'copySvg', svg: '<svg></svg>' },
  savePng: { type: 'savePng', bytes: new Uint8Array(4) },
  showLog: { type: 'showLog' },
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

  it('lets as much through as a page may need: eight encodings, a large picture, a token for each byte', () => {
    const encodings = ENCODING_NAMES.slice(0, 8);
    const svg = 'x'.repeat(4_000_000);
    for (const message of [
      { ...fromPage.encode, encodings },
      { ...fromPage.copySvg, svg },
    ])
      assert.ok(v.is(fromLab, message), message.type);
    const ids = Array.from({ length: maxText * 4 }, (_, i) => i);
    assert.ok(v.is(labAnswers.encode, [{ encoding: 'llama3', ids, starts: ids, ends: ids }]));
  });

  for (const [what, message] of [
    ['more than eight encodings', { ...fromPage.encode, encodings: ENCODING_NAMES.slice(0, 9) }],
    ['a picture of more than 4 MB', { ...fromPage.copySvg, svg: 'x'.repeat(4_000_001) }],
    ['an encoding that is not on board', { ...fromPage.encode, encodings: ['gpt2'] }],
    ['a text that is too long', { ...fromPage.encode, text: 'a'.repeat(4_001) }],
    ['a station that is no name', { ...fromPage.copyLink, place: { ...place, station: '../x' } }],
    ['a setting that is an object', { ...fromPage.copyLink, place: { ...place, settings: { step: {} } } }],
  ] as const) {
    it(`refuses ${what}`, () => assert.equal(v.safeParse(fromLab, message).success, false));
  }

  it('knows what it kept, and nothing else', () => {
    for (const station of stationIds) assert.ok(readLabState({ ...state, station }), station);
    assert.deepEqual(readLabState(structuredClone(state)), state);
    for (const other of [undefined, null, 'tokens', { ...state, large: 1 }])
      assert.equal(readLabState(other), undefined);
  });
});
