import type { Catalog } from '../../catalog/catalog';
import { escapeMarkdown } from '../../markdown';
import { formatCount } from '../../numbers';
import { modelCount } from '../count';
import { countNotes } from '../describe';
import { figuresOf, formatBytes, plural } from './result';
import type { FolderResult } from './result';
import { skipReasons } from './skipped';
import type { SkippedGroup } from './skipped';
import { sortNodes } from './sort';
import type { SortOrder } from './sort';
import { nodesOf, totalOf } from './tree';
import type { CountNode, FileCount, FolderCount, Totals } from './tree';

/** Rows a table has at most: the Markdown preview gets slow with thousands. The rest is summed in one row. */
const mostRows = 300;

/** The Markdown report: totals, folders, files, what was left out and why. */
export function folderReport(result: FolderResult, catalog: Catalog, order: SortOrder): string {
  const total = totalOf(result.roots);
  const folders: FolderCount[] = [];
  const files: FileCount[] = [];
  for (const node of nodesOf(result.roots)) {
    if (node.kind === 'folder') folders.push(node);
    else files.push(node);
  }
  const pathOrder = order === 'name' ? 'path' : order;
  return [
    `# Tokens of ${inCell(result.title)}`,
    `Model: **${escapeMarkdown(result.model.name)}** (${escapeMarkdown(result.model.id)})`,
    totalsTable(total, result),
    ...countNotes(modelCount(result.tokenizer, total), result.model, catalog),
    'Files as they are on disk; changes that are not saved are not counted.',
    ...undecodableNote(files),
    ...section('Folders', sortNodes(folders, pathOrder), total, result),
    ...section('Files', sortNodes(files, pathOrder), total, result),
    ...skippedSection(result),
  ]
    .join('\n\n')
    .concat('\n');
}

function totalsTable(total: Totals, result: FolderResult): string {
  const { tokens, context, cost } = figuresOf(total, total, result);
  return [
    '| | Total |',
    '|---|--:|',
    `| Tokens | ${tokens} |`,
    `| Share of the context window | ${context} |`,
    `| Cost as input | ${cost} |`,
    `| Files | ${formatCount(total.files)} |`,
    `| Size | ${formatBytes(total.bytes)} |`,
  ].join('\n');
}

function section(title: string, nodes: readonly CountNode[], total: Totals, result: FolderResult): string[] {
  if (nodes.length === 0) return [];
  const table = [
    `| ${title.slice(0, -1)} | Tokens | Share | Of the context window | Cost |`,
    '|---|--:|--:|--:|--:|',
    ...nodes.slice(0, mostRows).map((node) => row(inCell(node.path), node, total, result)),
  ];
  const rest = nodes.slice(mostRows);
  // A folder's sum holds those of the folders in it, so the sums of the remaining ones mean nothing together.
  if (rest.length > 0 && title === 'Files')
    table.push(row(`${formatCount(rest.length)} more`, totalOf(rest), total, result));
  if (rest.length > 0 && title === 'Folders') table.push(`| ${formatCount(rest.length)} more | | | | |`);
  return [`## ${title}`, table.join('\n')];
}

function row(name: string, counted: CountNode | Totals, total: Totals, result: FolderResult): string {
  const { tokens, share, context, cost } = figuresOf(counted, total, result);
  return `| ${name} | ${tokens} | ${share} | ${context} | ${cost} |`;
}

function undecodableNote(files: readonly FileCount[]): string[] {
  const names = files.filter(({ undecodable }) => undecodable).map(({ path }) => inCell(path));
  if (names.length === 0) return [];
  const listed =
    names.slice(0, 10).join(', ') + (names.length > 10 ? ` and ${formatCount(names.length - 10)} more` : '');
  return [
    `Not valid UTF-8, so counted with a replacement character (U+FFFD) for what could not be decoded: ${listed}. Save as UTF-8 for a true count.`,
  ];
}

function skippedSection({ skipped, maxFileBytes }: FolderResult): string[] {
  if (skipped.length === 0) return [];
  return ['## Left out', ...skipped.map((group) => skippedItem(group, maxFileBytes))];
}

function skippedItem({ reason, count, examples }: SkippedGroup, maxFileBytes: number): string {
  const limit = reason === 'tooLarge' ? ` (${formatBytes(maxFileBytes)} a file)` : '';
  const lines = examples.map(
    ({ path, detail }) => `- ${inCell(path)}${detail === undefined ? '' : `: ${inCell(detail)}`}`,
  );
  if (count > examples.length) lines.push(`- and ${formatCount(count - examples.length)} more`);
  return `**${skipReasons[reason]}${limit}**: ${plural(count, 'entry', 'entries')}\n\n${lines.join('\n')}`;
}

/** File names may hold anything but a slash, line breaks too. */
const inCell = (text: string): string => escapeMarkdown(text.replace(/\p{Cc}/gu, '\uFFFD'));
