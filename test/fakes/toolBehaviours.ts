import { isRecord } from '../../src/core/base/json';

/** Calls of tools in the deltas of Chat Completions, each in two pieces. */
const callDeltas = (...calls: readonly (readonly [id: string, name: string, input: string])[]): object[] =>
  calls.flatMap(([id, name, input], index) => [
    { tool_calls: [{ index, id, type: 'function', function: { name, arguments: input.slice(0, 3) } }] },
    { tool_calls: [{ index, function: { arguments: input.slice(3) } }] },
  ]);

type Round = (readonly [delta: object, finish?: string])[];

/** Answers as a model that calls two tools at once, then one of them again, and then says what it was told. */
export function toolRound({ messages }: Readonly<Record<string, unknown>>): Round {
  const told = (Array.isArray(messages) ? (messages as unknown[]) : []).filter(isRecord);
  const results = told.filter(({ role }) => role === 'tool').map(({ content }) => String(content));
  if (results.length > 2) return [[{ content: `I was told: ${results.join(', ')}.` }], [{}, 'stop']];
  const calls =
    results.length === 0
      ? callDeltas(['call_1', 'get_weather', '{"city":"Rome"}'], ['call_2', 'get_time', '{"zone":"UTC"}'])
      : callDeltas(['call_3', 'get_time', '{}']);
  return [...calls.map((delta) => [delta] as const), [{}, 'tool_calls']];
}
