import assert from 'node:assert/strict';
import fc from 'fast-check';
import { atOnce } from '../../../../../src/core/base/work';
import { sayInEnglish } from '../../../../../src/core/base/say';
import { rebuiltRequest } from '../../../../../src/core/chat/exchange/rebuiltRequest';
import { dialectIds } from '../../../../../src/core/chat/messages/chatTypes';
import { readBodyFields } from '../../../../../src/core/chat/parameters/bodyFields';
import type { ChatRequest, Message } from '../../../../../src/core/chat/messages/chatTypes';
import { requestCode } from '../../../../../src/core/playground/export/requestCode';
import {
  backendFor,
  baseUrlOf,
  importEvents,
  readRequest,
} from '../../../../../src/core/playground/import/importedSession';
import type { ImportedRequest } from '../../../../../src/core/playground/import/importedRequest';
import { answerRequest } from '../../../../../src/core/playground/session/messagesFor';
import { firstColumnId, nobody } from '../../../../../src/core/playground/session/sessionSchema';
import type { PromptNode } from '../../../../../src/core/playground/session/sessionSchema';
import { draftIn, emptySession, turnsOf } from '../../../../../src/core/playground/session/sessionTree';
import { callsOf, resultsFor } from '../../../../../src/core/playground/session/toolTurns';
import type { Session } from '../../../../../src/core/playground/session/sessionTree';
import { backendAt, endpointAt } from '../../../../support/backends';
import { hardTexts, jsonValues } from '../../../../support/hardTexts';
import { reduceAll } from '../../../../support/sessionEvents';
import { tries } from '../../../../support/tries';

function read(text: string): ImportedRequest {
  const found = atOnce(readRequest(text));
  assert.ok(!('problem' in found), 'problem' in found ? found.problem(sayInEnglish) : '');
  return found;
}

function sessionFrom(request: ImportedRequest, providerId?: string): Session {
  let ids = 0;
  const backend = providerId === undefined ? undefined : { id: providerId };
  const events = atOnce(importEvents(request, { backend, randomId: () => `n${++ids}`, now: 5 }));
  return reduceAll(emptySession('s', 0), events);
}

/** The request that a session's draft would send. */
function requestOf(session: Session, dialect: ImportedRequest['dialect']) {
  const draft = draftIn(session, firstColumnId);
  const endpoint = endpointAt('https://api.example.com/v1', { dialect });
  const parent = session.columns[0]?.leaf ?? null;
  const { system, message } = draft;
  const prompt: PromptNode = {
    kind: 'prompt',
    id: 'p',
    parent,
    at: 9,
    system,
    parts: [{ type: 'text', text: message }],
  };
  return rebuiltRequest(endpoint, answerRequest(session, backendAt(endpoint), prompt, draft).request, true);
}

// Texts that a session sends. A turn without words is left out.
const words = hardTexts.filter((text) => text.trim() !== '');
const bodyFields = fc
  .tuple(
    fc.dictionary(hardTexts, jsonValues, { maxKeys: 3 }),
    fc.constantFrom({}, { user: 'me' }, { reasoning: { summary: 'detailed' } }, { text: { format: { type: 'text' } } }),
  )
  .map(([any, known]) => JSON.stringify({ ...any, ...known }))
  .filter((text) => text.length < 2_000)
  .map((text) => readBodyFields(text))
  .filter((read) => 'fields' in read)
  // A field that is null is left to the provider.
  .map(({ fields }) => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)));
const conversations: fc.Arbitrary<ChatRequest> = fc.record({
  model: fc.constantFrom('gpt-x', "it's", 'a/b:c'),
  system: fc.oneof(fc.constant(''), words),
  messages: fc.tuple(fc.array(fc.tuple(words, words), { maxLength: 3 }), words).map(([turns, last]) =>
    [...turns.flat(), last].map((text, i): Message => ({
      role: i % 2 === 0 ? 'user' : 'assistant',
      parts: [{ type: 'text', text }],
    })),
  ),
  params: fc.record(
    {
      temperature: fc.constantFrom(0, 0.7, 2),
      maxOutputTokens: fc.integer({ min: 1, max: 10_000 }),
      sampling: fc.record(
        {
          topP: fc.constantFrom(0, 0.95, 1),
          stop: fc.uniqueArray(words, { minLength: 1, maxLength: 2 }),
          reasoningEffort: fc.constantFrom('low', 'high'),
          verbosity: fc.constantFrom('low', 'high'),
        },
        { requiredKeys: [] },
      ),
      bodyFields,
    },
    { requiredKeys: [] },
  ),
});

describe('a request that was exported', () => {
  for (const dialect of dialectIds) {
    it(`comes back as a session that sends the same: ${dialect}`, () => {
      fc.assert(
        fc.property(conversations, fc.boolean(), (asked, asCurl) => {
          const sent = rebuiltRequest(endpointAt('https://api.example.com/v1', { dialect }), asked, true);
          const code = requestCode(sent, 'curl');
          assert.ok('code' in code);
          const request = read(asCurl ? code.code : sent.body);
          assert.deepEqual(
            request.notes.map((note) => note(sayInEnglish)),
            [],
          );
          const again = requestOf(sessionFrom(request), request.dialect);
          // Messages and Chat Completions are not told from each other by every body alone.
          if (asCurl) assert.deepEqual(again, sent);
          else if (request.dialect === dialect) assert.equal(again.body, sent.body);
          else assert.equal(dialect, 'anthropic-messages');
        }),
        tries(150),
      );
    });
  }
});

