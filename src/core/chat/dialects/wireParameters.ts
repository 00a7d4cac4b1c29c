import type { WireBody } from '../messages/transport';
import type { ChatParams, Sampling } from '../messages/chatTypes';
import { joined } from '../parameters/bodyFields';

// The parameters of a request, as each API names them. One that an API does not have is not offered for it: see `offers.ts`.

const defined = (fields: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

/** Of Chat Completions: https://platform.openai.com/docs/api-reference/chat/create, and of servers that speak it. */
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

/** Of Responses: https://platform.openai.com/docs/api-reference/responses/create. `reasoning`: what is in it already. */
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

/** Of Messages, but for the thinking: https://platform.claude.com/docs/en/api/messages. */
export function messagesFields({ temperature, sampling = {} }: ChatParams): Record<string, unknown> {
  return defined({
    temperature,
    top_p: sampling.topP,
    top_k: sampling.topK,
    stop_sequences: sampling.stop,
    output_config: sampling.reasoningEffort && { effort: sampling.reasoningEffort },
  });
}

/** The thinking of Messages: so many tokens, or as many as the model finds right. */
export const thinkingOf = ({ reasoningBudget }: Sampling = {}): object =>
  reasoningBudget === undefined
    ? { type: 'adaptive', display: 'summarized' }
    : { type: 'enabled', budget_tokens: reasoningBudget };

/** The body with the fields that the user wrote besides. What stands in an object of ours beside them stays. */
export const withBodyFields = (body: WireBody, { bodyFields }: ChatParams): WireBody =>
  bodyFields ? (joined(body, bodyFields) as WireBody) : body;
