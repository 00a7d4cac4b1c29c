import * as v from 'valibot';
import { parseBaseUrl } from './endpoint';
import { ChatError } from './errors';
import type { Endpoint } from './types';

const text = v.string('is not a text');
/** Characters. Longer is no name or address, and would not fit into the messages to the page. */
const atMost = (longest: number) =>
  v.maxLength<string, number, string>(longest, `is longer than ${longest} characters`);

const fields = {
  id: v.pipe(text, v.regex(/^[a-zA-Z0-9._-]{1,64}$/, 'may have letters, digits, dots, dashes only')),
  name: v.pipe(text, v.trim(), v.minLength(1, 'is empty'), atMost(200)),
  baseUrl: v.pipe(text, atMost(1_000)),
  preset: v.optional(text, 'custom'),
};
const entrySchema = v.object(fields, 'is missing');

export interface ProviderList {
  readonly providers: readonly Endpoint[];
  /** What is wrong with the entries that were left out, in words: `entry 2: baseUrl ...`. */
  readonly problems: readonly string[];
}

/** Reads the setting `aiFieldGuide.providers`. Good entries stay usable when another one is broken. Never throws. */
export function readProviders(value: unknown): ProviderList {
  if (!Array.isArray(value)) return { providers: [], problems: ['it is not a list'] };
  const providers: Endpoint[] = [];
  const problems: string[] = [];
  value.forEach((entry: unknown, index) => {
    const result = readProvider(entry, providers);
    if (typeof result === 'string') problems.push(`entry ${index + 1}: ${result}`);
    else providers.push(result);
  });
  return { providers, problems };
}

function readProvider(entry: unknown, earlier: readonly Endpoint[]): Endpoint | string {
  const result = v.safeParse(entrySchema, entry);
  if (!result.success) {
    const issue = result.issues[0];
    const at = v.getDotPath(issue);
    return at === null ? 'it is not an object' : `${at} ${issue.message}`;
  }
  const { id } = result.output;
  if (earlier.some((other) => other.id === id)) return `id "${id}" is used twice`;
  try {
    return { ...result.output, baseUrl: parseBaseUrl(result.output.baseUrl) };
  } catch (error) {
    if (error instanceof ChatError) return `baseUrl "${error.facts.host}": ${error.facts.detail ?? 'is not valid'}`;
    throw error;
  }
}
