import { languageOf } from '../../text/languages';
import type { CompletionPlace } from './completionPlace';

/**
 * Returns an id as it is put into the text: with quotes where it needs some and none are there yet, and with a blank
 * behind a colon of YAML.
 */
export function completionText(
  id: string,
  { expected, start }: CompletionPlace,
  text: string,
  languageId: string,
): string {
  const { quote = "'", config, tightColon = false } = languageOf(languageId);
  switch (expected.place) {
    case 'string':
      return id;
    case 'code':
      return `${quote}${id}${quote}`;
    case 'value': {
      if (config === 'quoted' || config === 'either') return `"${id}"`;
      return text.charAt(start - 1) === ':' && !tightColon ? ` ${id}` : id;
    }
  }
}
