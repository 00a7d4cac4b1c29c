import type { Span } from '../../text/span';
import type { PromptProblem } from '../prompt';
import { frontMatterOf, trimmed } from './frontMatter';
import { readPromptYaml } from './promptYaml';
import type { PromptYaml } from './promptYaml';

/** Reads the fields at the top of a file, and finds its text. A file without fields is only text. */
export function readFrontMatter(text: string): PromptYaml & { readonly body: Span } {
  const found = frontMatterOf(text);
  if (found === undefined) return { ...noFields, body: trimmed(text, 0) };
  if (found !== 'unclosed') {
    return { ...readPromptYaml(text.slice(found.yaml.start, found.yaml.end), found.yaml.start), body: found.body };
  }
  return { ...noFields, problems: [unclosed(text)], body: { start: text.length, end: text.length } };
}

export const noFields: PromptYaml = { raw: {}, values: new Map(), keys: new Map(), problems: [] };

function unclosed(text: string): PromptProblem {
  const start = text.indexOf('---');
  return {
    ...({ span: { start, end: start + 3 }, severity: 'error', rule: 'invalid-yaml' } as const),
    message: (say) => say('The front matter that begins here has no end: a line of "---" is missing.'),
  };
}
