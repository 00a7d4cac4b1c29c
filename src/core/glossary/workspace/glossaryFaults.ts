import type { Say } from '../../base/say';
import type { GlossaryFault, Severity } from './glossaryFile';
import type { YamlSlip } from '../../text/yamlSlip';

/** Says what is wrong, and what is expected. */
export function faultText(fault: GlossaryFault, say: Say): string {
  switch (fault.kind) {
    case 'noYaml':
      return `${slipText(fault.slip, say)} ${say('Nothing of the file is read until that is mended.')}`;
    case 'tooLong':
      return say('The file is too long: {0} characters are read.', fault.most);
    case 'unreadable':
      return say('The file cannot be read.');
    case 'linkedOut':
      return say('This is a link out of the workspace, which is not trusted. Trust it to have the glossary read.');
    case 'aliases':
      return say('Aliases (*name) stand for too much here. Write it out.');
    case 'unknownKey':
      return say('There is no key "{0}" here. These exist: {1}.', fault.key, fault.keys.join(', '));
    case 'missing':
      return say('"{0}" is missing.', fault.key);
    case 'twice':
      return say('"{0}" stands here twice. The first one counts.', fault.key);
    case 'keys':
      return say('Keys are expected here: {0}.', fault.keys.join(', '));
    case 'list':
      return say('A list is expected here.');
    case 'text':
      return say('A text is expected here.');
    case 'longText':
      return say('This is too long: the first {0} characters count.', fault.most);
    case 'manyWords':
      return say('A term has {0} words at most.', fault.most);
    case 'manyTerms':
      return say('There are too many terms: the first {0} count.', fault.most);
    case 'manyItems':
      return say('The list is too long: the first {0} count.', fault.most);
    case 'noWord':
      return say('A term needs a letter or a digit.');
    case 'case':
      return say('{0} is none of {1}.', fault.value, 'any, exact');
    case 'link':
      return say('An address that begins with https:// is expected here.');
    case 'sameForm':
      return say('"{0}" is explained in line {1} already.', fault.form, fault.line + 1);
    case 'remoteImport':
      return say('Glossaries are not loaded from the network: {0} is left out.', fault.name);
    case 'missingImport':
      return say('There is no glossary {0} in this workspace.', fault.name);
    case 'unknownTerm':
      return say('There is no term "{0}" here.', fault.name);
  }
}

function slipText(slip: YamlSlip, say: Say): string {
  switch (slip.kind) {
    case 'indent':
      return say('This line begins in another column than those that it belongs to.');
    case 'tab':
      return say('This line begins with a tab: put blanks there.');
    case 'quote':
      return say('This quotation mark is not closed.');
    case 'afterQuote':
      return say('The text ends at its quotation mark, and something stands behind it.');
    case 'bracket':
      return say('This bracket is not closed.');
    case 'colon':
      return say('A text with a colon and a blank in it needs quotes.');
    case 'key':
      return say('A key with a colon and a blank is expected here, as in "term: word".');
    case 'dash':
      return say('A blank is missing behind the "-".');
    case 'documents':
      return say('A second text begins at "---": take that line out.');
    case 'escape':
      return say('A "\\" in double quotes begins a sign of its own: use single quotes.');
    case 'start':
      return say('A text that begins with {0} needs quotes.', slip.sign);
    case 'other':
      return `${say('This is no YAML: {0}', slip.why)}.`;
  }
}

/** They cost an entry or the whole file. */
const errors: ReadonlySet<GlossaryFault['kind']> = new Set([
  ...(['noYaml', 'tooLong', 'unreadable', 'aliases', 'noWord', 'manyWords', 'manyTerms', 'keys'] as const),
]);

/** An error costs an entry or the file; a warning costs a part of it; the rest is good to know. */
export const faultSeverity = ({ kind }: GlossaryFault): Severity =>
  errors.has(kind) ? 'error' : kind === 'remoteImport' ? 'information' : 'warning';
