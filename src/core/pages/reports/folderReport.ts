import type { Catalog } from '../../catalog/catalog';
import { codeSpan, escapeName, linkedName } from '../../base/markdown';
import { formatBytes, formatCount } from '../../base/numbers';
import { modelLink } from '../familyPlaces';
import { modelCount } from '../../tokens/counting/modelCount';
import type { Say } from '../../base/say';
import { countNotes } from '../../tokens/counting/describeCount';
import { figuresOf } from '../../tokens/folder/result';
import type { FolderResult } from '../../tokens/folder/result';
import { skipReasons } from '../../files/skipped';
import type { SkippedGroup } from '../../files/skipped';
import { sortNodes } from '../../tokens/folder/folderTree';
import type { SortOrder } from '../../tokens/folder/folderTree';
import { nodesOf, totalOf } from '../../tokens/folder/folderTree';
import type { CountNode, FileCount, FolderTotals } from '../../tokens/folder/folderTree';

/** The most rows of a table. The Markdown preview gets slow with thousands. The rest is summed in one row. */
const maxRows = 300;

/** Returns the address of a counted or left-out entry by its path; `undefined` if the address is not known. */
type AddressOf = (path: string) => string | undefined;

/** Returns the Markdown report: totals, folders, files, and what was left out and why. */
export function folderReport(
  result: FolderResult,
  catalog: Catalog,
  order: SortOrder,
  say: Say,
  addressOf: AddressOf = () => undefined,
): string {
  const total = totalOf(result.roots);
  const nodes = [...nodesOf(result.roots)];
  const folders = nodes.filter((node) => node.kind === 'folder');
  const files = nodes.filter((node) => node.kind === 'file');
  const pathOrder = order === 'name' ? 'path' : order;
  return [
    `# Tokens of ${escapeName(result.title)}`,
    `Model: ${modelLink(result.model)} (${codeSpan(result.model.id)})`,
    totalsTable(total, result, say),
    ...countNotes(modelCount(result.tokenizer, total), result.model, catalog, result.usable, say),
    say('Saved files are counted, without unsaved changes.'),
    ...unreadNotes(files, result, addressOf, say),
    ...section('Folders', sortNodes(folders, pathOrder), total, result, addressOf, say),
    ...section('Files', sortNodes(files, pathOrder), total, result, addressOf, say),
    ...skippedSection(result, addressOf),
  ]
    .join('\n\n')
    .concat('\n');
}

function totalsTable(total: FolderTotals, result: FolderResult, say: Say): string {
  const { tokens, fit, cost } = figuresOf(total, total, result, say);
  return [
    '| | Total |',
    '|---|--:|',
    `| Tokens | ${tokens} |`,
    `| Of the usable input | ${fit} |`,
    `| Cost as input | ${cost} |`,
    `| Files | ${formatCount(total.files)} |`,
    `| Size | ${formatBytes(total.bytes)} |`,
  ].join('\n');
}

function section(
  title: string,
  nodes: readonly CountNode[],
  total: FolderTotals,
  result: FolderResult,
  addressOf: AddressOf,
  say: Say,
): string[] {
  if (nodes.length === 0) return [];
  const table = [
    `| ${title.slice(0, -1)} | Tokens | Share | Of the usable input | Cost |`,
    '|---|--:|--:|--:|--:|',
    ...nodes
      .slice(0, maxRows)
      .map((node) => row(linkedName(node.path, addressOf(node.path)), node, total, result, say)),
  ];
  const rest = nodes.slice(maxRows);
  // A folder's sum includes those of the folders in it, so a sum of the remaining rows would mean nothing.
  if (rest.length > 0 && title === 'Files')
    table.push(row(`${formatCount(rest.length)} more`, totalOf(rest), total, result, say));
  if (rest.length > 0 && title === 'Folders') table.push(`| ${formatCount(rest.length)} more | | | | |`);
  return [`## ${title}`, table.join('\n')];
}

function row(
  name: string,
  counted: CountNode | FolderTotals,
  total: FolderTotals,
  result: FolderResult,
  say: Say,
): string {
  const { tokens, share, fit, cost } = figuresOf(counted, total, result, say);
  return `| ${name} | ${tokens} | ${share} | ${fit} | ${cost} |`;
}

/** Names the files and rules that could not be read as they were meant. */
function unreadNotes(
  files: readonly FileCount[],
  { unreadRules: { tooLarge, longLines, globs } }: FolderResult,
  addressOf: AddressOf,
  say: Say,
): string[] {
  const undecodable = files.filter(({ inexact }) => inexact === 'undecodable').map(({ path }) => path);
  const note = (names: readonly string[], words: (list: string) => string, address = addressOf): string[] =>
    names.length === 0 ? [] : [words(listed(names, address))];
  return [
    ...note(undecodable, (list) =>
      say('Files with bytes that are not valid in their encoding: {0}. Save them as UTF-8 for a correct count.', list),
    ),
    ...note(tooLarge, (list) => say('Ignore files over 1 MB, which were not applied: {0}.', list)),
    ...note(longLines, (list) =>
      say('Ignore files with lines over 4,096 bytes. These lines were not applied: {0}.', list),
    ),
    ...note(
      globs.map(startOf),
      (list) =>
        say(
          'Patterns in files.exclude over 2,000 characters or with braces nested more than 20 deep, which were not applied: {0}.',
          list,
        ),
      () => undefined,
    ),
  ];
}

/** Returns the beginning of a long glob, which is enough to recognize it. */
const startOf = (glob: string): string => (glob.length > 40 ? `${glob.slice(0, 40)}…` : glob);

/** Lists the first ten names, and how many more there are. */
const listed = (names: readonly string[], addressOf: AddressOf): string =>
  names
    .slice(0, 10)
    .map((name) => linkedName(name, addressOf(name)))
    .join(', ') + (names.length > 10 ? ` and ${formatCount(names.length - 10)} more` : '');

function skippedSection({ skipped, maxFileBytes }: FolderResult, addressOf: AddressOf): string[] {
  if (skipped.length === 0) return [];
  return ['## Left out', ...skipped.map((group) => skippedItem(group, maxFileBytes, addressOf))];
}

function skippedItem({ reason, count, examples }: SkippedGroup, maxFileBytes: number, addressOf: AddressOf): string {
  const limit = reason === 'tooLarge' ? ` (${formatBytes(maxFileBytes)} a file)` : '';
  const lines = examples.map(
    ({ path, detail }) =>
      `- ${linkedName(path, addressOf(path))}${detail === undefined ? '' : `: ${escapeName(detail)}`}`,
  );
  if (count > examples.length) lines.push(`- and ${formatCount(count - examples.length)} more`);
  return `**${skipReasons[reason]}${limit}**: ${formatCount(count)} ${count === 1 ? 'entry' : 'entries'}\n\n${lines.join('\n')}`;
}
