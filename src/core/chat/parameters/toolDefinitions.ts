import { isRecord, parseJson, withoutFields } from '../../base/json';
import { keepingLast } from '../../base/once';
import { jsonErrorIn } from '../../base/jsonError';
import type { TextPosition } from '../../base/jsonError';
import type { ToolChoice, ToolDefinition } from '../messages/chatTypes';

// The tools of a request, as the user writes them: a list in JSON, each as one of the three APIs has it.

/** UTF-16 code units of the text. */
export const maxToolsLength = 200_000;
/** Tools that OpenAI's APIs take (https://platform.openai.com/docs/api-reference/chat/create). Others take as many or more. */
const maxTools = 128;
/** Form of the names of tools that all three APIs accept. */
const nameForm = /^[a-zA-Z0-9_-]{1,64}$/;

/** Kinds of tools that the caller runs. The others run at the provider. */
const ofCaller: readonly unknown[] = ['function', 'custom', undefined];

/**
 * Why a text is no list of tools. `entry`: the entry at `at`, counted from 1, is no function with a name. `twice`: two
 * tools have the same name.
 */
export type ToolsProblem =
  | ({ readonly kind: 'syntax' } & TextPosition)
  | { readonly kind: 'form' | 'size' }
  | { readonly kind: 'entry'; readonly at: number }
  | { readonly kind: 'name' | 'parameters' | 'twice'; readonly at: number; readonly name: string };

type Read = { readonly tools: readonly ToolDefinition[] } | { readonly problem: ToolsProblem };

/** Reads the text. The empty text has no tools. */
export const readTools = keepingLast((text): Read => {
  if (text.trim() === '') return { tools: [] };
  if (text.length > maxToolsLength) return { problem: { kind: 'size' } };
  const value = parseJson(text);
  if (value === undefined) return { problem: { kind: 'syntax', ...(jsonErrorIn(text) ?? { line: 1, column: 1 }) } };
  if (!Array.isArray(value)) return { problem: { kind: 'form' } };
  if (value.length > maxTools) return { problem: { kind: 'size' } };
  const tools: ToolDefinition[] = [];
  for (const [i, entry] of (value as unknown[]).entries()) {
    const read = readTool(entry, i + 1);
    if ('kind' in read) return { problem: read };
    const { name } = read;
    if (tools.some((tool) => tool.name === name)) return { problem: { kind: 'twice', at: i + 1, name } };
    tools.push(read);
  }
  return { tools };
});

/**
 * Reads one tool: `{type: "function", function: {…}}` of Chat Completions, `parameters` of Responses, `input_schema` of
 * Messages.
 */
function readTool(entry: unknown, at: number): ToolDefinition | ToolsProblem {
  const tool = isRecord(entry) && isRecord(entry['function']) ? entry['function'] : entry;
  if (!isRecord(tool) || typeof tool['name'] !== 'string' || !ofCaller.includes(tool['type']))
    return { kind: 'entry', at };
  const { name, description, strict } = tool;
  if (!nameForm.test(name)) return { kind: 'name', at, name: name.slice(0, 100) };
  const parameters = tool['parameters'] ?? tool['input_schema'] ?? { type: 'object', properties: {} };
  if (!isRecord(parameters)) return { kind: 'parameters', at, name };
  const more = withoutFields(tool, 'type', 'name', 'description', 'parameters', 'input_schema', 'strict');
  return {
    name,
    ...(typeof description === 'string' && description !== '' && { description }),
    parameters,
    ...((typeof strict === 'boolean' || strict === null) && { strict }),
    ...(Object.keys(more).length > 0 && { more }),
  };
}

/** Reads a choice: `''`, `none`, `required`, or the name of a tool. A name that no tool has means `auto`. */
export function readToolChoice(text: string, tools: readonly ToolDefinition[]): ToolChoice {
  if (text === 'none' || text === 'required') return text;
  return tools.some(({ name }) => name === text) ? { name: text } : 'auto';
}
