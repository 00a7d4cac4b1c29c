import type { Say } from '../../base/say';
import type { NamedFault } from '../../files/namedFiles';

// The parts of a config that are not obeyed, and why. The user who runs a config need not have written it.

export type RefusedPart =
  | 'address'
  | 'key'
  | 'environment'
  | 'code'
  | 'network'
  | 'elsewhere'
  | 'unsupported'
  | 'unknown';

/** Keys that are never obeyed, wherever they are. Every other unknown key is a skip, too. */
const refusedKeys: Readonly<Record<string, RefusedPart>> = {
  ...{ apiBaseUrl: 'address', apiHost: 'address', baseUrl: 'address', base_url: 'address', baseURL: 'address' },
  ...{ url: 'address', host: 'address', endpoint: 'address', proxy: 'address', apiVersion: 'address' },
  ...{ apiKey: 'key', apiKeyEnvar: 'key', api_key: 'key', apiKeyRequired: 'key', headers: 'key', organization: 'key' },
  ...{ accessKeyId: 'key', secretAccessKey: 'key', sessionToken: 'key', credentials: 'key', tokenUrl: 'key' },
  ...{ env: 'environment', envPath: 'environment', basePath: 'environment' },
  ...{ extensions: 'code', transform: 'code', postprocess: 'code', transformVars: 'code', nunjucksFilters: 'code' },
  ...{ transformResponse: 'code', transformRequest: 'code', responseParser: 'code', contextTransform: 'code' },
  ...{ assertScoringFunction: 'code', functionToolCallbacks: 'code', script: 'code', pythonExecutable: 'code' },
  ...{ extension: 'code', mcp: 'network', sharing: 'network', tracing: 'network' },
};

export const refusalOf = (key: string): RefusedPart | undefined =>
  Object.hasOwn(refusedKeys, key) ? refusedKeys[key] : undefined;

/** Whether answers without a key differ from those that the config means, so that checks would be of the wrong text. */
export const changesAnswers = (key: string): boolean => answerKeys.has(key);

const answerKeys = new Set([
  ...['transform', 'postprocess', 'transformVars', 'transformResponse', 'transformRequest', 'responseParser'],
  ...['assertScoringFunction', 'provider', 'storeOutputAs'],
  // Parameters of a request. Those that are obeyed never get here.
  ...['instructions', 'system', 'systemInstruction', 'system_instruction', 'systemPrompt', 'system_prompt'],
  ...['toolConfig', 'tool_config', 'toolChoice', 'functions', 'function_call', 'functionToolCallbacks', 'mcp'],
  ...['responseFormat', 'responseSchema', 'response_schema', 'responseMimeType', 'response_mime_type', 'format'],
  ...['passthrough', 'extra_body', 'extraBody', 'assistantId', 'previous_response_id', 'web_search_options'],
]);

export function refusalText(refusal: RefusedPart, say: Say): string {
  switch (refusal) {
    case 'address':
      return say('Where requests go is for you to say, not for the config.');
    case 'key':
      return say('What is sent with a request besides the prompt is for you to say, not for the config.');
    case 'environment':
      return say('A config does not read or set variables of the environment.');
    case 'code':
      return say('No code of a config is run.');
    case 'network':
      return say('Nothing is loaded from elsewhere for a config, and nothing is sent there.');
    case 'elsewhere':
      return say('This is asked nowhere here: none of the providers is it.');
    case 'unsupported':
      return say('This is not done here.');
    case 'unknown':
      return say('This is not known here.');
  }
}

/** Says why a file that a config names is not read. */
export function faultText(fault: NamedFault, file: string, say: Say): string {
  switch (fault) {
    case 'absolute':
      return say('{0} is not read: only files of this folder are, by paths that begin in it.', file);
    case 'outside':
      return say('{0} is not read: it is outside of this folder.', file);
    case 'secret':
      return say('{0} is not read: such a file may hold keys.', file);
    case 'missing':
      return say('There is no file {0}.', file);
    case 'noFile':
      return say('{0} is no file.', file);
    case 'tooLarge':
    case 'tooMany':
      return say('{0} is not read: that would be too much.', file);
    case 'noText':
      return say('{0} is no text in UTF-8 or UTF-16.', file);
    case 'unreadable':
      return say('{0} cannot be read.', file);
  }
}

/** Whether a file is a program, even with the name of a function behind a colon. */
export const isCodeFile = (name: string): boolean =>
  /\.(?:[cm]?[jt]sx?|py|rb|go|sh|bash|exe|bat|cmd|ps1|pl)(?::[^/\\]*)?$/i.test(name);

/** Whether a name is an address, or names a store that is read over the network. */
export const isRemote = (name: string): boolean =>
  /^(?!file:)[a-z][a-z0-9+.-]*:\/\//i.test(name) || /^(?:hf|huggingface|az|langfuse|portkey|helicone):/i.test(name);

/** Whether a text has a template that reads the environment. It looks tag by tag, as a text may open very many. */
export const readsEnvironment = (text: string): boolean =>
  text.includes('env') &&
  text.split('}').some((part) => {
    const tag = part.search(/\{[{%]/);
    return tag >= 0 && /(?<![\w.$'"-])env\s*(?:[.[|%]|$)/.test(part.slice(tag + 2));
  });
