import { isRecord } from '../../../base/json';
import { strictSchema } from '../../../schema/strictSchema';
import { shown } from '../verdict';

// Checks calls against the schemas of their functions. Each function here throws an error that says what does not fit.

type Fields = Readonly<Record<string, unknown>>;

/** Checks a call with its arguments as a text, of a function with `parameters`. */
export function functionCall(output: unknown, functions: unknown): void {
  const call: unknown = isRecord(output) && 'function_call' in output ? output['function_call'] : output;
  if (!isRecord(call) || typeof call['name'] !== 'string' || typeof call['arguments'] !== 'string') {
    throw new Error(`Expected a call of a function; the answer is ${shown(call)}.`);
  }
  const values: unknown = JSON.parse(call['arguments']);
  const schema = named(functions, call['name'])?.['parameters'];
  if (!schema) throw new Error(`The answer calls ${shown(call['name'])}, and there is no such function.`);
  holdTo(schema, values, call['name']);
}

/** Checks calls with their arguments as objects, of functions that `functionDeclarations` of a tool lists. */
export function declaredCall(output: unknown, tools: readonly unknown[]): void {
  const found = tools.find((tool) => isRecord(tool) && 'functionDeclarations' in tool);
  for (const call of declaredCalls(output)) {
    const name = String(call['name']);
    const declared = named((found as Fields)['functionDeclarations'], call['name']);
    if (!declared) throw new Error(`The answer calls ${shown(name)}, and there is no such function.`);
    const values = parsed(call['args']);
    if (!isRecord(values) && !Array.isArray(values)) throw new Error(`The call of ${shown(name)} has no arguments.`);
    const schema = declared['parameters'];
    const isEmpty = Object.keys(values).length === 0;
    if (!isEmpty && schema) holdTo(inLowerCase(schema), values, name);
    else if (!isEmpty || Array.isArray(values) || schema) {
      throw new Error(`The call of ${shown(name)} with ${shown(values)} does not fit its function.`);
    }
  }
}

function declaredCalls(output: unknown): Fields[] {
  const said = parsed(output);
  const calls = Array.isArray(said)
    ? callsIn(said)
    : isRecord(said) && isRecord(said['toolCall']) && said['toolCall']['functionCalls'];
  if (!Array.isArray(calls) || !calls.every(isRecord)) {
    throw new Error(`Expected calls of functions; the answer is ${shown(output)}.`);
  }
  return calls;
}

/** Returns the calls among the parts; `undefined` where a part is null, which makes all unreadable. */
const callsIn = (parts: readonly unknown[]): readonly unknown[] | undefined =>
  parts.includes(null)
    ? undefined
    : parts.flatMap((part) => (isRecord(part) && 'functionCall' in part ? [part['functionCall']] : []));

const parsed = (value: unknown): unknown => (typeof value === 'string' ? JSON.parse(value) : value);

const named = (functions: unknown, name: unknown): Fields | undefined =>
  Array.isArray(functions)
    ? functions.find((each): each is Fields => isRecord(each) && each['name'] === name)
    : undefined;

function holdTo(schema: unknown, values: unknown, name: string): void {
  const misfits = strictSchema(schema).misfits(values);
  if (misfits.length > 0) throw new Error(`The call of ${shown(name)} does not fit its schema: ${misfits.join(', ')}.`);
}

const upperCase = new Set(['TYPE_UNSPECIFIED', 'STRING', 'NUMBER', 'INTEGER', 'BOOLEAN', 'ARRAY', 'OBJECT']);
const lower = (type: unknown): unknown => (typeof type === 'string' && upperCase.has(type) ? type.toLowerCase() : type);

/** Changes names of types to those of JSON Schema, wherever there is a `type`. */
function inLowerCase(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(inLowerCase);
  if (!isRecord(node)) return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => {
      if (key !== 'type') return [key, inLowerCase(value)];
      if (Array.isArray(value)) return [key, value.map(lower)];
      return [key, typeof value === 'string' ? lower(value) : inLowerCase(value)];
    }),
  );
}
