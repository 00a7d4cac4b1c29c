import assert from 'node:assert/strict';
import { fromPage, toPage } from '../../../../src/core/playground/playgroundProtocol';
import { parseMessage } from '../../../../src/core/base/rpc/parseMessage';
import type { FromPage, ToPage } from '../../../../src/core/playground/playgroundProtocol';
import { emptyDraft } from '../../../../src/core/playground/session/sessionSchema';
import { turnBodies, turnHeads } from '../../../../src/core/playground/session/turnHeads';
import {
  examplesFromEveryPage,
  wordExamplesFromPage,
  wordExamplesToPage,
  wrongWordsFromPage,
} from '../../../support/wordMessages';
import { doneAnswer, draftOf, promptOf, sessionOf } from '../../../support/sessionEvents';

const read = (schema: Parameters<typeof parseMessage>[0], value: unknown): { message: unknown; reasons: string[] } => {
  const reasons: string[] = [];
  return { message: parseMessage(schema, value, (why) => reasons.push(why)), reasons };
};

const session = sessionOf(promptOf('p'), doneAnswer('a', 'p', 'A', { durationMs: 3 }));
const turns = turnHeads(session, 'first');
const provider = {
  id: 'maker',
  name: 'Maker',
  host: 'api.example.com',
  place: 'elsewhere' as const,
  needsKey: true,
  kind: 'host' as const,
  isOwn: true,
  isStandIn: false,
  can: { listsModels: true, referenceCard: false, bodyFields: true },
  hasKey: true,
  models: ['maker-1'],
  modelsFromProvider: false,
};

/** One of every kind: a kind without an example does not compile. */
const examplesToPage: { [K in ToPage['type']]: Extract<ToPage, { type: K }> } = {
  ...wordExamplesToPage,
  snapshot: {
    type: 'snapshot',
    seq: 0,
    session: {
      id: 's',
      title: 'T',
      access: { mode: 'write' },
      columns: [{ id: 'c', draft: emptyDraft, edit: 0, turns }],
    },
    providers: [provider],
    enterSends: false,
    strings: { send: 'Senden' },
  },
  event: {
    ...{ type: 'event', seq: 3 },
    event: {
      ...{ type: 'answerGrew', column: 'c', answerId: 'a', text: 'x', reasoning: '' },
      call: { at: 0, id: 'call', name: 'find', input: '{' },
    },
  },
  providers: { type: 'providers', providers: [] },
  focusMessage: { type: 'focusMessage' },
  showMatch: { type: 'showMatch', session: 's', column: 'c', query: 'q', promptId: 'p', where: 'answer' },
  loadFailed: { type: 'loadFailed', message: 'm', advice: 'a' },
  notSent: { type: 'notSent', column: 'c', reason: 'r', actions: ['new-session', 'use-real-model'], answerId: 'a' },
  toolLoop: {
    ...{ type: 'toolLoop', session: 's', column: 'c', end: 'e' },
    state: { rounds: 1, allowed: 10, usd: 0.1, isAtLeast: false },
  },
  imported: { type: 'imported', session: 's', notes: ['n'] },
  bodies: { type: 'bodies', request: 1, column: 'c', seq: 2, bodies: turnBodies(session, 'first', ['p']) },
  modelList: {
    type: 'modelList',
    providerId: 'maker',
    state: { status: 'failed', message: 'm', advice: 'a', wantsKey: true },
  },
  continues: { type: 'continues', providerId: 'maker', model: 'maker-1', continues: true },
  reference: {
    type: 'reference',
    answerId: 'a',
    cards: [
      {
        kind: 'family',
        title: 'Claude',
        text: 't',
        facts: [{ label: 'Maker', value: 'Anthropic' }],
        address: 'families/claude',
        source: 's',
        checked: '2026-09-01',
        isRepeated: false,
      },
    ],
  },
  answerCounted: { type: 'answerCounted', answerId: 'a', tokens: 123 },
};

