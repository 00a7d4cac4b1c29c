import { isRecord, parseJson } from '../../base/json';
import { jsonErrorIn } from '../../base/jsonError';
import type { TextPosition } from '../../base/jsonError';
import type { OutputSchema } from '../messages/chatTypes';

// The JSON Schema that an answer is to fit, as the user writes it.

/** UTF-16 code units of the text. */
export const maxSchemaLength = 200_000;
/** Characters of a name in OpenAI's APIs (https://platform.openai.com/docs/api-reference/chat/create). */
const maxNameLength = 64;
const usualName = 'answer';

/** Why a text is no schema. `form`: it is no object. */
export type OutputSchemaProblem = ({ readonly kind: 'syntax' } & TextPosition) | { readonly kind: 'form' | 'size' };

type Read = { readonly schema: OutputSchema | undefined } | { readonly problem: OutputSchemaProblem };

/** Reads the text. The empty text asks for no form. The name is the schema's own title, as far as APIs take it. */
export function readOutputSchema(text: string): Read {
  if (text.trim() === '') return { schema: undefined };
  if (text.length > maxSchemaLength) return { problem: { kind: 'size' } };
  const schema = parseJson(text);
  if (schema === undefined) return { problem: { kind: 'syntax', ...(jsonErrorIn(text) ?? { line: 1, column: 1 }) } };
  if (!isRecord(schema)) return { problem: { kind: 'form' } };
  const title = typeof schema['title'] === 'string' ? schema['title'] : '';
  const name = title
    .replace(/[^a-zA-Z0-9_-]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, maxNameLength);
  return { schema: { name: name || usualName, schema } };
}
