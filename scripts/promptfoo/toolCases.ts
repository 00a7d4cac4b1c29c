import type { CheckCase } from './oracle';
import type { Random } from './random';
import { someJson, someWords } from './texts';

// Answers that call tools, in each wire format, and as a text.

const names = ['search', 'get_weather', 'book', 'toString', 'no such'];
const schema = {
  type: 'object',
  properties: { city: { type: 'string' } },
  required: ['city'],
  additionalProperties: false,
};
const upper = { type: 'OBJECT', properties: { city: { type: 'STRING' } }, required: ['city'] };

const args = (random: Random): unknown =>
  random.of([{ city: 'Paris' }, {}, { city: 1 }, { city: 'x', more: 1 }, [], 'x', null]);

function openAiCall(random: Random): object {
  const value = JSON.stringify(args(random));
  const call = { name: random.of(names), arguments: random.chance(0.9) ? value : random.of(['{', '', {}]) };
  return random.chance(0.9) ? { id: '1', type: 'function', function: call } : random.of([call, { function: null }, {}]);
}

const otherCall = (random: Random): object =>
  random.of([
    { type: 'tool_use', name: random.of(names), input: {} },
    { type: 'function_call', name: random.of(names) },
    {
      functionCall: { name: random.of(names), args: random.chance(0.8) ? args(random) : JSON.stringify(args(random)) },
    },
    { name: random.of(names) },
    { type: 'text', text: 'x' },
    { function: { name: 1 }, name: 'book' },
  ]);

function someCalls(random: Random): unknown {
  const call = (): object => (random.chance(0.5) ? openAiCall(random) : otherCall(random));
  const calls = random.many(0, 3, call);
  return random.of<() => unknown>([
    () => calls,
    () => ({ tool_calls: calls }),
    () => call(),
    () => ({ function_call: { name: random.of(names), arguments: JSON.stringify(args(random)) } }),
    () => ({ toolCall: { functionCalls: random.many(0, 2, () => ({ name: random.of(names), args: args(random) })) } }),
    () => random.many(1, 2, () => ({ functionCall: { name: random.of(names), args: args(random) } })),
    () => random.many(1, 2, () => openAiCall(random)),
    () => ({ name: random.of(names), arguments: JSON.stringify(args(random)) }),
    () => someJson(random),
  ])();
}

/** Calls in the middle of words: in fences, in lists, cut off. */
function inText(random: Random, calls: unknown): string {
  const json = JSON.stringify(calls, null, random.of([0, 2]));
  const pieces = random.many(1, 4, () =>
    random.of<() => string>([
      () => json,
      () => JSON.stringify(someCalls(random)),
      () => `\`\`\`json\n${json}\n\`\`\``,
      () => `~~~\n${json}`,
      () => `- item\n  ${json}`,
      () => `- \`\`\`\n  ${json}\n`,
      () => json.slice(0, random.below(json.length)),
      () => someWords(random, 3),
      () => random.of(['{', '}', '[', ']', '{"', '"', '1. x', '> q', '`x`', '{ x', '(a) {']),
      () => `${json} trailing`,
      () => `{${json}}`,
      () => `\t${json}`,
    ])(),
  );
  return pieces.join(random.of(['\n', '\n', '\n\n', ' ', '\r\n']));
}

const mcp = [
  'MCP Tool Result (search): ok',
  'MCP Tool Error (search): no\nmore',
  'MCP Tool Error',
  'x MCP Tool Result y',
];

function toolsOf(random: Random, kind: 'tools' | 'functions' | 'declared'): Record<string, unknown> {
  const named = random.many(0, 4, () => ({
    name: random.of(names),
    ...(random.chance(0.9) && { parameters: random.of([schema, schema, {}, { type: 'nothing' }]) }),
  }));
  if (kind === 'functions') return random.chance(0.9) ? { functions: named } : {};
  if (kind === 'tools')
    return random.chance(0.9) ? { tools: named.map((each) => ({ type: 'function', function: each })) } : {};
  const declared = named.map(({ name }) => ({ name, ...(random.chance(0.8) && { parameters: upper }) }));
  return { tools: [{ functionDeclarations: declared }] };
}

export function someToolCase(
  random: Random,
  kind: 'names' | 'tools' | 'functions' | 'declared',
): Omit<CheckCase, 'assertion'> & { readonly assertion?: object } {
  const calls = someCalls(random);
  if (kind === 'names') {
    const expected = random.many(0, 3, () => random.of(names));
    const output = random.of([calls, JSON.stringify(calls), inText(random, calls), inText(random, calls)]);
    const value = random.chance(0.5) ? expected : expected.join(random.of([',', ', ']));
    return { output, assertion: { value, ...(random.chance(0.5) && { threshold: random.of([0, 0.5, 0.8, 1]) }) } };
  }
  const output = random.chance(0.1) ? random.of(mcp) : random.chance(0.15) ? JSON.stringify(calls) : calls;
  return { output, ...(random.chance(0.92) && { provider: { kind, config: toolsOf(random, kind) } }) };
}
