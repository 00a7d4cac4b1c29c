import { isRecord, parseJson } from '../../base/json';
import type { WireBody } from '../messages/transport';
import type { ChatRequest, DialectId, Usage } from '../messages/chatTypes';

// Small requests that find out what a model does at a provider, one for each ability. A refused request means no. An
// accepted one may still have had no effect, which the answer shows.

export const probeIds = ['answer', 'reasoning', 'tools', 'structured', 'images', 'logprobs'] as const;
export type ProbeId = (typeof probeIds)[number];

/** Returns the probes to ask for the chosen ones: whether the model answers at all comes first. */
export const probesToAsk = (chosen: readonly ProbeId[]): ProbeId[] =>
  chosen.length === 0 ? [] : [...new Set<ProbeId>(['answer', ...chosen])];

/** The facts that the answer to a probe shows. */
export interface Seen {
  readonly text: string;
  readonly hasReasoning: boolean;
  /** Names of the tools that were called. */
  readonly toolCalls: readonly string[];
  readonly hasLogprobs: boolean;
  readonly usage?: Usage;
}

interface Probe {
  readonly text: string;
  /** The most tokens of the request, by any tokenizer, and of the answer, for the cost. */
  readonly inputTokens: number;
  readonly maxOutputTokens: number;
  /**
   * Returns fields that make the request of a dialect ask for the ability. Absent where the dialect has no field for
   * it.
   */
  readonly amend: { readonly [Id in DialectId]?: (body: WireBody) => Fields };
  /** Whether the request had an effect. */
  readonly worked: (seen: Seen) => boolean;
}

type Fields = Readonly<Record<string, unknown>>;

const toolName = 'read_thermometer';
const description = 'Reads the temperature of a room in degrees Celsius.';
const parameters = {
  type: 'object',
  properties: { room: { type: 'string' } },
  required: ['room'],
  additionalProperties: false,
};
const schema = {
  type: 'object',
  properties: { colour: { type: 'string' } },
  required: ['colour'],
  additionalProperties: false,
};

/** 64 × 64 pixels, all of them red. Some models refuse a picture of a single pixel. */
const redPng =
  'iVBORw0KGgoAAAANSUhEUgAAAEAAAABACAIAAAAlC+aJAAAAS0lEQVR42u3PQQkAAAgAsetfWiP4FgYrsKZeS0BAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEDgsqnc8OJg6Ln3AAAAAElFTkSuQmCC';
const redUrl = `data:image/png;base64,${redPng}`;
const pictureQuestion = 'Which colour does this picture have? Answer with one word.';
const asIs = (): Fields => ({});

export const probes: Readonly<Record<ProbeId, Probe>> = {
  answer: {
    text: 'Say hi.',
    inputTokens: 40,
    // OpenAI's Responses takes no less than 16. A model that thinks first needs some tokens before its first word.
    maxOutputTokens: 64,
    amend: { 'chat-completions': asIs, responses: asIs, 'anthropic-messages': asIs },
    worked: () => true,
  },
  reasoning: {
    text: 'Think step by step: which is larger, 17 × 23 or 19 × 21? Answer with the larger number.',
    inputTokens: 80,
    maxOutputTokens: 1_024,
    amend: {
      'chat-completions': () => ({ reasoning_effort: 'low' }),
      responses: ({ reasoning }) => ({ reasoning: { ...(isRecord(reasoning) && reasoning), effort: 'low' } }),
      // The dialect itself requests thinking where a model has it.
      'anthropic-messages': asIs,
    },
    worked: ({ hasReasoning, usage }) => hasReasoning || (usage?.reasoningTokens ?? 0) > 0,
  },
  tools: {
    text: 'How warm is it in the kitchen? Use the tool.',
    // Anthropic puts a system prompt of some hundred tokens before tools.
    inputTokens: 700,
    maxOutputTokens: 512,
    amend: {
      'chat-completions': () => ({
        tools: [{ type: 'function', function: { name: toolName, description, parameters } }],
      }),
      responses: () => ({ tools: [{ type: 'function', name: toolName, description, parameters, strict: true }] }),
      'anthropic-messages': () => ({ tools: [{ name: toolName, description, input_schema: parameters }] }),
    },
    worked: ({ toolCalls }) => toolCalls.includes(toolName),
  },
  structured: {
    // The text does not mention JSON: only a server that holds the model to the schema answers with it.
    text: 'Which colour is a ripe banana?',
    inputTokens: 300,
    maxOutputTokens: 512,
    amend: {
      'chat-completions': () => ({
        response_format: { type: 'json_schema', json_schema: { name: 'answer', strict: true, schema } },
      }),
      responses: () => ({ text: { format: { type: 'json_schema', name: 'answer', strict: true, schema } } }),
      'anthropic-messages': () => ({ output_config: { format: { type: 'json_schema', schema } } }),
    },
    worked({ text }) {
      const value = parseJson(text.trim());
      return isRecord(value) && typeof value['colour'] === 'string' && Object.keys(value).length === 1;
    },
  },
  images: {
    text: pictureQuestion,
    // GPT-4o mini counts 8,500 tokens for a picture of one tile, others far less
    // (https://developers.openai.com/api/docs/guides/images-vision).
    inputTokens: 8_600,
    maxOutputTokens: 512,
    amend: {
      'chat-completions': () => ({
        messages: user([
          { type: 'text', text: pictureQuestion },
          { type: 'image_url', image_url: { url: redUrl } },
        ]),
      }),
      responses: () => ({
        input: user([
          { type: 'input_text', text: pictureQuestion },
          { type: 'input_image', image_url: redUrl },
        ]),
      }),
      'anthropic-messages': () => ({
        messages: user([
          { type: 'image', source: { type: 'base64', media_type: 'image/png', data: redPng } },
          { type: 'text', text: pictureQuestion },
        ]),
      }),
    },
    worked: ({ text }) => /\b(?:red|crimson|scarlet)\b/i.test(text),
  },
  logprobs: {
    text: 'Say hi.',
    inputTokens: 40,
    maxOutputTokens: 64,
    amend: {
      'chat-completions': () => ({ logprobs: true, top_logprobs: 2 }),
      responses: ({ include }) => ({
        include: [...(Array.isArray(include) ? (include as unknown[]) : []), 'message.output_text.logprobs'],
        top_logprobs: 2,
      }),
    },
    worked: ({ hasLogprobs }) => hasLogprobs,
  },
};

const user = (content: readonly object[]): readonly object[] => [{ role: 'user', content }];

/** Returns the request, before the fields of the dialect are added. */
export const probeRequest = (id: ProbeId, model: string): ChatRequest => ({
  model,
  system: '',
  messages: [{ role: 'user', parts: [{ type: 'text', text: probes[id].text }] }],
  params: { maxOutputTokens: probes[id].maxOutputTokens },
});

/** Whether an event of a stream has probabilities of tokens: a chunk of Chat Completions, or a delta of Responses. */
export function hasLogprobs(event: unknown): boolean {
  if (!isRecord(event)) return false;
  if (Array.isArray(event['logprobs']) && event['logprobs'].length > 0) return true;
  const choices: unknown = event['choices'];
  return (
    Array.isArray(choices) &&
    choices.some((choice: unknown) => {
      const given = isRecord(choice) ? choice['logprobs'] : undefined;
      const tokens = isRecord(given) ? given['content'] : undefined;
      return Array.isArray(tokens) && tokens.length > 0;
    })
  );
}
