import assert from 'node:assert/strict';
import type { DialectId } from '../../../src/core/chat/messages/chatTypes';
import { startFaultServer } from '../../fakes/faultServer';
import type { FaultServer } from '../../fakes/faultServer';
import { ask, endpointAt, testKey } from '../core/chat/ask';

const environment = {
  OPENAI_API_KEY: 'sk-from-environment',
  OPENAI_ADMIN_KEY: 'sk-from-environment',
  OPENAI_ORG_ID: 'org-from-environment',
  OPENAI_PROJECT_ID: 'proj-from-environment',
  OPENAI_BASE_URL: 'https://environment.invalid',
  OPENAI_CUSTOM_HEADERS: 'Authorization: Bearer sk-from-environment\nX-Team: from-environment',
  OPENAI_LOG: 'debug',
  ANTHROPIC_API_KEY: 'sk-from-environment',
  ANTHROPIC_BASE_URL: 'https://environment.invalid',
};
const printed = ['debug', 'info', 'log', 'warn', 'error'] as const;

describe('the host of the chat', () => {
  let server: FaultServer;
  before(async () => (server = await startFaultServer()));
  beforeEach(() => server.reset());
  after(() => server.close());

  for (const [dialect, model, path] of [
    ['chat-completions', 'ok', '/v1/chat/completions'],
    ['responses', 'responses', '/v1/responses'],
    ['anthropic-messages', 'anthropic', '/v1/messages'],
  ] as const satisfies readonly (readonly [DialectId, string, string])[]) {
    it(`takes nothing from the environment and prints nothing: ${dialect}`, async () => {
      const savedEnvironment = { ...process.env };
      const lines: unknown[] = [];
      const savedConsole = { ...console };
      Object.assign(process.env, environment);
      for (const name of printed) console[name] = (...words: unknown[]) => void lines.push(words);
      try {
        const endpoint = endpointAt(server.baseUrl, 'custom', dialect);
        assert.equal((await ask(endpoint, { model })).text, 'Hello');
        assert.ok((await ask(endpoint, { model: 'malformed' })).error);
      } finally {
        process.env = savedEnvironment;
        Object.assign(console, savedConsole);
      }
      assert.deepEqual(lines, []);
      assert.equal(server.requests[0]?.path, path);
      assert.equal(server.requests[0].headers.authorization, undefined);
      assert.equal(server.requests[0].headers['x-api-key'], undefined);
      assert.doesNotMatch(JSON.stringify(server.requests), /environment/);
    });

    it(`tells nothing about this machine: ${dialect}`, async () => {
      await ask(endpointAt(server.baseUrl, 'custom', dialect), { model }, { key: testKey });
      const { headers } = server.requests[0]!;
      assert.equal(headers['user-agent'], 'ai-field-guide');
      const told = Object.keys(headers).filter((name) => /stainless|organization|project|beta/.test(name));
      assert.deepEqual(told, []);
    });
  }
});
