// Decides whether an id is called where it stands, or only named: in an enum, a type, a table, a list, a test of a
// name, a recording.

import { modelKeyOf } from '../calls/modelKeys';
import { serviceInName } from '../../catalog/names/serviceInName';
import type { GroupEntry, Group, IdPlace } from './place';

/** Whether the model is called from a place, as far as that can be told. A mistake here is a warning too many or too few. */
export function isCalledAt(place: IdPlace): boolean {
  if (place.isKey || place.isCompared || place.isInUnion) return false;
  const { key, variable, groups } = withoutBrackets(place);
  const [inner, outer] = groups;
  const isNamed = (group: Group): boolean =>
    group.kind === 'enum' ||
    group.kind === 'type' ||
    isAsserted(group.name) ||
    isExample(group.key) ||
    notSent.test(group.variable ?? '') ||
    isRequest(group.entries);
  if (groups.some(isNamed)) return false;
  if (isModelKey(place.insteadOf)) return true;
  if (!inner) return isModelKey(variable);
  const around = inner.key ?? inner.variable;
  switch (inner.kind) {
    case 'call':
      // A default: `os.getenv("OPENAI_MODEL", "gpt-4o")`.
      if (holders.test(lastOf(inner.name)))
        return isModelKey(around) || inner.entries.some(({ value }) => isModelName(value));
      return !isPassive(inner.name) && (key === undefined || isModelArgument(key, inner));
    case 'object':
      return (
        namesModel(key) &&
        // A table by ids gives the name that each id has elsewhere.
        !/^[a-z][\w.]*-[\w.-]*\d/i.test(inner.key ?? '') &&
        !isDescribed(inner.entries) &&
        !isRecorded(inner.entries, outer) &&
        !(outer?.kind === 'call' && isQuestion(outer.name))
      );
    case 'list':
      // One id in a list may be all that is asked; more of them are a choice.
      if (/^providers$/i.test(around ?? '')) return true;
      return inner.entries.length === 1 && namesModel(around ?? key) && !isHeader(around);
    case 'declaration':
      return isModelKey(key) && !isQuestion(inner.name);
    case 'grouping':
    case 'subscript':
    case 'enum':
    case 'type':
      return false;
  }
}

/** Takes off brackets around one value, which add nothing to it: `model = (given or "gpt-4o")`. */
function withoutBrackets(place: IdPlace): IdPlace {
  const [first, ...groups] = place.groups;
  if (first?.kind !== 'grouping' || first.entries.length !== 1) return place;
  const { key = first.key } = place;
  return withoutBrackets({ ...place, key, variable: first.variable, groups });
}

const isModelKey = (key: string | undefined): boolean =>
  key !== undefined && modelKeyOf(key) !== undefined && !notSent.test(key);
/** Keys of models that are not asked: `llm.response.model` comes from an answer, and `tokenizer_model` is for counting. */
const notSent = /(?:^|[._-])response[._-]|tokeni[sz]er/i;
/** Whether a key is the header with which OpenAI answers. Libraries keep the values of a header in a list. */
const isHeader = (key: string | undefined): boolean => /^openai-model$/i.test(key ?? '');

/** Whether a key names a model. `provider: openai/gpt-4o` does so, too: its value is an id. */
const namesModel = (key: string | undefined): boolean => isModelKey(key) || /^(?:\w+_)?provider$/i.test(key ?? '');

/**
 * Whether an argument names the model of its call. `model=Large(id="gpt-4o")` has another word for it, and
 * `add_argument("--model", default="gpt-4o")` names it in the argument before.
 */
function isModelArgument(key: string, { name, entries, ...group }: Group): boolean {
  if (namesModel(key)) return true;
  if (/^(?:id|name)$/i.test(key))
    return (
      isModelKey(group.key ?? group.variable) ||
      /llm|chat|model|client|embed/i.test(lastOf(name)) ||
      serviceInName(lastOf(name)) !== undefined
    );
  const isDefault = /^(?:default|default_?value|fallback)$/i.test(key);
  return isDefault && (isModelKey(group.variable) || entries.some(({ value }) => isModelName(value)));
}

const isModelName = (value: string | undefined): boolean =>
  value !== undefined && /^[\w-]*(?:model|engine|llm)[\w-]*$/i.test(value);

