import type { Say } from '../../base/say';
import type { GlossaryFault, Severity } from './glossaryFile';
import { slipText } from '../../text/yamlSlipText';

/** The words for each kind. The compiler makes sure that none is missing. */
type TextsOf<T extends { readonly kind: string }> = {
  readonly [Kind in T['kind']]: (what: T & { readonly kind: Kind }, say: Say) => string;
};

const textOf = <T extends { readonly kind: string }>(texts: TextsOf<T>, what: T, say: Say): string =>
  texts[what.kind as T['kind']](what, say);

const faultTexts: TextsOf<GlossaryFault> = {
  noYaml: ({ slip }, say) => `${slipText(slip, say)} ${say('The file is not read until this is fixed.')}`,
  tooLong: ({ most }, say) => say('The file is too long. Only the first {0} characters are read.', most),
  unreadable: (_, say) => say('The file cannot be read.'),
  slow: (_, say) => say('Reading the file takes too long, so none of it is used.'),
  linkedOut: (_, say) =>
    say('This link leads out of the workspace, which is not trusted. Trust the workspace to read the glossary.'),
  aliases: (_, say) => say('Aliases (*name) expand to too much text here. Write the text out.'),
  unknownKey: ({ key, keys }, say) => say('Unknown key "{0}". Valid keys: {1}.', key, keys.join(', ')),
  missing: ({ key }, say) => say('"{0}" is missing.', key),
  twice: ({ key }, say) => say('"{0}" appears twice here. Only the first one counts.', key),
  keys: ({ keys }, say) => say('Expected keys and values here. Valid keys: {0}.', keys.join(', ')),
  list: (_, say) => say('Expected a list here.'),
  text: (_, say) => say('Expected text here.'),
  longText: ({ most }, say) => say('This is too long. Only the first {0} characters are used.', most),
  manyWords: ({ most }, say) => say('A term can have at most {0} words.', most),
  manyTerms: ({ most }, say) => say('There are too many terms. Only the first {0} are used.', most),
  manyItems: ({ most }, say) => say('The list is too long. Only the first {0} entries are used.', most),
  noWord: (_, say) => say('A term needs a letter or a digit.'),
  case: ({ value }, say) => say('{0} is not one of {1}.', value, 'any, exact'),
  link: (_, say) => say('Expected an address that begins with https://.'),
  sameForm: ({ form, line }, say) => say('"{0}" is already explained in line {1}.', form, line + 1),
  remoteImport: ({ name }, say) => say('Glossaries are not loaded from the network: {0} is left out.', name),
  missingImport: ({ name }, say) => say('There is no glossary {0} in this workspace.', name),
  unknownTerm: ({ name }, say) => say('There is no term "{0}" here.', name),
};

/** Returns the words that say what is wrong, and what is expected. */
export const faultText = (fault: GlossaryFault, say: Say): string => textOf(faultTexts, fault, say);

/** Faults through which an entry or the whole file is lost. */
const errors: ReadonlySet<GlossaryFault['kind']> = new Set([
  ...(['noYaml', 'tooLong', 'unreadable', 'slow', 'aliases', 'noWord', 'manyWords', 'manyTerms', 'keys'] as const),
]);

/**
 * Returns how severe a fault is. An error loses an entry or the file, a warning a part of it; the rest is good to know.
 */
export const faultSeverity = ({ kind }: GlossaryFault): Severity =>
  errors.has(kind) ? 'error' : kind === 'remoteImport' ? 'information' : 'warning';
