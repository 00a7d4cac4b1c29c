import type { NamedFiles } from '../../files/namedFiles';
import type { Prompt } from '../prompt';
import { readHandlebars } from '../template/readHandlebars';
import { TemplateError } from '../template/templateError';
import { templateParts } from './templateWalk';

/** A lookup for the source of a partial; `undefined` where there is none. */
export type PartialSource = (name: string) => string | undefined;

/** Whether other prompts may call a file of this name. */
export const isPartial = (file: string): boolean => file.startsWith('_');

/** The most partials that are read for one prompt. */
const maxPartials = 100;

/**
 * Reads the partials that a prompt calls, and those that they call. As in Dotprompt, they are `_NAME.prompt` in the
 * folder of the prompt or in one above it, and never outside of the root.
 * @param folder the folder of the prompt, below the root.
 * @param mostCode the most UTF-16 code units between the brackets of each partial. One with more counts as calling no
 * others.
 */
export async function readPartials(
  prompt: Prompt,
  folder: string,
  files: NamedFiles,
  mostCode?: number,
): Promise<PartialSource> {
  const sources = new Map<string, string | undefined>();
  const queue = partialNames(prompt, mostCode);
  for (const name of queue) {
    if (sources.has(name) || sources.size >= maxPartials) continue;
    const source = await find(name, folder, files);
    sources.set(name, source);
    if (source !== undefined) queue.push(...namesIn(source, mostCode));
  }
  return (name) => sources.get(name);
}

/** Returns the names of the partials that a prompt calls itself. */
export function partialNames(prompt: Prompt, mostCode?: number): string[] {
  // Other languages have no partials.
  const own = prompt.syntax === 'handlebars' ? prompt.templates : [];
  return own.flatMap(({ source }) => namesIn(source, mostCode));
}

function namesIn(source: string, mostCode: number | undefined): string[] {
  try {
    const { partials } = templateParts(readHandlebars(source, mostCode));
    return partials.flatMap(({ partial: { name } }) => (typeof name === 'string' ? [name] : []));
  } catch (error) {
    if (error instanceof TemplateError) return [];
    throw error;
  }
}

async function find(name: string, folder: string, files: NamedFiles): Promise<string | undefined> {
  const parts = name.split('/');
  if (parts.some((part) => part === '' || part === '.' || part === '..')) return undefined;
  const file = [...parts.slice(0, -1), `_${parts.at(-1)}.prompt`].join('/');
  for (let at = folder; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/')))) {
    const read = await files.textOf(file, at);
    if ('value' in read) return read.value;
    if (at === '') return undefined;
  }
}
