import { isRecord, parseJson } from '../../base/json';
import type { ChatRequest, MessagePart, ToolChoice, ToolDefinition } from '../messages/chatTypes';

// The tools of a request, and the calls of an answer, in the form of each API.

type Asked = Pick<ChatRequest, 'tools' | 'toolChoice'>;
type Call = Extract<MessagePart, { type: 'tool-call' }>;

const fieldsOf = <Tool extends Partial<ToolDefinition>>({ more, strict, ...tool }: Tool) => ({
  ...more,
  ...tool,
  ...(typeof strict === 'boolean' && { strict }),
});

/** Returns the fields for Chat Completions: https://platform.openai.com/docs/api-reference/chat/create. */
export const chatTools = ({ tools = [], toolChoice = 'auto' }: Asked): Record<string, unknown> =>
  tools.length === 0
    ? {}
    : {
        tools: tools.map((tool) => ({ type: 'function', function: fieldsOf(tool) })),
        ...choiceIn(toolChoice, (name) => ({ type: 'function', function: { name } })),
      };

/**
 * Returns the fields for Responses: https://platform.openai.com/docs/api-reference/responses/create. There a tool
 * without `strict` is strict where its schema allows it
 * (https://platform.openai.com/docs/guides/function-calling#strict-mode), and in the other APIs it is not. So
 * `strict: false` is written out, and a missing `strict` means the same in all of them.
 */
export const responsesTools = ({ tools = [], toolChoice = 'auto' }: Asked): Record<string, unknown> =>
  tools.length === 0
    ? {}
    : {
        tools: tools.map((tool) => ({ type: 'function', ...fieldsOf({ strict: false, ...tool }) })),
        ...choiceIn(toolChoice, (name) => ({ type: 'function', name })),
      };

/**
 * Returns the fields for Messages: https://platform.claude.com/docs/en/agents-and-tools/tool-use/implement-tool-use.
 */
export const messagesTools = ({ tools = [], toolChoice = 'auto' }: Asked): Record<string, unknown> =>
  tools.length === 0
    ? {}
    : {
        tools: tools.map(({ parameters, ...tool }) => ({
          ...fieldsOf(tool),
          input_schema: { type: 'object', ...parameters },
        })),
        ...(toolChoice !== 'auto' && { tool_choice: messagesChoice(toolChoice) }),
      };

/** Whether a call is required: of any tool, or of a certain one. */
export const isForced = ({ tools = [], toolChoice = 'auto' }: Asked): boolean =>
  tools.length > 0 && toolChoice !== 'auto' && toolChoice !== 'none';

const choiceIn = (choice: ToolChoice, one: (name: string) => object): object =>
  choice === 'auto' ? {} : { tool_choice: typeof choice === 'string' ? choice : one(choice.name) };

function messagesChoice(choice: Exclude<ToolChoice, 'auto'>): object {
  if (typeof choice !== 'string') return { type: 'tool', name: choice.name };
  return { type: choice === 'required' ? 'any' : 'none' };
}

/**
 * Returns the arguments of a call as a text. Some servers send none for a call without arguments, and others read them
 * as JSON.
 */
export const inputText = ({ input }: Call): string => (input.trim() === '' ? '{}' : input);

/**
 * Returns the arguments of a call as the object that Messages takes. Arguments that are no JSON object are wrapped in
 * one, under the name that Anthropic proposes
 * (https://platform.claude.com/docs/en/agents-and-tools/tool-use/fine-grained-tool-streaming).
 */
export function inputObject(call: Call): Readonly<Record<string, unknown>> {
  const input = parseJson(inputText(call));
  return isRecord(input) ? input : { INVALID_JSON: call.input };
}
