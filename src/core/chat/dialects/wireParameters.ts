import type { WireBody } from '../messages/transport';
import type { ChatParams, Sampling } from '../messages/chatTypes';
import { joined } from '../parameters/bodyFields';

// The parameters of a request, by their names in each API. A parameter that an API lacks is not offered for it: see
// `offers.ts`.

const defined = (fields: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

/**
 * Returns the fields for Chat Completions, and for servers with that API:
 * https://platform.openai.com/docs/api-reference/chat/create.
 */
export function chatFields({ temperature, sampling = {} }: ChatParams): Record<string, unknown> {
  return defined({
    temperature,
    top_p: sampling.topP,
    top_k: sampling.topK,
    min_p: sampling.minP,
    repetition_penalty: sampling.repetitionPenalty,
    frequency_penalty: sampling.frequencyPenalty,
    presence_penalty: sampling.presencePenalty,
    seed: sampling.seed,
    stop: sampling.stop,
    reasoning_effort: sampling.reasoningEffort,
    verbosity: sampling.verbosity,
    logprobs: sampling.topLogprobs === undefined ? undefined : true,
    top_logprobs: sampling.topLogprobs,
  });
}

/**
 * Returns the fields for Responses: https://platform.openai.com/docs/api-reference/responses/create. `reasoning` has
 * the fields that are already in that object.
 */
export function responsesFields(
  { temperature, sampling = {} }: ChatParams,
  reasoning: object,
): Record<string, unknown> {
  const effort = defined({ ...reasoning, effort: sampling.reasoningEffort });
  return defined({
    reasoning: Object.keys(effort).length === 0 ? undefined : effort,
    temperature,
    top_p: sampling.topP,
    text: sampling.verbosity && { verbosity: sampling.verbosity },
    top_logprobs: sampling.topLogprobs,
  });
}

/** Returns the fields for Messages, except for thinking: https://platform.claude.com/docs/en/api/messages. */
export function messagesFields({ temperature, sampling = {} }: ChatParams): Record<string, unknown> {
  return defined({
    temperature,
    top_p: sampling.topP,
    top_k: sampling.topK,
    stop_sequences: sampling.stop,
    output_config: sampling.reasoningEffort && { effort: sampling.reasoningEffort },
  });
}

/** Returns the thinking of Messages: a number of tokens, or as many as the model decides on. */
export const thinkingOf = ({ reasoningBudget }: Sampling = {}): object =>
  reasoningBudget === undefined
    ? { type: 'adaptive', display: 'summarized' }
    : { type: 'enabled', budget_tokens: reasoningBudget };

/** Adds the fields that the user wrote to the body. Other fields of an object in both stay. */
export const withBodyFields = (body: WireBody, { bodyFields }: ChatParams): WireBody =>
  bodyFields ? (joined(body, bodyFields) as WireBody) : body;
