// What askModel.ts uses of the package "openai", and of Node.js. `npm install openai @types/node` brings all of both.

export default class OpenAI {
  constructor(options: { baseURL?: string; apiKey?: string });
  readonly chat: {
    readonly completions: {
      create(body: ChatCompletionCreateParams, options?: { signal?: AbortSignal }): Promise<ChatCompletion>;
    };
  };
}

export interface ChatCompletionTool {
  type: 'function';
  function: { name: string; description?: string; parameters?: Record<string, unknown> };
}

export interface ChatCompletionMessageToolCall {
  id: string;
  type: 'function';
  function: { name: string; arguments: string };
}

export interface ChatCompletionMessage {
  role: 'assistant';
  content: string | null;
  tool_calls?: ChatCompletionMessageToolCall[];
}

export type ChatCompletionMessageParam =
  | { role: 'system' | 'user'; content: string }
  | { role: 'tool'; tool_call_id: string; content: string }
  | ChatCompletionMessage;

export interface ChatCompletionCreateParams {
  model: string;
  messages: ChatCompletionMessageParam[];
  tools?: ChatCompletionTool[];
  temperature?: number;
  top_p?: number;
  max_tokens?: number;
}

export interface ChatCompletion {
  choices: { message: ChatCompletionMessage }[];
  usage?: { prompt_tokens: number; completion_tokens: number; total_tokens: number };
}

declare global {
  const process: { readonly env: Readonly<Record<string, string | undefined>> };
}
