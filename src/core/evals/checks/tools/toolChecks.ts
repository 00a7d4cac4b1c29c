import { isRecord } from '../../../base/json';
import { CheckFault, badValue, shown, verdict } from '../verdict';
import type { CheckInput, MakeCheck, Verdict } from '../verdict';
import { declaredCall, functionCall } from './functionCall';
import { toolNames } from './toolNames';

// Checks which tools an answer calls, and whether its calls are valid. As in promptfoo, `not-` does not invert the
// `is-valid-` checks.

function toolCallF1(input: CheckInput): Verdict {
  const { value, output, threshold = 1, inverse } = input;
  if (typeof value !== 'string' && !Array.isArray(value)) throw badValue(input, 'names of tools as its value');
  const list = typeof value === 'string' ? value.split(',') : value.map(String);
  const expected = new Set(list.map((name) => name.trim()).filter((name) => name !== ''));
  if (expected.size === 0) throw badValue(input, 'the name of a tool at least');
  let called;
  try {
    called = toolNames(output);
  } catch (error) {
    if (error instanceof CheckFault) return verdict(false, error.message);
    throw error;
  }
  const both = [...expected].filter((name) => called.has(name)).length;
  const score = both === 0 ? 0 : (2 * both) / (expected.size + called.size);
  const wanted = `an F1 of ${inverse ? 'less than' : 'at least'} ${threshold} for calls of ${namesOf(expected)}`;
  const reason = `Expected ${wanted}; it is ${score.toFixed(3)}, as the answer calls ${namesOf(called)}.`;
  return verdict(score >= threshold !== inverse, reason, score);
}

const namesOf = (names: ReadonlySet<string>): string => (names.size === 0 ? 'none' : [...names].sort().join(', '));

const mcpError = /MCP Tool Error \(([^)]+)\): (.+)/;

function isValidToolsCall({ output, text, context }: CheckInput): Verdict {
  if (text.includes('MCP Tool Error')) {
    const [, name, why] = mcpError.exec(text) ?? [];
    return verdict(false, `A call of ${name ?? 'a tool'} over MCP failed: ${why ?? 'no reason is given'}.`);
  }
  if (text.includes('MCP Tool Result')) return verdict(true, 'A call of a tool over MCP has a result.');
  if (output === null) throw new CheckFault('missing', 'The answer is null.');
  const calls: unknown = isRecord(output) && 'tool_calls' in output ? output['tool_calls'] : output;
  if (!isToolCalls(calls)) return verdict(false, `Expected calls of tools; the answer is ${shown(calls)}.`);
  if (!context.provider) throw new CheckFault('missing', 'The tools of the provider are not known.');
  const { tools } = context.provider.config;
  if (tools === undefined || tools === null || tools === '') {
    return verdict(false, 'The answer calls tools, but the provider has none.');
  }
  return holding(() => {
    const functions = (tools as unknown[]).filter(isFunctionTool).map((tool) => tool['function']);
    for (const call of calls) functionCall(call.function, functions);
  });
}

const isFunctionTool = (tool: unknown): tool is Readonly<Record<string, unknown>> =>
  isRecord(tool) && tool['type'] === 'function' && 'function' in tool;

interface ToolCall {
  readonly function: { readonly name: string; readonly arguments: string };
}

const isToolCalls = (calls: unknown): calls is readonly ToolCall[] =>
  Array.isArray(calls) &&
  calls.length > 0 &&
  calls.every((call: unknown) => {
    const called = isRecord(call) ? call['function'] : undefined;
    return isRecord(called) && typeof called['name'] === 'string' && typeof called['arguments'] === 'string';
  });

/** Checks calls of functions. The tools of the provider decide which of two shapes the calls have. */
function isValidFunctionCall({ output, context }: CheckInput): Verdict {
  const config = context.provider?.config;
  if (!config) return verdict(false, 'The functions of the provider are not known.');
  const { tools, functions } = config;
  const declares = Array.isArray(tools) && tools.some((tool) => isRecord(tool) && 'functionDeclarations' in tool);
  return holding(() => (declares ? declaredCall(output, tools) : functionCall(output, functions)));
}

function holding(hold: () => void): Verdict {
  try {
    hold();
    return verdict(true, 'Every call fits the schema of its function.');
  } catch (error) {
    return verdict(false, error instanceof Error ? error.message : String(error));
  }
}

export const toolChecks: Readonly<Record<string, MakeCheck>> = {
  'tool-call-f1': toolCallF1,
  'is-valid-openai-tools-call': isValidToolsCall,
  'is-valid-openai-function-call': isValidFunctionCall,
  'is-valid-function-call': isValidFunctionCall,
};
