import { joined } from '../parameters/bodyFields';
import type { OutputSchema } from '../messages/chatTypes';

// The schema of an answer in the form of each API. Strict adherence is always requested, even where an API does not
// default to it.

type Fields = Readonly<Record<string, unknown>>;

/** Returns the fields for Chat Completions: https://platform.openai.com/docs/api-reference/chat/create. */
export const chatFormat = (output: OutputSchema | undefined): Fields =>
  output ? { response_format: { type: 'json_schema', json_schema: { ...named(output), strict: true } } } : {};

/** Returns the fields for Responses: https://platform.openai.com/docs/api-reference/responses/create. */
export const responsesFormat = (output: OutputSchema | undefined): Fields =>
  output ? { text: { format: { type: 'json_schema', ...named(output), strict: true } } } : {};

/**
 * Returns the fields for Messages, without a name:
 * https://platform.claude.com/docs/en/build-with-claude/structured-outputs.
 */
export const messagesFormat = (output: OutputSchema | undefined): Fields =>
  output ? { output_config: { format: { type: 'json_schema', schema: output.schema } } } : {};

const named = ({ name, schema }: OutputSchema): Fields => ({ name, schema });

/** Joins fields of a body with those of the format, as a parameter may be part of the same object. */
export const inside = (fields: Fields, format: Fields): Fields => joined(fields, format) as Fields;
