import type { ErrorObject } from 'ajv';
import { didYouMean } from './didYouMean';

/** A problem in a data file and its place: keys and indexes from the top. */
export interface Problem {
  readonly path: readonly (string | number)[];
  readonly text: string;
}

/**
 * The first of Ajv's errors, in the words of somebody who edits data. Where a value may have two forms (an alias is a text
 * or text with case), Ajv reports each form that does not fit: the one that got furthest into the value is what was meant.
 */
export function schemaProblem(errors: readonly ErrorObject[]): Problem {
  const first = errors[0];
  if (first === undefined) return { path: [], text: 'is not valid' };
  const inside = errors.filter(({ instancePath }) => instancePath.startsWith(first.instancePath));
  const deepest = inside.reduce((best, each) => (depth(each) > depth(best) ? each : best), first);
  const path = pathOf(deepest);
  const name = path.slice(1).join('.') || 'the entry';
  if (deepest.keyword === 'additionalProperties') {
    const field = String(deepest.params['additionalProperty']);
    const known = Object.keys((deepest.parentSchema as { properties?: object }).properties ?? {});
    return { path: [...path, field], text: `${name} has an unknown field "${field}"${didYouMean(field, known)}` };
  }
  return { path, text: `${name} ${words(deepest)}` };
}

const patterns: Readonly<Record<string, string>> = {
  '^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$': "must be a time of the day, in quotes, as in '01:00'",
  '^https://': 'must start with https://',
  '^20[0-9]{2}-[01][0-9]-[0-3][0-9]$': "must be a date, in quotes, as in '2026-11-24'",
  '^20[0-9]{2}(-[01][0-9](-[0-3][0-9])?)?$': "must be a date, in quotes, as in '2026-11-24', '2026-11' or '2026'",
  '^20[0-9]{2}-[01][0-9](-[0-3][0-9])?$': "must be a date, in quotes, as in '2026-11-24' or '2026-11'",
  '^[a-z0-9]+(-[a-z0-9]+)*$': 'must be small letters and digits with single hyphens between them, as in context-window',
  '^[A-Za-z0-9][A-Za-z0-9.:_@-]*$': 'must be an id as the API takes it, as in gpt-4o',
  '^[a-z0-9][a-zA-Z0-9.:_-]*$': 'must be an id as the API takes it, as in gpt-4o',
};

function words({ keyword, params, data, message = 'is not valid' }: ErrorObject): string {
  switch (keyword) {
    case 'required':
      return `has no "${String(params['missingProperty'])}"`;
    case 'const':
      return `is ${JSON.stringify(data)}: it must be ${JSON.stringify(params['allowedValue'])}, or be left out`;
    case 'enum': {
      const allowed = (params['allowedValues'] as unknown[]).map(String);
      return `is ${JSON.stringify(data)}: it must be one of ${allowed.join(', ')}${didYouMean(String(data), allowed)}`;
    }
    case 'pattern':
      return `is ${JSON.stringify(data)}: it ${patterns[String(params['pattern'])] ?? message}`;
    case 'type':
      return data === null || typeof data === 'object' ? message : `is ${JSON.stringify(data)}: it ${message}`;
    default:
      return message;
  }
}

const depth = (error: ErrorObject): number => pathOf(error).length;

const pathOf = ({ instancePath }: ErrorObject): (string | number)[] =>
  instancePath
    .split('/')
    .slice(1)
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part.replaceAll('~1', '/').replaceAll('~0', '~')));
