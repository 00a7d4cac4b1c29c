import type { Cell } from '../results';
import { shortened } from '../../base/summaryMarkdown';
import { columnsOf, opinionsOf, uncheckedOf, varsText, whyNot } from './cellText';
import { sumsOf } from './sums';

// JUnit's XML, as CI reads it: a suite for each prompt at a provider, a case for each answer.

export function junitOf(cells: readonly Cell[], suite: string): string {
  const suites = columnsOf(cells).map((answers) => {
    const { prompt = '', provider = '' } = answers[0] ?? {};
    const head = attributes(`${prompt} | ${provider}`, answers);
    return `  <testsuite${head}>\n${answers.map(testCase).join('')}  </testsuite>\n`;
  });
  const all = `<testsuites${attributes(suite, cells)}>\n${suites.join('')}</testsuites>`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n${all}\n`;
}

function attributes(name: string, cells: readonly Cell[]): string {
  const { failed, errors, skipped } = sumsOf(cells);
  const time = cells.reduce((sum, { latencyMs }) => sum + (latencyMs ?? 0), 0);
  const counts = ` tests="${cells.length}" failures="${failed}" errors="${errors}" skipped="${skipped}"`;
  return ` name="${escaped(shortened(name, 500))}"${counts} time="${seconds(time)}"`;
}

const seconds = (ms: number): string => (ms / 1_000).toFixed(3);

function testCase(cell: Cell): string {
  const values = shortened(varsText(cell).replace(/\s+/g, ' '), 200);
  const repeat = cell.repeat === 0 ? '' : ` (repeat ${cell.repeat + 1})`;
  const name = `${cell.test + 1}${values === '' ? '' : `: ${values}`}${repeat}`;
  const head = `    <testcase name="${escaped(name)}" classname="${escaped(cell.provider)}" time="${seconds(cell.latencyMs ?? 0)}"`;
  const inner = `${outcome(cell)}${beside(cell)}`;
  return inner === '' ? `${head}/>\n` : `${head}>\n      ${inner}\n    </testcase>\n`;
}

function outcome(cell: Cell): string {
  const { error, pass, score, checks, output } = cell;
  if (error) return `<error type="${escaped(error.code)}" message="${escaped(shortened(error.message, 500))}"/>`;
  if (pass === null) {
    const why = checks.map(({ skipped }) => skipped ?? '').join(' ');
    return `<skipped message="${escaped(shortened(why, 500))}"/>`;
  }
  if (pass) return '';
  const why = whyNot(cell) || `The score is ${score ?? 0}, which is below the threshold.`;
  const [first = ''] = why.split('\n');
  return `<failure message="${escaped(shortened(first, 500))}">${escaped(`${why}\n\nThe answer:\n${output}`)}</failure>`;
}

/** Writes checks that were not made, as an answer may pass by its other checks, and the opinions of models. */
function beside(cell: Cell): string {
  const unchecked = cell.pass === null ? [] : uncheckedOf(cell);
  const opinions = opinionsOf(cell).map(({ type, reason }) => `${type}: ${reason}`);
  const lines = [
    ...(unchecked.length > 0 ? [`Not checked:\n${shortened(unchecked.join('\n'), 2_000)}`] : []),
    ...(opinions.length > 0 ? [`Opinions:\n${shortened(opinions.join('\n'), 4_000)}`] : []),
  ];
  return lines.length === 0 ? '' : `<system-out>${escaped(lines.join('\n'))}</system-out>`;
}

/** Characters that XML 1.0 cannot hold, or that let text run backwards, become U+FFFD. */
const unholdable = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]|\p{Bidi_Control}/gu;
const marks: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
};

const escaped = (text: string): string =>
  text.replace(unholdable, '\uFFFD').replace(/[&<>"\r]/g, (char) => marks[char] ?? char);
