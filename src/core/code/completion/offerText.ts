import type { OfferPlace } from './offerPlace';

const withDoubleQuotes = new Set(['python', 'go', 'java', 'kotlin', 'scala', 'groovy', 'csharp']);
/** Config in which a text needs quotes. */
const quotedConfig = /^(?:json|jsonc|json5|jsonl|toml|hcl|terraform)$/;

/** An id as it is put into the text: with quotes where it needs some and none is there, with a blank behind a colon of YAML. */
export function offerText(id: string, { expected, start }: OfferPlace, text: string, languageId: string): string {
  switch (expected.place) {
    case 'string':
      return id;
    case 'code': {
      const quote = withDoubleQuotes.has(languageId) ? '"' : "'";
      return `${quote}${id}${quote}`;
    }
    case 'value': {
      if (quotedConfig.test(languageId)) return `"${id}"`;
      return text.charAt(start - 1) === ':' && !/properties/.test(languageId) ? ` ${id}` : id;
    }
  }
}
