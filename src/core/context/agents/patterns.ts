import { StepBudget } from '../../files/globProgram';
import { parseVsCodeGlob } from '../../files/vsCodeGlob';

/** Maximum number of patterns of one list, and of steps of all of them on one path. A list with more was written to be slow. */
const mostPatterns = 1_000;
const mostSteps = 1_000_000;

/** Largest number of patterns that are remembered, as those of a folder are needed again after each edit. */
const mostRemembered = 5_000;
const remembered = new Map<string, ReturnType<typeof parseVsCodeGlob>>();

function parsed(pattern: string): ReturnType<typeof parseVsCodeGlob> {
  if (remembered.has(pattern)) return remembered.get(pattern);
  if (remembered.size >= mostRemembered) remembered.clear();
  const glob = parseVsCodeGlob(pattern.replace(/^\.?\//, ''));
  remembered.set(pattern, glob);
  return glob;
}

/** Whether a path fits one of the patterns, relative to the same folder. A pattern that is too long fits nothing. */
export function fits(patterns: readonly string[], path: string): boolean {
  const codes = Uint16Array.from({ length: path.length }, (_, at) => path.charCodeAt(at));
  const budget = new StepBudget(mostSteps);
  return patterns
    .slice(0, mostPatterns)
    .some((pattern) => !budget.isSpent && (parsed(pattern)?.matches(codes, 0, budget) ?? false));
}
