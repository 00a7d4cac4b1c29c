import { formatDay } from '../../base/day';
import { inCell } from '../../base/markdown';
import { formatCount, formatUsd } from '../../base/numbers';
import type { Say } from '../../base/say';
import type { Spending, SpendingSum } from '../../chat/ledgerEntry';
import type { Report } from './reportSubjects';

/** The most rows of one table. No one reads more. */
const maxRows = 60;

/** Reports what the answers of this machine cost, by day, model and provider. `today`: the date where the user is. */
export function spendingReport(spending: Spending, today: string, say: Say): Report {
  const title = say('Spending');
  const { all, byDay, byModel, byProvider } = spending;
  const newestFirst = [...byDay].sort(([one], [other]) => other.localeCompare(one, 'en'));
  const parts = [
    `# ${title}`,
    all.answers === 0
      ? say('No answer was recorded yet.')
      : table(
          '',
          [
            [say('Today'), spending.of(today)],
            [say('This month'), spending.of(today.slice(0, '2026-11'.length))],
            [say('Recorded in all'), all],
          ],
          say,
        ),
    ...section(
      say('By day'),
      say('Day'),
      newestFirst.map(([day, sum]) => [formatDay(day), sum] as const),
      say,
    ),
    ...section(say('By model'), say('Model'), dearestFirst(byModel), say),
    ...section(say('By provider'), say('Provider'), dearestFirst(byProvider), say),
    say(
      'Costs are worked out from the prices of the catalog, or those that a provider lists itself, on the day of the answer, and are no bill. It is recorded on this machine only, without a word of what was asked or answered.',
    ),
  ];
  return { title, markdown: `${parts.join('\n\n')}\n`, files: new Set(), of: ['spending:/all'] };
}

type Row = readonly [name: string, sum: SpendingSum];

const dearestFirst = (sums: ReadonlyMap<string, SpendingSum>): Row[] =>
  [...sums].sort(([, one], [, other]) => other.usd - one.usd || other.answers - one.answers);

function section(heading: string, first: string, rows: readonly Row[], say: Say): string[] {
  if (rows.length === 0) return [];
  const left = rows.length - maxRows;
  return [
    `## ${heading}`,
    table(first, rows.slice(0, maxRows), say),
    ...(left > 0 ? [say('And {0} more.', formatCount(left))] : []),
  ];
}

const table = (first: string, rows: readonly Row[], say: Say): string =>
  [
    `| ${first} | ${say('Answers')} | ${say('Tokens in')} | ${say('Tokens out')} | ${say('Cost')} |`,
    '|---|--:|--:|--:|--:|',
    ...rows.map(
      ([name, { answers, inputTokens, outputTokens, usd, unknown }]) =>
        `| ${inCell(name)} | ${formatCount(answers)} | ${formatCount(inputTokens)} | ${formatCount(outputTokens)} | ${costText(usd, unknown, say)} |`,
    ),
  ].join('\n');

function costText(usd: number, unknown: number, say: Say): string {
  if (unknown === 0) return formatUsd(usd);
  if (usd === 0) return say('unknown');
  return say('at least {0} ({1} of unknown cost)', formatUsd(usd), formatCount(unknown));
}
