import type { Say } from '../../../base/say';
import type { YamlPlace } from '../../../text/yaml';
import type { IdConfig } from './idConfig';

/** A fault in the file, without words, as the file is read where the words of the user's language are not available. */
export type ConfigFault =
  | { readonly kind: 'noYaml'; readonly why: string }
  | { readonly kind: 'tooLong' | 'days'; readonly most: number }
  | { readonly kind: 'unknownKey'; readonly key: string; readonly keys: readonly string[] }
  | { readonly kind: 'severity'; readonly value: string; readonly values: readonly string[] }
  | { readonly kind: 'keys'; readonly keys: readonly string[] }
  | { readonly kind: 'list' | 'text' | 'tokens' | 'unreadable' | 'slow' };

export interface ConfigProblem extends YamlPlace {
  readonly fault: ConfigFault;
}

export interface ParsedIdConfig {
  /** The config without the parts that are not understood. */
  readonly config: IdConfig;
  readonly problems: readonly ConfigProblem[];
}

/** Says what is wrong, and what is expected. */
export function faultText(fault: ConfigFault, say: Say): string {
  switch (fault.kind) {
    case 'noYaml':
      return say('This is not valid YAML: {0}', fault.why);
    case 'tooLong':
      return say('The file is too long. Only the first {0} characters are read.', fault.most);
    case 'unreadable':
      return say('The file cannot be read.');
    case 'slow':
      return say('Reading the file takes too long, so none of it is used.');
    case 'unknownKey':
      return say('Unknown key "{0}". Valid keys: {1}.', fault.key, fault.keys.join(', '));
    case 'keys':
      return say('Expected keys and values here. Valid keys: {0}.', fault.keys.join(', '));
    case 'days':
      return say('Expected a whole number of days from 0 to {0}.', fault.most);
    case 'severity':
      return say('{0} is not one of {1}.', fault.value, fault.values.join(', '));
    case 'list':
      return say('Expected a list here.');
    case 'tokens':
      return say('Expected a whole number of tokens from 1 on for each pattern.');
    case 'text':
      return say('Expected text here. Put it in quotes.');
  }
}
