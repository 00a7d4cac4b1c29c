import { Ajv } from 'ajv';
import type { ErrorObject } from 'ajv';
import * as formats from 'ajv-formats';

// JSON Schemas as promptfoo reads them: draft-07, formats count, and a keyword that nobody knows makes the schema unusable.
// It runs code that is made of the schema: only in a thread that can be ended.

let made: Ajv | undefined;

function ajv(): Ajv {
  if (made) return made;
  made = new Ajv({ strictSchema: true, logger: false });
  formats.default(made);
  return made;
}

/** A compiled schema, to check values against. */
export interface StrictSchema {
  /** Where a value does not fit, and how; empty: it fits. */
  readonly misfits: (value: unknown) => readonly string[];
}

/** @throws Error, which says what is wrong with the schema, or which reference is not in it */
export function strictSchema(schema: unknown): StrictSchema {
  try {
    const check = ajv().compile(schema as object);
    return {
      misfits: (value) => (check(value) ? [] : (check.errors ?? []).map(misfitText)),
    };
  } finally {
    // Neither its text nor its `$id` stays.
    if (typeof schema === 'object' && schema !== null) ajv().removeSchema(schema);
  }
}

const misfitText = ({ instancePath, message = '', params }: ErrorObject): string => {
  const { allowedValues, additionalProperty } = params as Readonly<Record<string, unknown>>;
  const which = allowedValues ?? additionalProperty;
  return `${instancePath === '' ? 'the value' : instancePath} ${message}${which === undefined ? '' : ` (${JSON.stringify(which)})`}`;
};
