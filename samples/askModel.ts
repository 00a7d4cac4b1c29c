// Lets a model call a tool, and stops when the user says so.
// Any endpoint that speaks the chat completions API will do: set BASE_URL, MODEL and API_KEY.
import OpenAI from 'openai';
import type { ChatCompletionMessageParam, ChatCompletionTool } from 'openai/resources/chat/completions';

/** Signals that nobody waits for the answer any more. Not a token that a tokenizer would know. */
interface CancellationToken {
  readonly isCancellationRequested: boolean;
  onCancellationRequested(listener: () => void): void;
}

/** The login of the user; refreshToken and accessToken have nothing to do with a token count either. */
interface Login {
  accessToken: string;
  refreshToken: string;
}

interface ModelSettings {
  /** As the provider spells it; an open model may have another id on every host. */
  model: string;
  /** Prompt and answer share the context window. In tokens. */
  contextWindow: number;
  /** The most tokens that one answer may have. A reasoning model spends them on its thinking as well. */
  maxOutputTokens: number;
  /** 0 picks the likeliest token nearly every time; higher values make sampling bolder. */
  temperature: number;
  /** Nucleus sampling: only the likeliest tokens that add up to this probability stay in the draw. */
  topP: number;
}

const settings: ModelSettings = {
  model: process.env['MODEL'] ?? 'gpt-oss:20b',
  contextWindow: 131_072,
  maxOutputTokens: 1_000,
  temperature: 0.3,
  topP: 0.95,
};

// Tool calling: the model only asks for a call. This program makes it, and sends the result back.
const tools: ChatCompletionTool[] = [
  {
    type: 'function',
    function: {
      name: 'countWords',
      description: 'Counts the words of a text.',
      parameters: { type: 'object', properties: { text: { type: 'string' } }, required: ['text'] },
    },
  },
];

const maxTurns = 5; // An agent that cannot stop is an expensive loop.

export async function ask(question: string, token: CancellationToken, login?: Login): Promise<string> {
  const client = new OpenAI({
    baseURL: process.env['BASE_URL'] ?? 'http://localhost:11434/v1',
    apiKey: login?.accessToken ?? process.env['API_KEY'] ?? 'none-needed-for-a-local-model',
  });
  const abort = new AbortController();
  token.onCancellationRequested(() => abort.abort());

  const messages: ChatCompletionMessageParam[] = [
    { role: 'system', content: 'Answer briefly. Count with the tool: models that count by themselves hallucinate.' },
    { role: 'user', content: question },
  ];
  for (let turn = 0; turn < maxTurns && !token.isCancellationRequested; turn++) {
    const completion = await client.chat.completions.create(
      {
        model: settings.model,
        messages, // Every turn sends the whole conversation again: prompt caching makes that cheaper.
        tools,
        temperature: settings.temperature,
        top_p: settings.topP,
        max_tokens: settings.maxOutputTokens,
      },
      { signal: abort.signal },
    );
    const message = completion.choices[0]?.message;
    if (!message) throw new Error(`${settings.model} sent no answer. Try again, or choose another model.`);

    const used = completion.usage?.total_tokens ?? 0;
    if (used > 0.9 * settings.contextWindow) console.warn(`${used} tokens: the context window is nearly full.`);
    if (!message.tool_calls?.length) return message.content ?? '';

    messages.push(message);
    for (const call of message.tool_calls) {
      messages.push({ role: 'tool', tool_call_id: call.id, content: runTool(call) });
    }
  }
  return token.isCancellationRequested ? '' : `No answer after ${maxTurns} turns.`;
}

/** Runs what the model asked for. Its arguments come from outside, so they are checked like any input. */
function runTool(call: { type: string; function?: { name: string; arguments: string } }): string {
  if (call.function?.name !== 'countWords') return 'There is no such tool.';
  const input: unknown = JSON.parse(call.function.arguments);
  if (typeof input !== 'object' || input === null || !('text' in input) || typeof input.text !== 'string') {
    return 'countWords needs a text.';
  }
  return String(input.text.split(/\s+/).filter(Boolean).length);
}