describe('a session of a request', () => {
  const chat = (messages: readonly object[]): ImportedRequest =>
    read(JSON.stringify({ model: 'm', temperature: 0.5, messages }));

  it('has its turns, and its last message in the field: nothing is sent', () => {
    const session = sessionFrom(
      chat([
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'One' },
        { role: 'assistant', content: 'Two' },
        { role: 'user', content: 'Three' },
      ]),
      'maker',
    );
    const [turn, ...more] = turnsOf(session, firstColumnId);
    assert.deepEqual(more, []);
    assert.equal(turn?.prompt.system, 'Be brief.');
    assert.deepEqual(turn.answer?.parts, [{ type: 'text', text: 'Two' }]);
    const { providerId, model, system, message, temperature } = draftIn(session, firstColumnId);
    assert.deepEqual(
      { providerId, model, system, message, temperature },
      { providerId: 'maker', model: 'm', system: 'Be brief.', message: 'Three', temperature: 0.5 },
    );
  });

  it('may begin with the assistant, and end with it', () => {
    const session = sessionFrom(chat([{ role: 'assistant', content: 'Hello' }]));
    const [turn] = turnsOf(session, firstColumnId);
    assert.deepEqual([turn?.prompt.parts, turn?.answer?.status], [[], 'done']);
    assert.equal(draftIn(session, firstColumnId).message, '');
    assert.equal(draftIn(session, firstColumnId).providerId, nobody);
  });

  it('has the results at its end typed, to be sent', () => {
    const call = (id: string) => ({ id, type: 'function', function: { name: 'w', arguments: '{}' } });
    const request = {
      model: 'm',
      messages: [
        { role: 'user', content: 'Weather?' },
        { role: 'assistant', content: '', tool_calls: [call('c'), call('')] },
        { role: 'tool', tool_call_id: 'c', content: 'Sun' },
        { role: 'tool', content: 'Rain' },
      ],
      tools: [{ type: 'function', function: { name: 'w', parameters: {} } }, { type: 'web_search' }],
      tool_choice: { type: 'function', function: { name: 'w' } },
    };
    const imported = read(JSON.stringify(request));
    assert.deepEqual(
      imported.notes.map((note) => note(sayInEnglish)),
      ['Parameters that were not taken: tools.web_search'],
    );
    const session = sessionFrom(imported);
    const [turn, ...more] = turnsOf(session, firstColumnId);
    assert.deepEqual(more, []);
    const calls = turn?.answer?.parts.map((part) => part.type === 'tool-call' && part.id);
    assert.deepEqual(calls, ['c', 'call_1']);
    const { tools = '', toolChoice, toolResults } = draftIn(session, firstColumnId);
    const written = [
      { callId: 'c', text: 'Sun' },
      { callId: 'call_1', text: 'Rain' },
    ];
    assert.deepEqual(toolResults, resultsFor(callsOf(turn?.answer ?? { parts: [] }), written));
    assert.deepEqual(JSON.parse(tools), [{ type: 'function', function: { name: 'w', parameters: {} } }]);
    assert.equal(toolChoice, 'w');
  });

  it('has results in its middle sent again with their calls', () => {
    const call = { id: 'c', type: 'function', function: { name: 'w', arguments: '{}' } };
    const messages = [
      { role: 'user', content: 'Weather?' },
      { role: 'assistant', content: '', tool_calls: [call] },
      { role: 'tool', tool_call_id: 'c', content: 'Sun' },
      { role: 'assistant', content: 'Warm.' },
    ];
    const session = sessionFrom(chat([...messages, { role: 'user', content: 'Thanks' }]));
    assert.match(requestOf(session, 'chat-completions').body, /"tool_call_id":"c","content":"Sun"/);
  });
});

describe('the provider of a request', () => {
  const backends = [
    backendAt(endpointAt('https://api.example.com/v1', { id: 'v1' })),
    backendAt(endpointAt('https://api.example.com/v2', { id: 'v2' })),
    backendAt(endpointAt('http://localhost:11434/v1', { id: 'local' })),
  ];
  const found = (address: string) => backendFor({ address, dialect: 'chat-completions' }, backends)?.id;

  it('is the one at its address, or at least at its origin', () => {
    assert.equal(found('https://api.example.com/v2/chat/completions'), 'v2');
    assert.equal(found('https://api.example.com/other/chat/completions'), 'v1');
    assert.equal(found('http://127.0.0.1:11434/v1/chat/completions'), 'local');
  });

  it('is nobody else, and nobody where no address is known', () => {
    for (const address of [
      'https://example.com/v1/chat/completions',
      'http://api.example.com/v1/chat/completions',
      'https://api.example.com.evil.io/v1/chat/completions',
      'https://api.example.com:8443/v1/chat/completions',
    ]) {
      assert.equal(found(address), undefined, address);
    }
    assert.equal(backendFor({ dialect: 'responses' }, backends), undefined);
  });

  it('is at the address without the path of its API', () => {
    assert.equal(baseUrlOf({ address: 'https://x/v1/messages/', dialect: 'anthropic-messages' }), 'https://x/v1');
    assert.equal(baseUrlOf({ address: 'https://x/v1/responses', dialect: 'responses' }), 'https://x/v1');
    assert.equal(baseUrlOf({ dialect: 'responses' }), undefined);
  });
});
