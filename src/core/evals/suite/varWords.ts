import type { Say } from '../../base/say';
import { neededNames, valueNames } from '../../prompts/language/neededNames';
import { TemplateError } from '../../prompts/template/templateError';
import type { Suite, SuitePrompt } from '../suite';
import type { ConfigWord } from './configKeys';

/** The names of one prompt. */
interface Names {
  readonly all: ReadonlySet<string>;
  /** Names without whose values something is missing in the prompt. */
  readonly needed: ReadonlySet<string>;
}

/**
 * Returns the names of variables that the prompts of a suite are filled with, except for those in `beside`. Needed names
 * without a value come first.
 * @param beside names that the test has a value for
 */
export function varWords(
  { prompts, tests }: Pick<Suite, 'prompts' | 'tests'>,
  beside: ReadonlySet<string>,
  say: Say,
): ConfigWord[] {
  const [first, ...others] = tests;
  // Names that every test has a value for. The test at hand has one, too: its own, or that of defaultTest.
  const usual = Object.keys(first?.vars ?? {}).filter((name) => others.every(({ vars }) => Object.hasOwn(vars, name)));
  const used = new Map<string, { labels: string[]; isNeeded: boolean }>();
  for (const prompt of prompts) {
    const { all, needed } = namesIn(prompt);
    for (const name of all) {
      const use = used.get(name) ?? { labels: [], isNeeded: false };
      use.labels.push(prompt.label);
      use.isNeeded ||= needed.has(name);
      used.set(name, use);
    }
  }
  const words = [...used].flatMap(([word, { labels, isNeeded }]): ConfigWord[] => {
    if (beside.has(word)) return [];
    const isMissing = isNeeded && !usual.includes(word);
    const detail = isMissing ? say('no value yet') : say('has a value');
    return [{ word, detail, about: say('In: {0}', labels.join(', ')), ...(!isMissing && { isLater: true }) }];
  });
  return words.sort((a, b) => Number(a.isLater ?? false) - Number(b.isLater ?? false) || a.word.localeCompare(b.word));
}

function namesIn({ source, file, skip }: SuitePrompt): Names {
  const none = new Set<string>();
  if (skip !== undefined) return { all: none, needed: none };
  try {
    return { all: valueNames(source, file), needed: neededNames(source, file) };
  } catch (error) {
    // The unreadable prompt is a problem of the suite, which is shown there.
    if (error instanceof TemplateError) return { all: none, needed: none };
    throw error;
  }
}
