import { literalPattern } from '../../../base/searchPattern';
import {
  brackets,
  codeMode,
  enter,
  escapes,
  hole,
  leave,
  lineComment,
  noWord,
  skip,
  string,
  stringMode,
  swap,
} from './syntax';
import type { Mode, Rule } from './syntax';

const quotes = ['"""', "'''", '"', "'"];

const pythonBrackets = ['[([{]', '[)\\]}]'] as const;

/** A string that is a statement of its own is documentation. */
const docstring = (quote: string): Rule[] => {
  const documentation = {
    where: 'statement',
    step: enter(stringMode(quote, { manyLines: quote.length > 1, kind: 'comment' })),
  } as const;
  return [
    { mark: `^[ \\t]*[rRuU]?${quote}`, ...documentation },
    { mark: quote, after: '^[ \\t]*(?:async[ \\t]+)?(?:def|class)[ \\t][^]{0,300}:[ \\t]*[rRuU]?', ...documentation },
  ];
};

/** The format behind the colon in `{value:>8}`: it is not code, and a quote in it opens nothing. */
const format: Mode = {
  kind: 'string',
  rules: () => [formatHole, { mark: '\\}', step: leave }],
};
const formatHole: Rule = hole(
  '\\{',
  () => [...literals(), { mark: ':(?!=)', where: 'outsideBrackets', step: swap(format) }],
  pythonBrackets,
);

const formatted = (quote: string): Rule =>
  string(quote, {
    after: `${noWord}(?:[fFtT][rR]?|[rR][fFtT])`,
    manyLines: quote.length > 1,
    escaped: [
      { mark: '\\\\N\\{[^{}]{0,100}\\}', step: skip },
      { mark: '\\\\(?=[{}])', step: skip },
      ...escapes,
      { mark: '\\{\\{', step: skip },
    ],
    holes: () => [formatHole],
  });

const literals = (): readonly Rule[] => [
  lineComment('#'),
  ...quotes.map(formatted),
  ...quotes.map((quote) => string(literalPattern(quote), { manyLines: quote.length > 1 })),
];

const python = codeMode(
  () => [
    // A bracket left open while the user types must not turn all docstrings that follow into arguments.
    { mark: '^(?:def|class|async def|import|from|@)(?![\\p{L}\\p{N}_])', step: { do: 'forgetBrackets' } },
    ...quotes.flatMap(docstring),
    ...literals(),
    ...brackets(...pythonBrackets),
  ],
  { carries: 'continuation' },
);

export const pythonGrammars = { python } as const;
