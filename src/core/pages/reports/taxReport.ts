import type { Catalog } from '../../catalog/catalog';
import type { Model } from '../../catalog/catalogTable';
import type { EncodingName } from '../../catalog/encodingName';
import { codeSpan, escapeMarkdown } from '../../base/markdown';
import { formatCount } from '../../base/numbers';
import type { Say } from '../../base/say';
import type { TaxedText } from '../../tokens/counting/languageTax';

/** A text with the name of its column. */
export interface NamedText extends TaxedText {
  readonly name: string;
}

/**
 * Reports the tokens of texts in all encodings, in Markdown. `name`: the source of the texts, in Markdown. One text is
 * compared with the encoding that has the fewest tokens; several texts are compared with the first of them.
 */
export function taxReport(name: string, texts: readonly NamedText[], catalog: Catalog, say: Say): string {
  const [first, ...others] = texts;
  if (!first) return '';
  const rows = first.encodings.map(({ encoding }, at) => {
    const cells = others.length === 0 ? alone(first, at) : beside(texts, at);
    return `| ${[codeSpan(encoding), ...cells, ...modelsOf(encoding, catalog, say)].join(' | ')} |`;
  });
  const columns =
    others.length === 0
      ? [say('Tokens'), say('Against the fewest'), say('Characters a token')]
      : texts.map((text) => escapeMarkdown(text.name));
  return [
    `# ${say('All encodings of {0}', name)}`,
    others.length === 0
      ? say(
          '{0}: {1} characters. Each count is exact for its encoding.',
          escapeMarkdown(first.name),
          formatCount(first.characters),
        )
      : say(
          'Each count is exact for its encoding. The multiple is to the first text: of one text in several languages it says what a language costs.',
        ),
    [
      `| ${[say('Encoding'), ...columns, say('Exact for'), say('Estimates for')].join(' | ')} |`,
      `|---|${columns.map(() => '--:|').join('')}---|---|`,
      ...(others.length === 0
        ? []
        : [
            `| ${[say('Characters'), ...texts.map(({ characters }) => formatCount(characters)), '', ''].join(' | ')} |`,
          ]),
      ...rows,
    ].join('\n'),
    say('Estimates are for models whose tokenizer is not public: the count in the encoding is multiplied by a factor.'),
    ...(others.length > 0
      ? []
      : [
          say('To compare languages, select the same text in each of them, one selection a language, and count again.'),
        ]),
  ]
    .join('\n\n')
    .concat('\n');
}

function alone({ characters, encodings }: TaxedText, at: number): string[] {
  const fewest = Math.min(...encodings.map(({ tokens }) => tokens));
  const { tokens } = encodings[at]!;
  const [times, each] =
    tokens === 0 ? ['', ''] : [`×${(tokens / fewest).toFixed(2)}`, (characters / tokens).toFixed(1)];
  return [formatCount(tokens), times, each];
}

const beside = (texts: readonly TaxedText[], at: number): string[] =>
  texts.map(({ encodings }, column) => {
    const { tokens, ratio } = encodings[at]!;
    return column === 0 || ratio === null ? formatCount(tokens) : `${formatCount(tokens)} (×${ratio.toFixed(2)})`;
  });

/** Number of models that are named for each encoding. */
const mostNamed = 2;

/**
 * Names models that use an encoding: the exact ones, current models first, and of the estimated ones one per family.
 */
function modelsOf(encoding: EncodingName, catalog: Catalog, say: Say): [exact: string, estimated: string] {
  const isCounted = (model: Model, isEstimate: boolean): boolean => {
    const tokenizer = catalog.tokenizerOf(model);
    return tokenizer.encoding === encoding && (tokenizer.estimate !== undefined) === isEstimate;
  };
  const exact = catalog.models.filter((model) => isCounted(model, false));
  const current = exact.filter(({ status }) => status === 'current');
  return [
    named([...current, ...exact.filter((model) => !current.includes(model))], say),
    named(
      catalog.representatives.filter((model) => isCounted(model, true)),
      say,
    ),
  ];
}

function named(models: readonly Model[], say: Say): string {
  const names = models.slice(0, mostNamed).map(({ name }) => escapeMarkdown(name));
  const rest = models.length - names.length;
  return [...names, ...(rest > 0 ? [say('{0} more', formatCount(rest))] : [])].join(', ');
}
