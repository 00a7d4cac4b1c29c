import { formatCount } from '../../core/base/numbers';
import type { Backend } from '../../core/chat/backend';
import { choiceParameters, numberParameters } from '../../core/chat/messages/sampling';
import type { ChatParams } from '../../core/chat/messages/types';
import { maxBodyFieldsLength, readBodyFields } from '../../core/chat/parameters/bodyFields';
import type { AskedBesides, BodyFieldsProblem } from '../../core/chat/parameters/bodyFields';
import type { ParameterOffer } from '../../core/chat/parameters/offers';
import { UsageError, inOneLine } from './commandLine';

/** The name of the output limit, as the playground has it in its text of parameters and Responses in its body. */
const limitName = 'max_output_tokens';
const mostOutput = 10_000_000;

/** Parameters that have a name of ours; whatever else is given is a field of the body. */
const isOurs = (name: string): boolean =>
  ['temperature', 'stop', limitName].includes(name) ||
  Object.hasOwn(numberParameters, name) ||
  Object.hasOwn(choiceParameters, name);

/** What is given with --param, checked as in the playground. @throws UsageError that names the parameter and says why */
export async function paramsOf(
  given: ReadonlyMap<string, unknown>,
  model: string,
  backend: Pick<Backend, 'name' | 'parameters' | 'can'>,
  asked: AskedBesides = {},
): Promise<ChatParams> {
  if (given.size === 0) return {};
  const offers = await backend.parameters(model);
  const ours = [...given].filter(([name]) => isOurs(name));
  const fields = Object.fromEntries([...given].filter(([name]) => !isOurs(name)));
  const params: Record<string, unknown> = {};
  const sampling: Record<string, unknown> = {};
  for (const [name, value] of ours) {
    if (name === limitName) params['maxOutputTokens'] = checkedLimit(value);
    else if (name === 'temperature') params['temperature'] = checked(name, value, offers, backend, model);
    else sampling[fieldOf(name)] = checked(name, value, offers, backend, model);
  }
  return {
    ...params,
    ...(Object.keys(sampling).length > 0 && { sampling }),
    ...bodyFieldsOf(fields, offers, backend, { ...asked, logprobs: given.has('logprobs') }),
  };
}

const fieldOf = (name: string): string => (numberParameters[name] ?? choiceParameters[name])?.field ?? name;

const refuse = (name: string, why: string): never => {
  throw new UsageError(inOneLine(`--param ${name}: ${why}`));
};

function checkedLimit(value: unknown): number {
  const fits = typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= mostOutput;
  return fits ? value : refuse(limitName, `it takes a whole number of tokens from 1 to ${formatCount(mostOutput)}.`);
}

function checked(
  name: string,
  value: unknown,
  offers: readonly ParameterOffer[],
  { name: provider }: Pick<Backend, 'name'>,
  model: string,
): unknown {
  const offer = offers.find((each) => each.name === name);
  if (!offer) return refuse(name, `${provider} has no such parameter.`);
  if (offer.isRefused) return refuse(name, offer.note ?? `${model} does not accept it.`);
  if (name === 'stop') return stopOf(value);
  if (offer.values) {
    // Those of a number are written as texts, too.
    const known = offer.values.map((each) => (Object.hasOwn(choiceParameters, name) ? each : Number(each)));
    return known.some((each) => each === value) ? value : refuse(name, `it takes ${known.map(inJson).join(', ')}.`);
  }
  const { min = -Infinity, max = Infinity, isWhole } = offer;
  const fits = typeof value === 'number' && value >= min && value <= max && (Number.isInteger(value) || !isWhole);
  return fits ? value : refuse(name, `it takes a ${isWhole ? 'whole ' : ''}number from ${min} to ${max}.`);
}

const inJson = (value: unknown): string => JSON.stringify(value);

function stopOf(value: unknown): readonly string[] {
  const ends: readonly unknown[] = Array.isArray(value) ? value : [value];
  const fits = ends.length > 0 && ends.every((end) => typeof end === 'string' && end !== '');
  return fits
    ? (ends as readonly string[])
    : refuse('stop', 'it takes a text, or a list of texts, none of them empty.');
}

function bodyFieldsOf(
  fields: Readonly<Record<string, unknown>>,
  offers: readonly ParameterOffer[],
  { name: provider, can }: Pick<Backend, 'name' | 'can'>,
  asked: AskedBesides,
): Pick<ChatParams, 'bodyFields'> {
  const [first] = Object.keys(fields);
  if (first === undefined) return {};
  if (!can.bodyFields) return refuse(first, `${provider} has no such parameter.`);
  const read = readBodyFields(JSON.stringify(fields), offers, asked);
  if ('problem' in read) return refuse('name' in read.problem ? read.problem.name : first, reasonOf(read.problem));
  return { bodyFields: read.fields };
}

function reasonOf(problem: BodyFieldsProblem): string {
  switch (problem.kind) {
    case 'own':
      return 'ask decides on this field itself.';
    case 'tools':
      return 'ask offers no tools.';
    case 'limit':
      return `use ${limitName}.`;
    case 'schema':
      return 'it would undo --schema.';
    case 'parameter':
      return `use ${problem.parameter}.`;
    case 'refused':
      return 'the model does not accept it.';
    case 'key':
      return 'it looks like a key. A key is read from the environment: see --key-env.';
    case 'name':
      return 'no field can have this name.';
    case 'syntax':
    case 'form':
    case 'size':
      return `this is too much: at most ${formatCount(maxBodyFieldsLength)} characters, and 20 objects or lists in one another.`;
  }
}
