import { Ajv } from 'ajv';
import type { ErrorObject } from 'ajv';
import * as formats from 'ajv-formats';

// JSON Schemas as promptfoo reads them: draft-07, with formats checked. An unknown keyword makes the schema unusable.
// This runs code that is made of the schema, so call it only in a thread that can be ended.

let made: Ajv | undefined;

function ajv(): Ajv {
  if (made) return made;
  made = new Ajv({ strictSchema: true, logger: false });
  formats.default(made);
  return made;
}

/** A compiled schema, to check values against. */
export interface StrictSchema {
  /** Returns the places where a value does not fit, and how; none where it fits. */
  readonly misfits: (value: unknown) => readonly string[];
}

/** Compiles a schema. @throws Error, which says what is wrong with the schema, or which reference is not in it */
export function strictSchema(schema: unknown): StrictSchema {
  try {
    const check = ajv().compile(schema as object);
    return {
      misfits: (value) => (check(value) ? [] : (check.errors ?? []).map(misfitText)),
    };
  } finally {
    // Neither the text of the schema nor its `$id` is kept.
    if (typeof schema === 'object' && schema !== null) ajv().removeSchema(schema);
  }
}

const misfitText = ({ instancePath, message = '', params }: ErrorObject): string => {
  const { allowedValues, additionalProperty } = params as Readonly<Record<string, unknown>>;
  const which = allowedValues ?? additionalProperty;
  return `${instancePath === '' ? 'the value' : instancePath} ${message}${which === undefined ? '' : ` (${JSON.stringify(which)})`}`;
};