const examplesFromPage: { [K in FromPage['type']]: Extract<FromPage, { type: K }> } = {
  ...examplesFromEveryPage,
  ...wordExamplesFromPage,
  ready: { type: 'ready', edit: 0 },
  draft: { type: 'draft', session: 's', column: 'c', edit: 1, draft: emptyDraft },
  send: {
    type: 'send',
    session: 's',
    column: 'c',
    edit: 2,
    draft: draftOf({ temperature: 2, maxOutputTokens: 10_000_000 }),
  },
  stop: { type: 'stop', column: 'c' },
  tokens: { type: 'tokens', request: 1, answerId: 'a' },
  tokensAt: { type: 'tokensAt', request: 2, answerId: 'a', at: 3 },
  continueFrom: { type: 'continueFrom', column: 'c', answerId: 'a', at: 3, alternative: 1 },
  useRealModel: { type: 'useRealModel' },
  askReference: { type: 'askReference', answerId: 'a' },
  openReference: { type: 'openReference', address: 'terms/token' },
  retry: { type: 'retry', column: 'c', answerId: 'a' },
  showSibling: { type: 'showSibling', column: 'c', nodeId: 'a' },
  continue: { type: 'continue', column: 'c', answerId: 'a' },
  askContinues: { type: 'askContinues', providerId: 'maker', model: 'maker-1' },
  insertText: { type: 'insertText', text: 'let a;' },
  openText: { type: 'openText', text: 'let a;', language: 'ts' },
  applyText: { type: 'applyText', answerId: 'a', text: 'let a;', language: 'ts' },
  sendEdit: { type: 'sendEdit', session: 's', column: 'c', edit: 2, draft: draftOf({ editing: 'p', edited: 'x' }) },
  saveEdit: { type: 'saveEdit', session: 's', column: 'c', edit: 2, draft: draftOf({ editing: '+', edited: 'x' }) },
  sendResults: {
    ...{ type: 'sendResults', session: 's', column: 'c', edit: 2, until: 'done' },
    draft: draftOf({ toolResults: [{ callId: 'c', text: 'x', isError: true }] }),
  },
  editResults: { type: 'editResults', column: 'c', promptId: 'p' },
  deleteMessage: { type: 'deleteMessage', column: 'c', nodeId: 'p' },
  branchFrom: { type: 'branchFrom', column: 'c', answerId: 'a' },
  showBranches: { type: 'showBranches', column: 'c' },
  retryTimes: { type: 'retryTimes', column: 'c', answerId: 'a' },
  addColumn: { type: 'addColumn', column: 'c' },
  removeColumn: { type: 'removeColumn', column: 'c' },
  goOnFrom: { type: 'goOnFrom', column: 'c' },
  undoColumns: { type: 'undoColumns' },
  markBest: { type: 'markBest', answerId: 'a', isBest: true },
  diffAnswers: { type: 'diffAnswers', column: 'c' },
  newSession: { type: 'newSession' },
  moveDraft: { type: 'moveDraft', session: 's', column: 'c', edit: 3, draft: emptyDraft },
  addFiles: { type: 'addFiles', uris: ['file:///a.md'] },
  attach: { type: 'attach', request: 1, session: 's', name: 'a.png', bytes: new ArrayBuffer(8) },
  pickFiles: { type: 'pickFiles' },
  openFile: { type: 'openFile', blob: 'a'.repeat(64) },
  copy: { type: 'copy', answerId: 'a' },
  readRequest: { type: 'readRequest', request: 1, text: '{}' },
  importRequest: { type: 'importRequest', session: 's', column: 'c', text: '{}' },
  showWire: { type: 'showWire', answerId: 'a' },
  editDocument: { type: 'editDocument', column: 'c', name: 'schema' },
  copyConversation: { type: 'copyConversation', column: 'c' },
  bodies: { type: 'bodies', request: 1, column: 'c', promptIds: ['p'] },
  find: { type: 'find', request: 1, column: 'c', query: 'x' },
  parameters: { type: 'parameters', request: 1, providerId: 'p', model: 'm' },
  abilities: { type: 'abilities', request: 1, providerId: 'p', model: 'm' },
  measure: { type: 'measure', request: 1, column: 'c' },
  reload: { type: 'reload' },
  openCopy: { type: 'openCopy' },
  addProvider: { type: 'addProvider', column: 'c', preset: null },
  setKey: { type: 'setKey', providerId: 'maker' },
  pickModel: { type: 'pickModel', column: 'main' },
  choosePreset: { type: 'choosePreset', column: 'main' },
  loadModels: { type: 'loadModels', providerId: 'maker' },
  stopLoadingModels: { type: 'stopLoadingModels', providerId: 'maker' },
  countAnswer: { type: 'countAnswer', answerId: 'a' },
  errorAction: { type: 'errorAction', column: 'c', answerId: 'a', action: 'set-key' },
};

