import { formatCount } from '../base/numbers';
import type { Say } from '../base/say';
import type { Backend } from './backend';
import { choiceParameters, numberParameters } from './messages/sampling';
import type { ChatParams } from './messages/chatTypes';
import { readBodyFields } from './parameters/bodyFields';
import type { AskedBesides, BodyFieldsProblem } from './parameters/bodyFields';
import type { ParameterOffer } from './parameters/offers';
import { limitName } from './parameters/parameterNames';

/** A value that a request cannot have for a parameter. The message says why, without the name. */
export class ParameterFault extends Error {
  override readonly name = 'ParameterFault';

  constructor(
    readonly parameter: string,
    why: string,
  ) {
    super(why);
  }
}

const mostOutput = 10_000_000;

/** Whether a parameter has a name of ours. Any other given name is a field of the body. */
const isOurs = (name: string): boolean =>
  ['temperature', 'stop', limitName].includes(name) ||
  Object.hasOwn(numberParameters, name) ||
  Object.hasOwn(choiceParameters, name);

export interface GivenWords {
  readonly say: Say;
  /** Says why a name that is no parameter of ours can be no field of the body either. */
  readonly fieldReason: (problem: BodyFieldsProblem) => string;
}

/** Reads parameters by their names, checked as in the playground. @throws ParameterFault */
export async function givenParams(
  given: ReadonlyMap<string, unknown>,
  model: string,
  backend: Pick<Backend, 'name' | 'parameters' | 'can'>,
  words: GivenWords,
  asked: AskedBesides = {},
): Promise<ChatParams> {
  if (given.size === 0) return {};
  const checking = new Checking(await backend.parameters(model), model, backend, words);
  const ours = [...given].filter(([name]) => isOurs(name));
  const fields = Object.fromEntries([...given].filter(([name]) => !isOurs(name)));
  const params: Record<string, unknown> = {};
  const sampling: Record<string, unknown> = {};
  for (const [name, value] of ours) {
    if (name === limitName) params['maxOutputTokens'] = checking.limit(value);
    else if (name === 'temperature') params['temperature'] = checking.value(name, value);
    else sampling[fieldOf(name)] = checking.value(name, value);
  }
  return {
    ...params,
    ...(Object.keys(sampling).length > 0 && { sampling }),
    ...checking.bodyFields(fields, { ...asked, logprobs: given.has('logprobs') }),
  };
}

const fieldOf = (name: string): string => (numberParameters[name] ?? choiceParameters[name])?.field ?? name;

class Checking {
  private readonly say: Say;

  constructor(
    private readonly offers: readonly ParameterOffer[],
    private readonly model: string,
    private readonly backend: Pick<Backend, 'name' | 'can'>,
    private readonly words: GivenWords,
  ) {
    this.say = words.say;
  }

  limit(value: unknown): number {
    const fits = typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= mostOutput;
    if (fits) return value;
    const { say } = this;
    const most = formatCount(mostOutput);
    throw new ParameterFault(limitName, say('it takes a whole number of tokens from 1 to {0}.', most));
  }

  value(name: string, value: unknown): unknown {
    const { say, backend, model } = this;
    const offer = this.offers.find((each) => each.name === name);
    if (!offer) throw new ParameterFault(name, say('{0} has no such parameter.', backend.name));
    if (offer.isRefused) throw new ParameterFault(name, offer.note ?? say('{0} does not accept it.', model));
    if (name === 'stop') return this.stop(value);
    if (offer.values) {
      // Offers list the values of number parameters as texts, too.
      const known = offer.values.map((each) => (Object.hasOwn(choiceParameters, name) ? each : Number(each)));
      if (known.some((each) => each === value)) return value;
      throw new ParameterFault(name, say('it takes {0}.', known.map((each) => JSON.stringify(each)).join(', ')));
    }
    const { min = -Infinity, max = Infinity, isWhole } = offer;
    if (typeof value === 'number' && value >= min && value <= max && (Number.isInteger(value) || !isWhole))
      return value;
    const why = isWhole
      ? say('it takes a whole number from {0} to {1}.', min, max)
      : say('it takes a number from {0} to {1}.', min, max);
    throw new ParameterFault(name, why);
  }

  bodyFields(fields: Readonly<Record<string, unknown>>, asked: AskedBesides): Pick<ChatParams, 'bodyFields'> {
    const { say, backend } = this;
    const [first] = Object.keys(fields);
    if (first === undefined) return {};
    if (!backend.can.bodyFields) throw new ParameterFault(first, say('{0} has no such parameter.', backend.name));
    const read = readBodyFields(JSON.stringify(fields), this.offers, asked);
    if (!('problem' in read)) return { bodyFields: read.fields };
    const { problem } = read;
    throw new ParameterFault('name' in problem ? problem.name : first, this.words.fieldReason(problem));
  }

  private stop(value: unknown): readonly string[] {
    const ends: readonly unknown[] = Array.isArray(value) ? value : [value];
    if (ends.length > 0 && ends.every((end) => typeof end === 'string' && end !== '')) return ends as readonly string[];
    const { say } = this;
    throw new ParameterFault('stop', say('it takes a text, or a list of texts, none of them empty.'));
  }
}