/** Functions that hold a value for use elsewhere. */
const holders = /^(?:field|option|add_?option|string|stringvar|get|getenv|env|default|prompt|argument)$/i;

const lastOf = (name: string): string => name.slice(name.lastIndexOf('.') + 1);

/** Functions of tests, and of answers that tests make up. */
const assertions =
  /^(?:mock\w*|\w*Response|expect|(?:xct)?assert\w*|to(?:Equal|StrictEqual|Be|Match\w*|Contain\w*|Have\w+)|(?:equal|same|deep_?equal|require)\w*)$/i;
/** Names that OpenAI's libraries give to its answers. */
const answers = /^(?:Parsed)?ChatCompletion(?:Chunk)?$/;
const isAsserted = (name: string): boolean =>
  assertions.test(lastOf(name)) || answers.test(lastOf(name)) || name.startsWith('expect.');

const isExample = (key: string | undefined): boolean =>
  key !== undefined && /^(?:examples?|enums?|response(?:_?metadata)?|parsed_body|x-.*)$/i.test(key);

/** Tokenizers, questions about a name, tables that are looked up, messages: nothing is sent to a model there. */
const passiveWords =
  /tokeni[sz]er|encoding|(?:num|count|compute|calculate|estimate)_?tokens|token_?(?:count|limit)|costs?(?![a-z])|pric(?:e|ing)|context_?(?:window|size|length)|max_?tokens|capabilit|supported|required$|normali[sz]e|^convert|^parse|exception$|error$|warning$/i;
const questions =
  /(?:^|[a-z_.])(?:Is|Has|Supports?|Can|Should|Uses|Prefers?|Needs?|Requires?)[A-Z]|(?:^|[_.])(?:is|has|supports?|can|should|uses|prefers?|needs?|requires?)(?:[A-Z_]|$)/;
const passiveNames =
  /^(?:printf?|println|sprintf|fprintf|log\w*|info|debug|warn|errorf?|fatal\w*|skip\w*|append|push|unshift|insert|remove|add|param|parametrize|mark|literal|union|model_?version|retrieve|describe|it|test|run|each|set|has|delete|pop|setdefault|choices?|includes|contains\w*|starts_?with|ends_?with|replace|split|join|match|echo|for|case|help|len|hash|format|frozenset|list|tuple|aslist|listof|setof|arrayof)$/i;

function isPassive(name: string): boolean {
  const last = lastOf(name);
  if (passiveNames.test(last) || /(?:List|Set|Map|Optional|Stream)\.of$/.test(name)) return true;
  return isQuestion(name);
}

const isQuestion = (name: string): boolean => passiveWords.test(lastOf(name)) || questions.test(lastOf(name));

const description =
  /price|pricing|cost|context_?(?:window|size)|^supports?_?(?:vision|tools|function|image|stream|system)|knowledge|release_?date|modalit|image_?input|platform_?link|edit_?format|parameter_?size/i;

/**
 * Whether the entries are a row of a table of models. A request may limit its tokens, too, but it has a temperature as
 * well.
 */
function isDescribed(entries: readonly GroupEntry[]): boolean {
  const has = (pattern: RegExp): boolean => entries.some(({ key }) => key !== undefined && pattern.test(key));
  return (
    entries.some(({ key }) => key !== undefined && description.test(key) && !/cost_?limit|max_?cost/i.test(key)) ||
    (has(/max_?(?:input|output|context|completion)_?tokens/i) && !has(/^(?:temperature|top_?[pk]|stream(?:ing)?)$/i))
  );
}

/** Whether the entries are a request that was recorded. */
const isRequest = (entries: readonly GroupEntry[]): boolean =>
  ['method', 'uri'].every((name) => entries.some(({ key }) => key === name));

const answer =
  /^(?:choices|usage|finish_?reason|stop_?reason|stop_?sequence|system_?fingerprint|created|created_?at|object|role)$/i;

/** Whether the entries are an answer that was recorded. */
function isRecorded(entries: readonly GroupEntry[], outer: Group | undefined): boolean {
  const keys = entries.map(({ key = '' }) => key.toLowerCase());
  if (outer?.key !== undefined && /^(?:response|expected\w*|snapshot)$/i.test(outer.key)) return true;
  return keys.some((key) => answer.test(key));
}
