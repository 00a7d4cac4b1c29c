// Finds where all calls of a file go by settings of the library itself: `openai.api_base = "…"`,
// `os.environ["OPENAI_BASE_URL"] = "…"`.

import { serviceOfAddress } from '../../catalog/names/services';
import type { Client } from './clients';

/** UTF-16 code units that are searched: settings stand at the beginning of a file. */
const settingsWithin = 100_000;

const uncommented = '^(?![^\\S\\n]*(?:#|//)).*?';
const given = '["\']?\\]?\\s*=(?!=)\\s*(?:["\']([^"\'\\n]*)["\']|([^\\n]*))';
const names = '(?:(api_type|azure_endpoint)|api_base|base_?url)';
const ofModule = new RegExp(`${uncommented}\\bopenai\\.${names}${given}`, 'gim');
const ofVariable = new RegExp(`${uncommented}\\b(?:environ\\[["']|process\\.env\\.)OPENAI_${names}${given}`, 'gim');
/** The config of a client of Go, which has its package for requests. */
const ofConfig = new RegExp(`${uncommented}\\b\\w+\\.(?:(APIType)|BaseURL)${given}`, 'gm');

/**
 * Values that mean the maker's API: `api_type = "open_ai"`, and `APIType = openai.APITypeOpenAI` of Go. A value that
 * comes from elsewhere may mean either.
 */
const isOfMaker = / open_?ai$|\.APITypeOpenAI\b/i;

/** Reads the module `openai` as a client, where it has settings: it makes calls itself. */
export function moduleClient(text: string): Client | undefined {
  const read = text.slice(0, settingsWithin);
  return settingsIn(read, ofModule) ?? (read.includes('NewClientWithConfig(') ? settingsIn(read, ofConfig) : undefined);
}

/** Reads the environment variables that a file sets for clients without an address. */
export const clientOfVariables = (text: string): Client | undefined =>
  settingsIn(text.slice(0, settingsWithin), ofVariable);

function settingsIn(text: string, pattern: RegExp): Client | undefined {
  const found = [...text.matchAll(pattern)];
  const [first] = found;
  if (!first) return undefined;
  const { index } = first;
  const types = found.flatMap(([, type, value, code]) => (type === undefined ? [] : [`${type} ${value ?? code}`]));
  const address = found.find(([, type]) => type === undefined);
  const isAzure = types.some((type) => /azure/i.test(type));
  const isUnsure = types.some((type) => !isOfMaker.test(type));
  if (!isAzure && !isUnsure && !address) return undefined;
  const proven = isAzure ? 'azure' : isUnsure || address?.[2] === undefined ? undefined : serviceOfAddress(address[2]);
  return { service: proven ?? 'other', proven, variable: 'openai', start: index, end: index };
}
