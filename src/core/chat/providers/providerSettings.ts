import * as v from 'valibot';
import { isRecord } from '../../base/json';
import { ChatError } from '../messages/errors';
import { dialectIds } from '../messages/chatTypes';
import type { DialectId, Endpoint } from '../messages/chatTypes';
import { parseBaseUrl } from './endpoint';
import { presetOf } from './presets';

const text = v.string('is not a text');
/** Limits the characters of a text. A longer one is no name or address, and would not fit into the messages to the page. */
const atMost = (longest: number) =>
  v.maxLength<string, number, string>(longest, `is longer than ${longest} characters`);

/** Turns a name into one line that reads in one direction. */
const lineOf = (name: string): string => name.replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]+/gu, ' ').trim();

const fields = {
  id: v.pipe(text, v.regex(/^[a-zA-Z0-9._-]{1,64}$/, 'may have letters, digits, dots, dashes only')),
  name: v.pipe(text, v.transform(lineOf), v.minLength(1, 'is empty'), atMost(200)),
  baseUrl: v.pipe(text, atMost(1_000)),
  preset: v.optional(text, 'custom'),
  dialect: v.optional(v.picklist(dialectIds, `is not one of ${dialectIds.join(', ')}`)),
  model: v.exactOptional(v.pipe(text, v.trim(), v.minLength(1, 'is empty'), atMost(256))),
};
const entrySchema = v.object(fields, 'is missing');

export interface ProviderList {
  readonly providers: readonly Endpoint[];
  /** Says what is wrong with the entries that were left out: `entry 2: baseUrl ...`. */
  readonly problems: readonly string[];
}

/** Reads the setting `aiFieldGuide.providers.list`. Good entries stay usable when another one is broken. Never throws. */
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
    const baseUrl = parseBaseUrl(result.output.baseUrl);
    return { ...result.output, baseUrl, dialect: result.output.dialect ?? usualDialect(result.output.preset, baseUrl) };
  } catch (error) {
    if (error instanceof ChatError) return `baseUrl "${error.facts.host}": ${error.facts.detail ?? 'is not valid'}`;
    throw error;
  }
}

/**
 * Returns the dialect of a provider that was stored without one, as all providers once were. It is that of the preset
 * at the preset's own address, and where the preset leaves the address to the user. At any other address the preset
 * says nothing: all providers that were stored then spoke Chat Completions.
 */
function usualDialect(presetId: string, baseUrl: string): DialectId {
  const preset = presetOf(presetId);
  return baseUrl === preset.baseUrl || preset.address !== undefined ? preset.dialect : 'chat-completions';
}

/** Returns the setting as it is stored: a list that users write by hand. Entries that cannot be read stay where they are. */
const entriesOf = (stored: unknown): readonly unknown[] => (Array.isArray(stored) ? stored : []);

const isEntryOf =
  (id: string) =>
  (entry: unknown): boolean =>
    isRecord(entry) && entry['id'] === id;

/** Returns the list with the provider in place of the entry with its id, or else at `place`, or at the end. */
export function withProvider(stored: unknown, endpoint: Endpoint, place?: number): unknown[] {
  const entries = entriesOf(stored);
  const at = entries.findIndex(isEntryOf(endpoint.id));
  if (at >= 0) return entries.map((entry, i) => (i === at ? endpoint : entry));
  return entries.toSpliced(place ?? entries.length, 0, endpoint);
}

/** Returns the list without every entry of that id: where it stands twice, the second would take the place of the first. */
export const withoutProvider = (stored: unknown, id: string): unknown[] =>
  entriesOf(stored).filter((entry) => !isEntryOf(id)(entry));

/** Returns the index of the provider among the entries; -1 where it is not there. */
export const placeOfProvider = (stored: unknown, id: string): number => entriesOf(stored).findIndex(isEntryOf(id));
