import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { InMemoryTransport } from '@modelcontextprotocol/server';
import * as v from 'valibot';
import { agentTools } from '../../../src/core/context/tools/agentTools';
import type { ToolNeeds } from '../../../src/core/context/tools/agentTool';
import { createMcpServer } from '../../../src/mcp/mcpServer';
import { toolNeeds } from '../../support/agentTools';

const toolList = v.object({ tools: v.array(v.looseObject({ name: v.string() })) });
const toolAnswer = v.object({
  content: v.tuple([v.object({ type: v.literal('text'), text: v.string() })]),
  isError: v.optional(v.boolean()),
});

/** A client that writes what the protocol says, and hears the server through memory. */
async function connect(needs: ToolNeeds = toolNeeds()) {
  const faults: unknown[] = [];
  const [here, there] = InMemoryTransport.createLinkedPair();
  const waiting = new Map<unknown, (message: Readonly<Record<string, unknown>>) => void>();
  here.onmessage = (message) => {
    if ('id' in message) waiting.get(message.id)?.({ ...message });
  };
  await createMcpServer(needs, '1.2.3', (error) => faults.push(error)).connect(there);
  await here.start();
  let count = 0;
  const ask = async (method: string, params: Record<string, unknown> = {}) => {
    const id = ++count;
    const answer = new Promise<Readonly<Record<string, unknown>>>((resolve) => waiting.set(id, resolve));
    await here.send({ jsonrpc: '2.0', id, method, params });
    return answer;
  };
  const hello = await ask('initialize', {
    ...{ protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'test', version: '1' } },
  });
  await here.send({ jsonrpc: '2.0', method: 'notifications/initialized' });
  return { ask, hello, faults };
}

describe('the server of the Model Context Protocol', () => {
  it('says who it is, and that it has tools and nothing else', async () => {
    const { hello } = await connect();
    const { capabilities, serverInfo } = hello['result'] as Record<string, unknown>;
    assert.deepEqual(serverInfo, { name: 'ai-field-guide', version: '1.2.3' });
    assert.deepEqual(capabilities, { tools: { listChanged: false } });
  });

  it('lists each tool as it is declared, as one that only reads and sends nothing', async () => {
    const { ask } = await connect();
    const { tools } = v.parse(toolList, (await ask('tools/list'))['result']);
    const declared = agentTools.map(({ name, description, inputSchema }) => ({
      ...{ name, description, inputSchema, annotations: { readOnlyHint: true, openWorldHint: false } },
    }));
    // As it stands on a wire.
    assert.deepEqual(JSON.parse(JSON.stringify(tools)), declared);
  });

  it('answers a call with what the tool says', async () => {
    const { ask, faults } = await connect();
    const { result } = await ask('tools/call', { name: 'count_tokens', arguments: { text: 'hello world' } });
    assert.deepEqual(v.parse(toolAnswer, result).content[0].text, '2 tokens in o200k_base, exactly.');
    assert.deepEqual(faults, []);
  });

  it('makes what the caller has to change an error of the tool, and tells nobody else', async () => {
    const { ask, faults } = await connect();
    const { result } = await ask('tools/call', { name: 'count_tokens', arguments: { path: '/etc/passwd' } });
    const { content, isError } = v.parse(toolAnswer, result);
    assert.equal(isError, true);
    assert.match(content[0].text, /^"\/etc\/passwd" is outside of what may be read\.$/);
    assert.deepEqual(faults, []);
  });

  it('tells what goes wrong inside, and goes on', async () => {
    const needs = toolNeeds();
    const broken = new Error('The vocabulary cannot be read.');
    const { ask, faults } = await connect({ ...needs, guide: { ...needs.guide, count: () => Promise.reject(broken) } });
    const { result } = await ask('tools/call', { name: 'count_tokens', arguments: { text: 'a' } });
    assert.deepEqual(v.parse(toolAnswer, result), { content: [{ type: 'text', text: broken.message }], isError: true });
    assert.deepEqual(faults, [broken]);
    const next = await ask('tools/call', { name: 'explain_ai_term', arguments: { term: 'token' } });
    assert.match(v.parse(toolAnswer, next['result']).content[0].text, /^token: /);
  });

  it('refuses a tool that is not there', async () => {
    const { ask } = await connect();
    const answer = await ask('tools/call', { name: 'delete_everything', arguments: {} });
    assert.match(JSON.stringify(answer['error']), /delete_everything not found/);
  });
});

describe('the program of the server', () => {
  const run = (args: readonly string[], input: string) =>
    spawnSync(process.execPath, ['--import=tsx', 'src/mcp.ts', ...args], { encoding: 'utf8', input });

  it('says which argument is wrong, and how it is called', () => {
    const { status, stdout, stderr } = run(['--rot', 'src'], '');
    assert.deepEqual([status, stdout], [2, '']);
    assert.match(stderr, /^Unknown option '--rot'.*\n\nUsage: node dist\/mcp\.js --root DIR/);
    assert.match(run(['-h'], '').stdout, /^Usage: /);
  });

  it('says a message that it cannot read in one line, and goes on', () => {
    const ping = JSON.stringify({ jsonrpc: '2.0', id: 7, method: 'ping' });
    const { status, stdout, stderr } = run(
      ['--root', 'src'],
      `{"jsonrpc":"2.0","id":1,"method":"x","params":[1]}\n${ping}\n`,
    );
    assert.equal(status, 0);
    assert.deepEqual(stdout.trim().split('\n').length, 1, stdout);
    assert.match(stdout, /"id":7/);
    assert.match(stderr, /^A message was not read or not sent: .*\n$/);
    assert.doesNotMatch(stderr, /\bat .*:\d+:\d+/);
  });

  it('serves no folder where none is named, as by a variable without a value', () => {
    for (const args of [[], ['--root', ''], ['--root', 'src', '--root=']]) {
      const { status, stdout, stderr } = spawnSync(process.execPath, ['--import=tsx', 'src/mcp.ts', ...args], {
        encoding: 'utf8',
        input: '',
      });
      assert.deepEqual([status, stdout], [2, '']);
      assert.match(stderr, /^Usage: /);
    }
  });
});
