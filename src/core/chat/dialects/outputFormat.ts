import { joined } from '../parameters/bodyFields';
import type { OutputSchema } from '../messages/chatTypes';

// How each API is told the schema of an answer. It is always asked to keep to it, also where that is not what it does by itself.

type Fields = Readonly<Record<string, unknown>>;

/** Of Chat Completions: https://platform.openai.com/docs/api-reference/chat/create. */
export const chatFormat = (output: OutputSchema | undefined): Fields =>
  output ? { response_format: { type: 'json_schema', json_schema: { ...named(output), strict: true } } } : {};

/** Of Responses: https://platform.openai.com/docs/api-reference/responses/create. */
export const responsesFormat = (output: OutputSchema | undefined): Fields =>
  output ? { text: { format: { type: 'json_schema', ...named(output), strict: true } } } : {};

/** Of Messages, where it has no name: https://platform.claude.com/docs/en/build-with-claude/structured-outputs. */
export const messagesFormat = (output: OutputSchema | undefined): Fields =>
  output ? { output_config: { format: { type: 'json_schema', schema: output.schema } } } : {};

const named = ({ name, schema }: OutputSchema): Fields => ({ name, schema });

/** Fields of a body with those of the format: a parameter may stand in the same object. */
export const inside = (fields: Fields, format: Fields): Fields => joined(fields, format) as Fields;
