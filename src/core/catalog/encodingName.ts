/** The public vocabularies that are included, by the names that their makers or the field use. */
export const ENCODING_NAMES = [
  'o200k_base',
  'o200k_harmony',
  'cl100k_base',
  'llama3',
  'qwen3',
  'deepseek_v3',
  'tekken',
  'mistral_v1',
  'mistral_v3',
  'gemma3',
  'claude_legacy',
] as const;

export type EncodingName = (typeof ENCODING_NAMES)[number];

export function isEncodingName(name: string): name is EncodingName {
  return (ENCODING_NAMES as readonly string[]).includes(name);
}
