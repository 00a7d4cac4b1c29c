import { isRecord } from '../../base/json';
import type { Saying } from '../../base/say';
import type { Prompt, PromptProblem, TemplateSyntax } from '../prompt';
import { convertedMessages } from './convertedMessages';
import type { Part, ValuePath } from './templateParts';

// Conditions and loops treat lists and objects differently in Handlebars and Nunjucks. A note says so where the schema
// of the input gives the type of a value. Elsewhere, the type is not known.

/** Finds the parts of a prompt that mean something else in the other form, though they can be written there. */
export function kindNotes(prompt: Prompt, to: TemplateSyntax): PromptProblem[] {
  if ((prompt.syntax === 'nunjucks') === (to === 'nunjucks') || prompt.metadata.input?.schema === undefined) return [];
  const messages = convertedMessages(prompt, () => undefined);
  return messages.flatMap((message) => ('role' in message ? notesIn(message.parts, prompt) : []));
}

function notesIn(parts: readonly Part[], prompt: Prompt): PromptProblem[] {
  return parts.flatMap((part): PromptProblem[] => {
    if (part.kind !== 'if' && part.kind !== 'each') return [];
    return [...noteOf(part, prompt), ...notesIn(part.body, prompt), ...notesIn(part.otherwise, prompt)];
  });
}

function noteOf(part: Part & { readonly kind: 'if' | 'each' }, prompt: Prompt): PromptProblem[] {
  if (part.kind === 'if') {
    const { value, equals } = part.test;
    return value.kind === 'path' && !equals && typeOf(value.path, prompt) === 'array'
      ? [
          note(value.path, (say) =>
            say('An empty list is true in an "if" of Nunjucks, and false in one of Handlebars.'),
          ),
        ]
      : [];
  }
  const type = typeOf(part.list, prompt);
  if (type === 'object' && part.key === undefined) {
    return [
      note(part.list, (say) => say('A loop of Nunjucks with one name goes through no object; one of Handlebars does.')),
    ];
  }
  return type === 'array' && part.key !== undefined
    ? [
        note(part.list, (say) =>
          say('A loop of Nunjucks with two names takes the items of a list apart, and has no keys of it.'),
        ),
      ]
    : [];
}

const note = ({ span }: ValuePath, message: Saying): PromptProblem => ({
  ...{ span, severity: 'information', rule: 'not-converted', message },
});

/** Returns the type of a name in the schema of the input, if it has exactly one. */
function typeOf({ root, isLocal, parts }: ValuePath, { metadata }: Prompt): unknown {
  const properties = metadata.input?.schema?.['properties'];
  if (isLocal || parts.length > 0 || !isRecord(properties) || !Object.hasOwn(properties, root)) return undefined;
  const schema = properties[root];
  const types = isRecord(schema) ? [schema['type']].flat().filter((type) => type !== 'null') : [];
  return types.length === 1 ? types[0] : undefined;
}
