import type { Tokenizer } from '../../catalog/table';
import { formatCount, formatShare } from '../../numbers';
import { modelCount } from '../count';
import { formatTokens } from '../describe';
import { candidateLines } from './heaviestLines';
import type { Waste, WasteShare } from './findWaste';
import type { WasteKind } from './kinds';

const kindNames: Readonly<Record<WasteKind, string>> = {
  base64: 'Base64',
  hex: 'Hexadecimal numbers and UUIDs',
  repeated: 'Blocks of three and more lines that stand earlier too',
  spaces: 'Runs of spaces and tabs, indentation included: what one space each would save',
  blankLines: 'Runs of blank lines: what a single one would save',
};

/** The section "Where the tokens go" of a report, in Markdown. */
export function wasteSection(waste: Waste, tokenizer: Tokenizer): string {
  return [
    '## Where the tokens go',
    ...heaviestTable(waste, tokenizer),
    waste.kinds.length === 0
      ? 'No base64, long hexadecimal numbers, repeated blocks or runs of blanks were found.'
      : kindsTable(waste, tokenizer),
    ...sampleNote(waste),
  ].join('\n\n');
}

function heaviestTable({ heaviest, candidatesOnly }: Waste, tokenizer: Tokenizer): string[] {
  if (heaviest.length === 0) return [];
  const rows = heaviest.map(({ line, tokens, approximate, share, start }) => {
    const count = formatTokens(modelCount(tokenizer, { tokens, approximate }));
    return `| ${formatCount(line + 1)} | ${count} | ${formatShare(share)} | ${codeSpan(start)} |`;
  });
  const note = candidatesOnly ? [`The heaviest of the ${candidateLines} longest lines, each counted by itself.`] : [];
  return [['| Line | Tokens | Share | Starts with |', '|--:|--:|--:|---|', ...rows].join('\n'), ...note];
}

function kindsTable({ kinds, sampled }: Waste, tokenizer: Tokenizer): string {
  const rows = kinds.map(({ kind, tokens, share, places, line }: WasteShare) => {
    const count = formatTokens(modelCount(tokenizer, { tokens, approximate: sampled !== undefined }));
    return `| ${kindNames[kind]} | ${count} | ${formatShare(share)} | ${formatCount(places)} | ${formatCount(line + 1)} |`;
  });
  return ['| What | Tokens | Share | Places | Longest in line |', '|---|--:|--:|--:|--:|', ...rows].join('\n');
}

function sampleNote({ kinds, sampled }: Waste): string[] {
  return [
    ...(sampled === undefined
      ? []
      : [`≈ The second table is from a sample: ${formatShare(sampled)} of the text, in blocks evenly spread over it.`]),
    ...(kinds.length > 1 ? ['The kinds overlap: base64 can stand in a repeated block.'] : []),
  ];
}

/** Text of a document inside a table: shown as it is, nothing in it is markup or a link. */
function codeSpan(text: string): string {
  const shown = text.replace(/[\p{Cc}\p{Cf}]/gu, ' ').replaceAll('|', '\\|');
  const fence = '`'.repeat(1 + Math.max(0, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length)));
  return `${fence} ${shown} ${fence}`;
}
