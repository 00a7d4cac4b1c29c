import type { Say } from '../base/say';
import type { YamlSlip } from './yamlSlip';

const slipTexts: {
  readonly [Kind in YamlSlip['kind']]: (say: Say, slip: YamlSlip & { readonly kind: Kind }) => string;
} = {
  indent: (say) => say('This line is not indented like the lines it belongs to.'),
  tab: (say) => say('This line begins with a tab. Use spaces instead.'),
  quote: (say) => say('This quotation mark is not closed.'),
  afterQuote: (say) => say('There is more text after the closing quotation mark.'),
  bracket: (say) => say('This bracket is not closed.'),
  colon: (say) => say('Text that contains a colon and a space needs quotes.'),
  key: (say) => say('Expected a key, a colon and a space, as in "name: value".'),
  dash: (say) => say('A space is missing after the "-".'),
  documents: (say) => say('A second document begins at "---". Remove that line.'),
  escape: (say) => say('A "\\" in double quotes begins an escape sequence. Use single quotes instead.'),
  start: (say, { sign }) => say('Text that begins with {0} needs quotes.', sign),
  other: (say, { why }) => `${say('This is not valid YAML: {0}', why)}.`,
};

/** Says what is wrong, and what is expected. */
export const slipText = <Kind extends YamlSlip['kind']>(slip: YamlSlip & { readonly kind: Kind }, say: Say): string =>
  slipTexts[slip.kind](say, slip);
