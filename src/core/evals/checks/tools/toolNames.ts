import { isRecord } from '../../../base/json';
import { jsonBlocks } from './jsonBlocks';

// The names of the tools that an answer calls, in the shapes of the known wire formats and in JSON inside of a text.

type Fields = Readonly<Record<string, unknown>>;

/** @throws CheckFault */
export function toolNames(output: unknown): ReadonlySet<string> {
  if (typeof output !== 'string') return new Set(namesIn(output));
  let parsed: unknown;
  try {
    parsed = JSON.parse(output);
  } catch {
    return new Set(jsonBlocks(output).flatMap((block) => [...toolNames(block)]));
  }
  return toolNames(parsed);
}

function namesIn(output: unknown): string[] {
  if (Array.isArray(output)) return output.flatMap((call: unknown) => (isRecord(call) ? nameOfCall(call) : []));
  if (!isRecord(output)) return [];
  const { tool_calls: calls, type, functionCall, toolCall } = output;
  if (Array.isArray(calls)) {
    return calls.filter(isRecord).flatMap((call) => [...nameIn(call['function']), ...nameIn(call)]);
  }
  if ((type === 'tool_use' || type === 'function_call') && typeof output['name'] === 'string') return nameIn(output);
  if (isObject(functionCall)) return nameIn(functionCall);
  if (!isObject(toolCall)) return [];
  const inner = (toolCall as Fields)['functionCalls'];
  return Array.isArray(inner) ? inner.flatMap(nameIn) : [];
}

/** Returns the name in one call of a list. The first shape that fits decides. */
function nameOfCall(call: Fields): string[] {
  if (call['type'] === 'tool_use' && typeof call['name'] === 'string') return nameIn(call);
  if (isObject(call['functionCall'])) return nameIn(call['functionCall']);
  if (isObject(call['function'])) return nameIn(call['function']);
  return nameIn(call);
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

function nameIn(call: unknown): string[] {
  const name = isRecord(call) ? call['name'] : undefined;
  return typeof name === 'string' ? [name] : [];
}
