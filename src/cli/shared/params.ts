import { formatCount } from '../../core/base/numbers';
import type { Backend } from '../../core/chat/backend';
import { ParameterFault, givenParams } from '../../core/chat/givenParams';
import { limitName } from '../../core/chat/parameters/parameterNames';
import type { ChatParams } from '../../core/chat/messages/chatTypes';
import { maxBodyFieldsLength } from '../../core/chat/parameters/bodyFields';
import type { AskedBesides, BodyFieldsProblem } from '../../core/chat/parameters/bodyFields';
import { UsageError } from './commandLine';
import { sayHere as say } from './sayHere';

/** Reads the values of `--param`, checked as in the playground. @throws UsageError that names the parameter and the reason */
export async function paramsOf(
  given: ReadonlyMap<string, unknown>,
  model: string,
  backend: Pick<Backend, 'name' | 'parameters' | 'can'>,
  asked: AskedBesides = {},
): Promise<ChatParams> {
  try {
    return await givenParams(given, model, backend, { say, fieldReason }, asked);
  } catch (error) {
    if (!(error instanceof ParameterFault)) throw error;
    throw new UsageError(`--param ${error.parameter}: ${error.message}`);
  }
}

function fieldReason(problem: BodyFieldsProblem): string {
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
