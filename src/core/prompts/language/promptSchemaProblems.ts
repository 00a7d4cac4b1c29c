import { isRecord } from '../../base/json';
import { innerSchemas } from '../../schema/keywords';
import { pointerOf } from '../forms/promptYaml';
import type { JsonObject, Prompt, PromptProblem } from '../prompt';

const types = ['string', 'number', 'integer', 'boolean', 'object', 'array', 'null'];
const maxDepth = 50;

/** Finds types that JSON Schema does not have, in the schemas that a file writes out. */
export function promptSchemaProblems({ metadata: { raw }, values }: Prompt): PromptProblem[] {
  return ['input', 'output'].flatMap((name) => {
    const of = raw?.[name];
    const schema = isRecord(of) ? of['schema'] : undefined;
    // Anything else is Picoschema, which its reader has checked.
    if (!isRecord(schema) || !(types.some((type) => type === schema['type']) || isRecord(schema['properties'])))
      return [];
    return unknownTypes(schema, [name, 'schema'], 0).flatMap((path): PromptProblem[] => {
      const span = values.get(pointerOf(path));
      if (!span) return [];
      const message: PromptProblem['message'] = (say) => say('The types of JSON Schema are {0}.', types.join(', '));
      return [{ span, severity: 'error', rule: 'invalid-schema', message }];
    });
  });
}

type Path = readonly (string | number)[];

function unknownTypes(schema: JsonObject, path: Path, depth: number): Path[] {
  const { type } = schema;
  const isKnown = (each: unknown): boolean => types.some((known) => known === each);
  const isWrong = type !== undefined && !(Array.isArray(type) ? type.every(isKnown) : isKnown(type));
  const inner =
    depth < maxDepth
      ? innerSchemas(schema).flatMap(({ schema: below, path: at }) =>
          isRecord(below) ? unknownTypes(below, [...path, ...at], depth + 1) : [],
        )
      : [];
  return isWrong ? [[...path, 'type'], ...inner] : inner;
}
