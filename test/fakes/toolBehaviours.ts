import { isRecord } from '../../src/core/base/json';

/** Calls of tools in the deltas of Chat Completions, each in two pieces. */
const callDeltas = (...calls: readonly (readonly [id: string, name: string, input: string])[]): object[] =>
  calls.flatMap(([id, name, input], index) => [
    { tool_calls: [{ index, id, type: 'function', function: { name, arguments: input.slice(0, 3) } }] },
    { tool_calls: [{ index, function: { arguments: input.slice(3) } }] },
  ]);

/** What a model says that calls two tools at once, then one of them again, and then says what it was told. */
export function toolRound({ messages }: Readonly<Record<string, unknown>>): { deltas: object[]; finish: string } {
  const told = (Array.isArray(messages) ? (messages as unknown[]) : []).filter(isRecord);
  const results = told.filter(({ role }) => role === 'tool').map(({ content }) => String(content));
  if (results.length === 0) {
    const both = callDeltas(['call_1', 'get_weather', '{"city":"Rome"}'], ['call_2', 'get_time', '{"zone":"UTC"}']);
    return { deltas: both, finish: 'tool_calls' };
  }
  if (results.length === 2) return { deltas: callDeltas(['call_3', 'get_time', '{}']), finish: 'tool_calls' };
  return { deltas: [{ content: `I was told: ${results.join(', ')}.` }], finish: 'stop' };
}
