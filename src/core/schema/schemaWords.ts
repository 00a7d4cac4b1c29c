import { parseJson } from '../base/json';
import { formatCount } from '../base/numbers';
import type { Say } from '../base/say';
import type { CheckedAnswer, Misfit } from './schemaCheck';
import type { SchemaFix, SchemaProblem } from './schemaProblems';

// Sentences about what is wrong with a schema, or with an answer that does not fit one.

/** Describes a problem of a schema at a provider, in a sentence. */
export function problemWords(problem: SchemaProblem, provider: string, say: Say): string {
  switch (problem.kind) {
    case 'keyword':
      if (problem.severity === 'unknown')
        return say('It is not known what {0} does with "{1}".', provider, problem.keyword);
      return problem.severity === 'refused'
        ? say('{0} refuses "{1}".', provider, problem.keyword)
        : say('{0} ignores "{1}".', provider, problem.keyword);
    case 'format':
      return problem.severity === 'refused'
        ? say('{0} refuses the format "{1}".', provider, problem.format)
        : say('{0} ignores the format "{1}".', provider, problem.format);
    case 'elsewhere':
      return say('Nothing is loaded from {0}: answers to this schema are not checked here.', problem.address);
    case 'objectRoot':
      return say('{0} wants an object as the whole answer, and no union.', provider);
    case 'closed':
      return say('{0} wants "additionalProperties": false in each object.', provider);
    case 'allRequired':
      return say('{0} wants all properties of an object in "required".', provider);
    case 'minItems':
      return say('{0} takes no other "minItems" than {1}.', provider, problem.allowed.join(', '));
    case 'plainEnums':
      return say('{0} takes no objects or lists as values of "enum" and "const".', provider);
    case 'noRecursion':
      return say('{0} takes no schema that refers to itself.', provider);
    case 'noStreams':
      return say('With a schema {0} streams no answer and calls no tools. Answers are always streamed here.', provider);
    case 'wholeBounds':
      return say('{0} keeps to bounds of whole numbers only: they are ignored here.', provider);
    case 'anchoredPatterns':
      return say('{0} takes patterns from ^ to $ only.', provider);
    case 'singleAllOf':
      return say('{0} does not hold an answer to several schemas of "allOf".', provider);
    case 'noMixedUnions':
      return say('{0} does not combine properties with a union in the same schema.', provider);
    case 'limit':
      return limitWords(problem, provider, say);
  }
}

function limitWords(
  { limit, most, has, longEnum }: Extract<SchemaProblem, { kind: 'limit' }>,
  provider: string,
  say: Say,
): string {
  const [allowed, there] = [formatCount(most), formatCount(has)];
  switch (limit) {
    case 'maxProperties':
      return say('{0} takes {1} properties, and there are {2}.', provider, allowed, there);
    case 'maxDepth':
      return say('{0} takes {1} levels of objects, and there are {2}.', provider, allowed, there);
    case 'maxEnumValues':
      return say('{0} takes {1} values of "enum", and there are {2}.', provider, allowed, there);
    case 'maxCharacters':
      return say('{0} takes {1} characters of names and values, and there are {2}.', provider, allowed, there);
    case 'maxLongEnum':
      return say(
        '{0} takes {1} characters in a list of more than {3} values, and there are {2}.',
        provider,
        allowed,
        there,
        formatCount(longEnum),
      );
    case 'maxOptional':
      return say('{0} takes {1} properties that are not required, and there are {2}.', provider, allowed, there);
    case 'maxUnions':
      return say('{0} takes {1} unions, and there are {2}.', provider, allowed, there);
  }
}

/** Describes a fix, as the title of an action. `keyword`: the one that is removed. */
export function fixWords(fix: SchemaFix, keyword: string, say: Say): string {
  switch (fix) {
    case 'drop':
      return say('Remove "{0}", which is then not checked here either', keyword);
    case 'anyOf':
      return say('Change "oneOf" to "anyOf"');
    case 'close':
      return say('Add "additionalProperties": false');
    case 'require':
      return say('Require all properties, and let the optional ones be null');
  }
}

/** Describes the result of checking an answer, in a sentence. */
export function checkWords(checked: CheckedAnswer, say: Say): string {
  switch (checked.state) {
    case 'fits':
      return checked.isFenced ? say('The JSON in the code block fits the schema.') : say('The answer fits the schema.');
    case 'misfits':
      return checked.isFenced
        ? say('The JSON in the code block does not fit the schema.')
        : say('The answer does not fit the schema.');
    case 'no-json':
      return say('The answer is no JSON: it is wrong in line {0}, column {1}.', checked.line, checked.column);
    case 'remote':
      return say('The answer was not checked: the schema refers to {0}, and nothing is loaded.', checked.address);
    case 'unknown-draft':
      return say('The answer was not checked: {0} is neither draft-07 nor 2020-12.', checked.address);
    case 'bad-schema':
      return say('The answer was not checked: the schema is not sound. {0}', checked.why);
    case 'too-deep':
      return say('The answer was not checked: it or the schema is nested too deep.');
    case 'too-long':
      return say('The answer was not checked: it is too long.');
    case 'slow':
      return say('The answer was not checked: that took longer than half a second.');
  }
}

/** Describes a place that does not fit: where it is, and what the schema wants there. */
export function misfitWords({ pointer, keyword, params }: Misfit, say: Say): string {
  return say('{0}: {1}', pointer === '' ? say('The whole answer') : pointer, wanted(keyword, params, say));
}

/** Describes one type, or a list of types in JSON. */
function typeWords(type: string, say: Say): string {
  const types: unknown = parseJson(type);
  return Array.isArray(types)
    ? say('is of none of the types {0}', types.join(', '))
    : say('is not of the type {0}', type);
}

function wanted(keyword: string, params: Misfit['params'], say: Say): string {
  const param = (name: string): string => params[name] ?? '';
  const limit = param('limit');
  switch (keyword) {
    case 'type':
      return typeWords(param('type'), say);
    case 'required':
      return say('lacks "{0}"', param('missingProperty'));
    case 'additionalProperties':
      return say('has "{0}", which the schema does not know', param('additionalProperty'));
    case 'unevaluatedProperties':
      return say('has "{0}", which the schema does not know', param('unevaluatedProperty'));
    case 'enum':
      return say('is not one of {0}', param('allowedValues'));
    case 'const':
      return say('is not {0}', param('allowedValue'));
    case 'format':
      return say('is not of the format {0}', param('format'));
    case 'pattern':
      return say('does not match {0}', param('pattern'));
    case 'minimum':
    case 'exclusiveMinimum':
    case 'maximum':
    case 'exclusiveMaximum':
      return say('is not {0} {1}', param('comparison'), limit);
    case 'multipleOf':
      return say('is no multiple of {0}', param('multipleOf'));
    case 'minLength':
    case 'minItems':
    case 'minProperties':
      return say('is shorter than {0}', limit);
    case 'maxLength':
    case 'maxItems':
    case 'maxProperties':
      return say('is longer than {0}', limit);
    case 'uniqueItems':
      return say('has the same item twice');
    default:
      return say('does not keep to "{0}"', keyword);
  }
}
