import type { Saying } from '../../base/say';
import { inSpans, markdownCode } from '../agents/codeSpans';
import type { CodeSpan } from '../agents/codeSpans';
import { agents } from '../agents/agents';
import type { AgentId, ContextProblem } from '../contextReport';
import { foldersTo, joined, split } from '../tree/treePaths';
import type { ContextTree, TreeFile } from '../tree/contextTree';
import { lossyText, ofFile } from '../tree/ofFile';
import { isFile } from '../tree/treePlace';
import { shownText } from './placedFields';

/** A problem, and the agent that it affects. */
interface AgentProblem {
  readonly agent: AgentId | 'all';
  readonly problem: ContextProblem;
}

/** Maximum number of links of one file. A file with more was written to be slow. */
const maxLinks = 2_000;

/** Finds the links and imports of a file that lead to nothing. */
export async function referenceProblems(tree: ContextTree, file: TreeFile): Promise<AgentProblem[]> {
  const text = shownText(file);
  const found: AgentProblem[] = [];
  for (const { start, end, target } of linksIn(text)) {
    if (await isThere(tree, file.path, target)) continue;
    const message: Saying = (say) => say('There is no file {0}.', target);
    found.push({ agent: 'all', problem: { span: { start, end }, severity: 'warning', rule: 'broken-link', message } });
  }
  for (const { id, imports } of text.includes('@') ? Object.values(agents) : []) {
    if (!imports?.areIn(file.path)) continue;
    for (const { start, end, name } of imports.of(text)) {
      if (!isMeant(name) || (await isThere(tree, file.path, name, false))) continue;
      const message: Saying = (say) => say('There is no file {0} to import.', name);
      found.push({ agent: id, problem: { span: { start, end }, severity: 'warning', rule: 'broken-import', message } });
    }
  }
  return found;
}

interface Link {
  readonly start: number;
  readonly end: number;
  readonly target: string;
}

/**
 * Finds each `[text](target)` outside of code whose target is the path of a file, and not an address, a place in a
 * template or an example.
 */
function* linksIn(text: string): Generator<Link> {
  if (!text.includes('](')) return;
  const isCode = inSpans([...markdownCode(text), ...comments(text)].sort((a, b) => a.start - b.start));
  let count = 0;
  for (const { index, 0: all, 1: written = '' } of text.matchAll(
    /\]\(<?([^\s<>()]{1,1000})>?(?:[ \t]+"[^"\n]{0,500}")?\)/g,
  )) {
    if (isCode(index) || ++count > maxLinks) continue;
    const target = decoded(written.replace(/[#?].*$/s, ''));
    const start = index + all.indexOf(written);
    if (target !== undefined && isPath(target)) yield { start, end: start + written.length, target };
  }
}

/** Finds HTML comments, in which links are not visible. */
function comments(text: string): CodeSpan[] {
  const found: CodeSpan[] = [];
  for (let start = text.indexOf('<!--'); start >= 0; start = text.indexOf('<!--', start)) {
    const end = text.indexOf('-->', start + 4);
    if (end < 0) break;
    found.push({ start, end: end + 3 });
    start = end + 3;
  }
  return found;
}

const isPath = (target: string): boolean =>
  /\.[a-z][a-z0-9]{0,9}$/i.test(target) &&
  /^[^/\\~]/.test(target) &&
  !/^[a-z][a-z0-9+.-]*:|[{}<>$*|`]|\.\.\.|path\/to\/|node_modules/i.test(target);

function decoded(target: string): string | undefined {
  try {
    return decodeURIComponent(target);
  } catch {
    return undefined;
  }
}

/** Whether a target exists, as seen from the file, from a folder above it, or from the root, where agents work. */
async function isThere(tree: ContextTree, path: string, target: string, fromAbove = true): Promise<boolean> {
  const { folder } = split(path);
  const isFromAbove = fromAbove && !target.startsWith('../'); // A path that leads up is meant as seen from the file.
  for (const at of isFromAbove ? foldersTo(folder).toReversed() : [folder]) {
    const full = normalized(joined(at, target));
    // A target outside of the root is not looked at.
    if (full === undefined || full === '') return true;
    const { folder: place, name } = split(full);
    if ((await tree.has(place, name)) || (await leadsOut(tree, place)) || (await isInSubmodule(tree, full)))
      return true;
  }
  return false;
}

/** Whether a folder is behind a link that leads out. */
async function leadsOut(tree: ContextTree, folder: string): Promise<boolean> {
  for (const at of foldersTo(folder)) {
    const { folder: above, name } = split(at);
    if (at !== '' && (await tree.has(above, name)) && (await tree.kind(at)) === undefined) return true;
  }
  return false;
}

/** Whether a path is in a submodule that was not fetched, so that nothing is known of its files. */
async function isInSubmodule(tree: ContextTree, path: string): Promise<boolean> {
  const read = await tree.read('.gitmodules');
  const all = isFile(read) ? submodulesIn(read) : new Set<string>();
  const folder = all.size === 0 ? undefined : foldersTo(split(path).folder).find((each) => all.has(each));
  return folder !== undefined && (await tree.list(folder)).size === 0;
}

/** Largest number of UTF-16 code units of `.gitmodules` that are read. Thousands of submodules need fewer. */
const maxModulesLength = 1_000_000;

const submodulesIn = ofFile((file): ReadonlySet<string> => {
  const found = new Set<string>();
  // Two steps, as a single expression takes time by the cube of the length of a line of blanks.
  for (const [, written = ''] of lossyText(file)
    .slice(0, maxModulesLength)
    .matchAll(/^[ \t]*path[ \t]*=(.*)$/gm)) {
    const path = written
      .trim()
      .replace(/^"/, '')
      .replace(/\/?"?$/, '');
    if (path !== '') found.add(path);
  }
  return found;
});

/** Returns a path without `.` and `..`; `undefined` where it leads outside. */
function normalized(path: string): string | undefined {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return undefined;
    } else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

/** Whether a name is meant as an import: `@types/node` is a package, and files with `.local.` belong to one person. */
const isMeant = (name: string): boolean =>
  /\.(?:md|mdc|mdx|txt|json|ya?ml|toml)$/i.test(name) &&
  /^[^~/]/.test(name) &&
  !/\.local\.|[{}<>$*|`:]|\.\.\.|path\/to\//i.test(name);
