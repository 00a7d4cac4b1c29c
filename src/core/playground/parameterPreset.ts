import * as v from 'valibot';
import { isRecord } from '../base/json';
import { samplingOf, samplingValues } from '../chat/messages/sampling';
import { readBodyFields } from '../chat/parameters/bodyFields';
import { draft } from './session/sessionSchema';
import type { Draft } from './session/sessionSchema';

/** The most characters of a name and of a system prompt, and the most presets that are offered. */
export const maxPresetNameLength = 100;
const maxSystemLength = 200_000;
const maxPresets = 500;

/** The settings of a column that a preset holds. A preset without a system prompt leaves that of the draft. */
type PresetDraft = Pick<Draft, 'temperature' | 'maxOutputTokens' | 'sampling' | 'bodyFields'> &
  Partial<Pick<Draft, 'system'>>;

/** A preset of the user's: parameters under a name, and a system prompt where it has one. */
export interface ParameterPreset {
  readonly name: string;
  /** Its index in the setting. The user may write that by hand, and entries that cannot be read stay there. */
  readonly place: number;
  readonly draft: PresetDraft;
}

const entrySchema = v.object({
  name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(maxPresetNameLength)),
  system: v.exactOptional(v.pipe(v.string(), v.maxLength(maxSystemLength))),
  maxOutputTokens: v.exactOptional(v.unwrap(draft.entries.maxOutputTokens)),
  /** Parameters by their names in Chat Completions. */
  parameters: v.exactOptional(v.custom<Readonly<Record<string, unknown>>>(isRecord)),
  bodyFields: v.exactOptional(v.custom<Readonly<Record<string, unknown>>>(isRecord)),
});

const entriesOf = (stored: unknown): readonly unknown[] => (Array.isArray(stored) ? stored : []);

/**
 * Reads the setting `aiFieldGuide.playground.presets`, each entry by itself. `left` is the number of entries that are
 * not read. Never throws.
 */
export function readPresets(stored: unknown): { readonly presets: ParameterPreset[]; readonly left: number } {
  const entries = entriesOf(stored).slice(0, maxPresets);
  const presets = entries.flatMap((entry, place) => presetIn(entry, place) ?? []);
  return { presets, left: entriesOf(stored).length - presets.length };
}

function presetIn(entry: unknown, place: number): ParameterPreset | undefined {
  const result = v.safeParse(entrySchema, entry);
  if (!result.success) return undefined;
  const { name, system, maxOutputTokens = null, parameters = {}, bodyFields } = result.output;
  const { temperature = null, ...others } = parameters;
  const { text: sampling, left } = samplingOf(others);
  const body = bodyFields === undefined ? '' : JSON.stringify(bodyFields, null, 2);
  if (left.length > 0 || !('fields' in readBodyFields(body)) || !v.is(draft.entries.temperature, temperature)) {
    return undefined;
  }
  const how = { temperature, maxOutputTokens, sampling, bodyFields: body };
  return { name, place, draft: { ...how, ...(system !== undefined && { system }) } };
}

/**
 * Returns the setting with the settings of a draft as a preset, which replaces a preset of the same name. Returns
 * `undefined` where the preset could not be read again.
 */
export function withPreset(stored: unknown, name: string, of: Draft): unknown[] | undefined {
  const { temperature, maxOutputTokens, sampling = '', bodyFields: text = '', system } = of;
  const body = readBodyFields(text);
  if (!('fields' in body)) return undefined;
  const parameters = { ...(temperature !== null && { temperature }), ...samplingValues(sampling) };
  const entry = {
    name,
    ...(system.trim() !== '' && { system }),
    ...(maxOutputTokens !== null && { maxOutputTokens }),
    ...(Object.keys(parameters).length > 0 && { parameters }),
    ...(Object.keys(body.fields).length > 0 && { bodyFields: body.fields }),
  };
  if (!presetIn(entry, 0)) return undefined;
  const entries = entriesOf(stored);
  const same = readPresets(stored).presets.find((preset) => preset.name === name);
  return same ? entries.with(same.place, entry) : [...entries, entry];
}

type Placed = Pick<ParameterPreset, 'name' | 'place'>;

/** Compares the name as well as the place, as the user may have edited the setting meanwhile. */
const isEntryOf = ({ name, place }: Placed, entry: unknown, at: number): boolean =>
  at === place && isRecord(entry) && String(entry['name']).trim() === name;

export const withPresetName = (stored: unknown, preset: Placed, name: string): unknown[] =>
  entriesOf(stored).map((entry, at) => (isEntryOf(preset, entry, at) ? { ...(entry as object), name } : entry));

export const withoutPreset = (stored: unknown, preset: Placed): unknown[] =>
  entriesOf(stored).filter((entry, at) => !isEntryOf(preset, entry, at));
