import type { ParameterOffer } from '../../core/chat/parameters/offers';
import type { ProviderView } from '../../core/playground/playgroundViews';
import type { Draft } from '../../core/playground/session/sessionSchema';
import { words } from '../shared/strings';

// The number fields as the user types them, and what a message still needs before it can be sent.

type Parsed = { readonly value: number | null } | { readonly problem: string };

/**
 * Reads a temperature. Empty is `null`: the provider's default. A decimal comma is taken as well as a
 * point. `max`: the highest that the model takes.
 */
export function parseTemperature(text: string, max = 2): Parsed {
  const trimmed = text.trim();
  if (trimmed === '') return { value: null };
  const value = /^(\d+[.,]?\d*|[.,]\d+)$/.test(trimmed) ? Number(trimmed.replace(',', '.')) : NaN;
  return value >= 0 && value <= max ? { value } : { problem: words('problemTemperature', max) };
}

/** Reads a number of tokens. Empty is `null`: the provider's default. Thousands may be grouped, as in 16,000. */
export function parseMaxOutput(text: string): Parsed {
  const trimmed = text.trim();
  if (trimmed === '') return { value: null };
  const value = /^(\d+|\d{1,3}([, _]\d{3})+)$/.test(trimmed) ? Number(trimmed.replace(/[, _]/g, '')) : NaN;
  return value >= 1 && value <= 10_000_000 ? { value } : { problem: words('problemMaxOutput') };
}

/** The number fields in their order, each with its field of the draft. */
export const numberFields = [
  { name: 'temperature', of: 'temperature', parse: parseTemperature },
  { name: 'max-output', of: 'maxOutputTokens', parse: parseMaxOutput },
] as const;
export type NumberField = (typeof numberFields)[number];

/** Name of a field or of a parameter. */
export type FieldName = string;
/** Names of the fields that are written in documents. */
export const [schemaField, toolsField] = ['schema', 'edit-tools'] as const;
export interface FieldFault {
  readonly field: FieldName;
  readonly text: string;
}

/** Returns the faults of the provider, the model and the numbers of a draft, in the order of the fields. */
export function settingsProblems(
  draft: Draft,
  provider: ProviderView | undefined,
  typed: Readonly<Record<NumberField['name'], string>>,
  offers: readonly ParameterOffer[],
): FieldFault[] {
  const problems: FieldFault[] = [];
  if (provider === undefined) problems.push({ field: 'provider', text: words('problemProvider') });
  if (draft.model.trim() === '') problems.push({ field: 'model', text: words('problemModel') });
  for (const { name, parse } of numberFields) {
    const parsed = parse(typed[name], offers.find((offer) => offer.name === name)?.max);
    if ('problem' in parsed) problems.push({ field: name, text: parsed.problem });
  }
  return problems;
}

export const messageProblem = (message: string): FieldFault | undefined =>
  message.trim() === '' ? { field: 'message', text: words('problemMessage') } : undefined;

const destinations = { 'this-machine': 'staysHere', 'remote-machine': 'staysRemote', elsewhere: 'goesTo' } as const;

/** Says where a prompt goes, for the place next to Send. */
export function destinationOf(provider: ProviderView | undefined): string {
  if (provider === undefined) return words('goesNowhere');
  if (provider.kind === 'here') return words(provider.place === 'this-machine' ? 'staysInside' : 'staysInsideRemote');
  return words(destinations[provider.place], provider.host);
}

/** Says where a message to several providers goes, each place once. */
export const destinationsOf = (providers: readonly (ProviderView | undefined)[]): string =>
  [...new Set(providers.map(destinationOf))].join(' · ');
