import { codeBlock, codeSpan, escapeMarkdown, inCell } from '../../base/markdown';
import { formatCount, formatUsd } from '../../base/numbers';
import type { Say } from '../../base/say';
import type { Served } from '../../catalog/live/served';
import { dialectNames } from '../../chat/dialects/dialects';
import { partName } from '../../chat/discovery/probeWords';
import type { ProbeFinding, ProbeResult } from '../../chat/discovery/runProbe';
import type { ErrorView, Outcome } from '../../chat/messages/errors';
import type { Endpoint } from '../../chat/messages/chatTypes';
import type { Report } from './reportSubjects';

/** The result of a test of a connection. */
export interface ConnectionTest {
  readonly endpoint: Endpoint;
  readonly model: string;
  /** How many models the list has, and whether the model is one of them. Left out if the list was not requested. */
  readonly list?: Outcome<{ readonly count: number; readonly hasModel: boolean }>;
  readonly found: readonly ProbeResult[];
  /** US dollars if the price is known, else `unknown`. Left out if the provider charges nothing. */
  readonly cost?: number | 'unknown';
  /** How the server runs the model, where it says so. */
  readonly served?: Served;
}

type Row = readonly [name: string, result: string, details: string];

/** Makes a report of what works, what does not (in the provider's own words), and what to do next. */
export function connectionReport(test: ConnectionTest, say: Say): Report {
  const { endpoint, model, list, found, cost, served } = test;
  const title = say('Connection to {0}', endpoint.name);
  const rows: Row[] = [...(list ? [listRow(list, model, say)] : []), ...found.flatMap((each) => rowsOf(each, say))];
  const steps = [list, ...found.map(({ outcome }) => outcome)].flatMap((outcome) => stepOf(outcome));
  const markdown = [
    `# ${escapeMarkdown(title)}`,
    `${codeSpan(model)} · ${escapeMarkdown(endpoint.baseUrl)} · ${dialectNames[endpoint.dialect]}`,
    [
      `| | ${say('Result')} | ${say('Details')} |`,
      '|---|---|---|',
      ...rows.map((cells) => `| ${cells.map(inCell).join(' | ')} |`),
    ].join('\n'),
    ...(steps.length === 0 ? [] : [`## ${say('What to do next')}`, ...new Set(steps.map(escapeMarkdown))]),
    ...(found.length === 0 ? [] : [costLine(cost, say)]),
    ...(served ? servedLines(served, endpoint.name, say) : []),
    ...(found.some(({ outcome }) => outcome.status === 'done' && outcome.value.state === 'ignored')
      ? [say('A model does not always do what it can, so “no effect” once is not proof.')]
      : []),
  ].join('\n\n');
  const of = [`provider:/${encodeURIComponent(endpoint.id)}`];
  return { title, markdown: `${markdown}\n`, files: new Set(), of };
}

const costLine = (cost: ConnectionTest['cost'], say: Say): string => {
  if (cost === undefined) return say('This test cost nothing.');
  return cost === 'unknown' ? say('What this test cost is unknown.') : say('This test cost {0}.', formatUsd(cost));
};

/** Writes what the server says about the model. Anyone may have written the template. */
function servedLines({ isLoaded, context, trained, template }: Served, name: string, say: Say): string[] {
  const tokens = (count: number | undefined): string =>
    count === undefined ? say('not said') : say('{0} tokens', formatCount(count));
  return [
    `## ${say('What {0} says of the model', escapeMarkdown(name))}`,
    [
      `- ${say('In memory')}: ${isLoaded ? say('yes') : say('no')}`,
      `- ${say('Context')}: ${tokens(context)}`,
      `- ${say('Trained for')}: ${tokens(trained)}`,
    ].join('\n'),
    ...(template === undefined ? [] : [`${say('Its chat template')}:`, codeBlock(template)]),
  ];
}

function listRow(list: NonNullable<ConnectionTest['list']>, model: string, say: Say): Row {
  const name = partName('models', say);
  if (list.status !== 'done') return [name, ...notFound(list, say)];
  const { count, hasModel } = list.value;
  const missing = hasModel ? '' : ` ${say('{0} is not one of them.', model)}`;
  return [name, works(say), `${say('{0} models.', formatCount(count))}${missing}`];
}

function rowsOf({ probe, outcome }: ProbeResult, say: Say): Row[] {
  if (outcome.status !== 'done') return [[partName(probe, say), ...notFound(outcome, say)]];
  const { value } = outcome;
  if (probe !== 'answer') return [[partName(probe, say), ...findingWords(value, say)]];
  const { usage, firstTokenMs } = value;
  return [
    [
      say('Streaming'),
      works(say),
      firstTokenMs === undefined ? '' : say('First token after {0} ms.', formatCount(firstTokenMs)),
    ],
    usage
      ? [
          say('Usage'),
          works(say),
          say('{0} tokens in, {1} out.', formatCount(usage.inputTokens), formatCount(usage.outputTokens)),
        ]
      : [say('Usage'), say('not reported'), say('Tokens and cost of its answers are counted locally.')],
  ];
}

const works = (say: Say): string => `✓ ${say('works')}`;

function findingWords(finding: ProbeFinding, say: Say): [string, string] {
  switch (finding.state) {
    case 'works':
      return [works(say), ''];
    case 'ignored':
      return [say('no effect'), say('The request was accepted, but the answer shows nothing of it.')];
    case 'no-field':
      return [say('not in this API'), say('Nothing was sent.')];
    case 'refused':
      return [`✗ ${say('refused')}`, finding.words];
  }
}

const notFound = (outcome: Exclude<Outcome<unknown>, { status: 'done' }>, say: Say): [string, string] =>
  outcome.status === 'stopped' ? [say('stopped'), ''] : [`✗ ${say('failed')}`, outcome.error.message];

const stepOf = (outcome: Outcome<unknown> | undefined): string[] =>
  outcome?.status === 'failed' ? [(outcome.error satisfies ErrorView).advice] : [];
