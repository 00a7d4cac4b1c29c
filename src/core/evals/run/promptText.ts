import { parse } from 'yaml';
import { isRecord, parseJson } from '../../base/json';
import { renderNunjucks } from '../../prompts/template/nunjucks';
import type { JsonObject, PromptMessage, PromptPart, PromptRole } from '../../prompts/prompt';

type Values = Readonly<Record<string, unknown>>;

/**
 * The text that promptfoo sends of a prompt: its variables are filled first, which may name each other; in a prompt of JSON each
 * text is a template of its own, so that no value can break out of it. @throws NunjucksError
 */
export function filledText(source: string, vars: JsonObject): string {
  const values = resolved(vars);
  const data = parseJson(source);
  if (data !== undefined) return JSON.stringify(filledIn(data, values), null, 2);
  const filled = Object.entries(values).map(([name, value]) => {
    const isTemplate = typeof value === 'string' && value.includes('{') && !namesUnknown(value, values);
    return [name, isTemplate ? rendered(value, values) : value];
  });
  return rendered(source, Object.fromEntries(filled) as Values);
}

/** Variables that stand in other variables, five deep at most, without the line break at their ends. */
function resolved(vars: JsonObject): Values {
  const values = Object.fromEntries(
    Object.entries(vars).map(([name, value]) => [name, typeof value === 'string' ? value.replace(/\n$/, '') : value]),
  );
  for (let round = 0, isDone = false; round < 5 && !isDone; round++) {
    isDone = true;
    for (const [name, value] of Object.entries(values)) {
      const [placeholder, other = ''] = typeof value === 'string' ? (/\{\{\s*(\w+)\s*\}\}/.exec(value) ?? []) : [];
      if (placeholder === undefined || typeof value !== 'string' || !Object.hasOwn(values, other)) continue;
      if (values[other] === undefined) continue;
      values[name] = value.replace(placeholder, () => String(values[other]));
      isDone = false;
    }
  }
  return values;
}

const namesUnknown = (text: string, values: Values): boolean =>
  [...text.matchAll(/\{\{-?\s*([A-Za-z_]\w*)/g)].some(([, name = '']) => !Object.hasOwn(values, name));

/** What begins a tag and does not end it is no template to promptfoo. */
const rendered = (text: string, values: Values): string =>
  /\{%[^%]*$|\{\{[^}]*$|\{#[^#]*$/m.test(text) && !/\{%\s*raw\s*%\}/.test(text) ? text : renderNunjucks(text, values);

function filledIn(data: unknown, values: Values): unknown {
  if (typeof data === 'string') return renderNunjucks(data, values);
  if (Array.isArray(data)) return data.map((each) => filledIn(each, values));
  if (!isRecord(data)) return data;
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, filledIn(value, values)]));
}

/** The messages of a text: those of a chat in JSON or YAML, or one of the user. */
export function messagesOf(text: string): PromptMessage[] {
  const chat = chatIn(text);
  const list = Array.isArray(chat) ? chat : isRecord(chat) && Array.isArray(chat['messages']) ? chat['messages'] : [];
  const messages = list.every((each) => isRecord(each) && typeof each['role'] === 'string') ? list : [];
  if (messages.length === 0) return [{ role: 'user', content: [{ text }] }];
  return (messages as Values[]).map((message) => ({ role: roleOf(message['role']), content: partsOf(message) }));
}

function chatIn(text: string): unknown {
  const trimmed = text.trim();
  if (/^[[{]/.test(trimmed)) return parseJson(trimmed);
  if (!/^- role:/.test(trimmed)) return undefined;
  try {
    return parse(trimmed, { logLevel: 'error', maxAliasCount: 100 }) as unknown;
  } catch {
    // Then it is a text like any other.
    return undefined;
  }
}

const roles: Readonly<Record<string, PromptRole>> = {
  ...{ system: 'system', developer: 'system', user: 'user', assistant: 'model', model: 'model' },
  ...{ tool: 'tool', function: 'tool' },
};
const roleOf = (role: unknown): PromptRole =>
  typeof role === 'string' && Object.hasOwn(roles, role) ? (roles[role] ?? 'user') : 'user';

function partsOf({ content, tool_calls: calls, tool_call_id: id, name }: Values): PromptPart[] {
  if (typeof id === 'string') {
    const output = typeof content === 'string' ? content : JSON.stringify(content ?? '');
    return [{ toolResponse: { ref: id, name: typeof name === 'string' ? name : '', output } }];
  }
  const parts = Array.isArray(content) ? content.map(partOf) : content == null ? [] : [{ text: textOf(content) }];
  return [...parts, ...(Array.isArray(calls) ? calls.flatMap(callOf) : [])];
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** A part in the form of Chat Completions, Responses or Messages. */
function partOf(part: unknown): PromptPart {
  if (!isRecord(part)) return { text: textOf(part) };
  if (typeof part['text'] === 'string') return { text: part['text'] };
  const image = part['image_url'];
  const url = isRecord(image) ? image['url'] : image;
  if (typeof url === 'string') return { media: { url } };
  const { source } = part;
  if (isRecord(source) && typeof source['data'] === 'string' && typeof source['media_type'] === 'string') {
    return {
      media: { url: `data:${source['media_type']};base64,${source['data']}`, contentType: source['media_type'] },
    };
  }
  return { data: part };
}

function callOf(call: unknown): PromptPart[] {
  const made = isRecord(call) && isRecord(call['function']) ? call['function'] : undefined;
  if (!made || !isRecord(call)) return [];
  return [{ toolRequest: { ref: call['id'], name: made['name'], input: made['arguments'] } }];
}
