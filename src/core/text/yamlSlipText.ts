import type { Say } from '../base/say';
import type { YamlSlip } from './yamlSlip';

type SlipTexts = {
  readonly [Kind in YamlSlip['kind']]: (slip: YamlSlip & { readonly kind: Kind }, say: Say) => string;
};

const slipTexts: SlipTexts = {
  indent: (_, say) => say('This line is not indented like the lines it belongs to.'),
  tab: (_, say) => say('This line begins with a tab. Use spaces instead.'),
  quote: (_, say) => say('This quotation mark is not closed.'),
  afterQuote: (_, say) => say('There is more text after the closing quotation mark.'),
  bracket: (_, say) => say('This bracket is not closed.'),
  colon: (_, say) => say('Text that contains a colon and a space needs quotes.'),
  key: (_, say) => say('Expected a key, a colon and a space, as in "name: value".'),
  dash: (_, say) => say('A space is missing after the "-".'),
  documents: (_, say) => say('A second document begins at "---". Remove that line.'),
  escape: (_, say) => say('A "\\" in double quotes begins an escape sequence. Use single quotes instead.'),
  start: ({ sign }, say) => say('Text that begins with {0} needs quotes.', sign),
  other: ({ why }, say) => `${say('This is not valid YAML: {0}', why)}.`,
};

/** Returns why a text is no YAML, and what is expected. */
export const slipText = (slip: YamlSlip, say: Say): string =>
  (slipTexts[slip.kind] as (slip: YamlSlip, say: Say) => string)(slip, say);
