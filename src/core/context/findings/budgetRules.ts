import { formatCount } from '../../base/numbers';
import type { Saying } from '../../base/say';
import type { EncodingName } from '../../catalog/encodingName';
import { isAll, isFile } from '../tree/treePlace';
import { FolderConfigs, configLimits } from '../budgets/folderConfigs';
import { maxLimits, readTokenLimits } from '../budgets/tokenLimits';
import type { Limit, LimitOf } from '../budgets/tokenLimits';
import { limitsFileName } from '../checkedFiles';
import type { FileProblem } from '../contextReport';
import { foldersTo, joined, split } from '../tree/treePaths';
import type { ContextTree } from '../tree/contextTree';
import { restOfLine, shownText } from './placedFields';
import type { CountInEncoding } from './skillRules';

export interface Budget extends Limit {
  readonly encoding: EncodingName;
  /** The file that sets the budget. */
  readonly from: string;
}

/**
 * Finds files with more tokens than a budget allows them, and files of limits that cannot be read.
 * @param only the one file whose budget is checked.
 */
export async function budgetProblems(
  tree: ContextTree,
  configs: FolderConfigs,
  count: CountInEncoding,
  only?: string,
): Promise<FileProblem[]> {
  const { limits, problems } = await limitsIn(tree);
  for (const file of configs.unread) problems.push(await unreadConfig(tree, file));
  const files = only === undefined ? [...(await tree.files())] : [only];
  if (limits.size === 0 && !configs.hasBudgets) return problems;
  const over = await Promise.all(
    files.flatMap((file) => budgetsOf(file, limits, configs).map((budget) => overBudget(tree, file, budget, count))),
  );
  return [...problems, ...over.filter((each) => each !== undefined)];
}

/** Returns the budgets of one file, by `.token-limits.json` and `ai-field-guide.yml`. */
export async function budgetsOfFile(tree: ContextTree, file: string): Promise<Budget[]> {
  const [{ limits }, configs] = await Promise.all([limitsIn(tree), FolderConfigs.of(tree)]);
  return budgetsOf(file, limits, configs);
}

async function limitsIn(tree: ContextTree) {
  const limits = new Map<string, LimitOf>();
  const problems: FileProblem[] = [];
  for (const file of await tree.filesCalled(limitsFileName)) {
    const read = await tree.read(file);
    if (!isFile(read)) continue;
    const text = shownText(read);
    const limitOf = readTokenLimits(text);
    const message: Saying = (say) =>
      say('This file has no limits: "defaults" is a map of up to {0} patterns and numbers of tokens.', maxLimits);
    if (limitOf) limits.set(split(file).folder, limitOf);
    else problems.push({ file, problem: { span: restOfLine(text), severity: 'error', rule: 'token-limits', message } });
  }
  return { limits, problems };
}

async function unreadConfig(tree: ContextTree, file: string): Promise<FileProblem> {
  const read = await tree.read(file);
  const message: Saying = (say) =>
    say(
      'Budgets and ignored paths of this file are not read: it has more than {0} lines or {1} characters, or too many signs of YAML.',
      formatCount(configLimits.lines),
      formatCount(configLimits.length),
    );
  const span = restOfLine(isFile(read) ? shownText(read) : '');
  return { file, problem: { span, severity: 'warning', rule: 'token-limits', message } };
}

/** Returns the budget of the nearest file of limits, and that of the nearest config. */
function budgetsOf(file: string, limits: ReadonlyMap<string, LimitOf>, configs: FolderConfigs): Budget[] {
  const found: Budget[] = [];
  const nearest = foldersTo(split(file).folder).findLast((folder) => limits.has(folder));
  if (nearest !== undefined) {
    const limit = limits.get(nearest)?.(nearest === '' ? file : file.slice(nearest.length + 1));
    if (limit) found.push({ ...limit, encoding: 'cl100k_base', from: joined(nearest, limitsFileName) });
  }
  const budget = configs.budgetOf(file);
  return budget ? [...found, { ...budget, encoding: 'o200k_base' }] : found;
}

async function overBudget(
  tree: ContextTree,
  file: string,
  { pattern, tokens: most, encoding, from }: Budget,
  count: CountInEncoding,
): Promise<FileProblem | undefined> {
  const read = await tree.read(file);
  // A token has at least one byte. Of a huge file, only the beginning was read and can be counted.
  if (!isFile(read) || read.size <= most) return undefined;
  const text = shownText(read);
  const tokens = await count(text, encoding);
  if (tokens <= most) return undefined;
  const message: Saying = (say) =>
    isAll(read)
      ? say('This file has {0} tokens. {1} allows {2} for {3}.', formatCount(tokens), from, formatCount(most), pattern)
      : say(
          'This file has more than {0} tokens. {1} allows {2} for {3}.',
          ...[formatCount(tokens), from, formatCount(most), pattern],
        );
  return { file, problem: { span: restOfLine(text), severity: 'warning', rule: 'over-budget', message } };
}
