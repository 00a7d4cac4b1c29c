import * as v from 'valibot';
import { isRecord, parseJson } from '../base/json';

// A place in the lab: a station, the reader's text and the station's settings. A link holds one, and so does the stored state.

/** UTF-16 code units of the reader's text: far more than the built-in model reads, and few enough for a link. */
export const maxText = 4_000;

/** UTF-16 code units of a setting that is a text: the word that the reader looks at. */
export const maxSettingText = 1_000;

const stationId = v.pipe(v.string(), v.regex(/^[a-z][a-z-]{0,39}$/));
const settingName = v.pipe(v.string(), v.regex(/^[a-z][A-Za-z]{0,39}$/));
const settingValue = v.union([v.pipe(v.number(), v.finite()), v.pipe(v.string(), v.maxLength(maxSettingText))]);

export const labText = v.pipe(v.string(), v.maxLength(maxText));
export const labSettings = v.record(settingName, settingValue);
export const labPlace = v.object({ station: stationId, text: labText, settings: labSettings });

type SettingValue = v.InferOutput<typeof settingValue>;
/** Settings of one station, by name. Each station brings values that are out of range back into it. */
export type LabSettings = Readonly<Record<string, SettingValue>>;
export type LabPlace = Readonly<Omit<v.InferOutput<typeof labPlace>, 'settings'>> & { readonly settings: LabSettings };

/** Returns `defaults` with the given settings that have the same names and kinds. */
export function settingsLike<S extends LabSettings>(defaults: S, given: LabSettings): S {
  const known = Object.entries(given).filter(
    ([name, value]) => Object.hasOwn(defaults, name) && typeof defaults[name] === typeof value,
  );
  return { ...defaults, ...Object.fromEntries(known) };
}

/**
 * Characters of a query. A UTF-16 unit takes most room in JSON if it is escaped, such as \u0001: six bytes, and base64 makes
 * four characters of three bytes. The settings get half as much room as the text.
 */
const maxQuery = Math.ceil((maxText * 1.5 * 6 * 4) / 3);

/** Returns the path and query of a link: `/lab/tokens`, and the rest as base64url, which programs leave unchanged. */
export function linkOf({ station, text, settings }: LabPlace): { readonly path: string; readonly query: string } {
  const bytes = new TextEncoder().encode(JSON.stringify({ text, settings }));
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  const query = btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  return { path: `/lab/${station}`, query };
}

/** Returns the place of a link, which anyone may have written. `undefined`: it is no valid link. */
export function placeOfLink(path: string, query: string): LabPlace | undefined {
  const [, station] = /^\/lab\/([^/]+)$/.exec(path) ?? [];
  if (station === undefined || query.length > maxQuery || !/^[\w-]*$/.test(query)) return undefined;
  // A link to a station alone keeps the text that the lab has.
  const rest = query === '' ? { text: '', settings: {} } : parseJson(textOfBase64(query));
  const parsed = v.safeParse(labPlace, isRecord(rest) ? { ...rest, station } : undefined);
  return parsed.success ? parsed.output : undefined;
}

function textOfBase64(query: string): string {
  try {
    const binary = atob(query.replaceAll('-', '+').replaceAll('_', '/'));
    return new TextDecoder().decode(Uint8Array.from(binary, (char) => char.charCodeAt(0)));
  } catch {
    // The length is none that base64 has, so the link is not one of the extension.
    return '';
  }
}