describe('messages to the page', () => {
  for (const message of Object.values(examplesToPage)) {
    it(`are taken: ${message.type}`, () => assert.deepEqual(read(toPage, message), { message, reasons: [] }));
  }

  it('never carry a key: what is no field of a provider is dropped', () => {
    const { message } = read(toPage, { type: 'providers', providers: [{ ...provider, key: 'secret' }] });
    assert.deepEqual(message, { type: 'providers', providers: [provider] });
  });

  for (const [message, reason] of [
    [undefined, /undefined/],
    ['ready', /"ready"/],
    [{}, /type/],
    [{ type: 'ready' }, /"ready"/],
    [{ ...examplesToPage.snapshot, providers: undefined }, /providers/],
    [{ ...examplesToPage.event, seq: -1 }, /seq/],
    [{ ...examplesToPage.event, seq: Number.NaN }, /seq/],
    [
      { type: 'event', seq: 1, event: { type: 'answerGrew', column: 'c', answerId: 'a', text: 1, reasoning: '' } },
      /event\.text/,
    ],
    [{ type: 'event', seq: 1, event: { type: 'unheard' } }, /unheard/],
  ] as const) {
    it(`are refused with a reason: ${JSON.stringify([message]).slice(1, 60)}`, () => {
      const result = read(toPage, message);
      assert.equal(result.message, undefined);
      assert.equal(result.reasons.length, 1);
      assert.match(result.reasons[0] ?? '', reason);
    });
  }
});

describe('messages from the page', () => {
  for (const message of Object.values(examplesFromPage)) {
    it(`are taken: ${message.type}`, () => assert.deepEqual(read(fromPage, message), { message, reasons: [] }));
  }

  for (const [message, reason] of [
    [{ type: 'snapshot' }, /snapshot/],
    [{ type: 'send', session: 's', column: 'c', edit: 0 }, /draft/],
    [{ type: 'ready' }, /edit/],
    [{ type: 'ready', edit: 0.5 }, /edit/],
    [{ type: 'draft', session: 's', column: 'c', edit: 0, draft: draftOf({ temperature: 3 }) }, /temperature/],
    [
      { type: 'draft', session: 's', column: 'c', edit: 0, draft: draftOf({ maxOutputTokens: 0.5 }) },
      /maxOutputTokens/,
    ],
    [{ type: 'retry', column: 'c', answerId: 1 }, /answerId/],
    [{ type: 'retry', column: 'c', answerId: 'x'.repeat(2_001) }, /answerId/],
    [{ type: 'openLink', url: 'x'.repeat(8_001) }, /url/],
    [{ type: 'errorAction', column: 'c', answerId: 'a', action: 'run' }, /action/],
    ...wrongWordsFromPage,
    [[{ type: 'ready' }], /type|Array|Object/],
    [42, /42/],
  ] as const) {
    it(`are refused with a reason: ${JSON.stringify(message).slice(0, 50)}`, () => {
      const result = read(fromPage, message);
      assert.equal(result.message, undefined);
      assert.equal(result.reasons.length, 1);
      assert.match(result.reasons[0] ?? '', reason);
    });
  }
});
