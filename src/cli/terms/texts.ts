import { checkSentTexts } from '../../core/glossary/cards/sentTexts';
import type { SentTexts } from '../../core/glossary/cards/sentTexts';
import { InputError } from '../shared/errors';

/** @param name of the file, for the message. @throws InputError that says what is wrong, and where. */
export function parseTexts(json: string, name: string): SentTexts {
  const checked = checkSentTexts(parseJson(json, name));
  if ('texts' in checked) return checked.texts;
  const { entry, key } = checked.fault;
  const wanted = `${name} is not a JSON array of {languageId, text}`;
  if (entry === undefined) throw new InputError(`${wanted}.`);
  const has = key === undefined ? 'is no object' : `has no string as its ${key}`;
  throw new InputError(`${wanted}: entry ${entry}, counted from 0, ${has}.`);
}

function parseJson(json: string, name: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    throw new InputError(`${name} is not JSON: ${error instanceof Error ? error.message : String(error)}.`);
  }
}
