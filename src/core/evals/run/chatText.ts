import { parseDocument } from 'yaml';
import { parseJson } from '../../base/json';
import type { PromptMessage } from '../../prompts/prompt';
import { messagesOfChat } from '../../prompts/render/messagesOfChat';
import { repeatedKey } from '../../text/yaml';
import { isTangled, yamlOptions } from '../suite/configText';

/** Returns the messages of a text: those of a chat in JSON or YAML, else the text as one of the user. */
export const chatOf = (text: string): PromptMessage[] =>
  messagesOfChat(chatIn(text)) ?? [{ role: 'user', content: [{ text }] }];

/** Reads a text that has messages of a chat as JSON or YAML; `undefined` where it is neither. */
export function chatIn(text: string): unknown {
  const trimmed = text.trim();
  if (/^[[{]/.test(trimmed)) return parseJson(trimmed);
  if (!/^- role:/.test(trimmed) || isTangled(trimmed)) return undefined;
  try {
    const document = parseDocument(trimmed, yamlOptions);
    const isRead = document.errors.length === 0 && !repeatedKey(document.contents);
    return isRead ? (document.toJS({ maxAliasCount: 100 }) as unknown) : undefined;
  } catch {
    // It is a text like any other.
    return undefined;
  }
}
