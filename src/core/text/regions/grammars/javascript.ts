import { blockComment, codeMode, enter, escapes, hole, leave, lineComment, raw, string, swap } from './syntax';
import type { Mode, Rule } from './syntax';

const characterClass: Mode = {
  kind: 'string',
  endsWithLine: true,
  rules: () => [...escapes, { mark: '\\]', step: leave }],
};
const regularExpression: Mode = {
  kind: 'string',
  endsWithLine: true,
  rules: () => [...escapes, { mark: '\\[', step: enter(characterClass) }, { mark: '/[a-z]{0,8}', step: leave }],
};

/** A regular expression stands where a value can begin, and ends on its line. */
export const regularExpressionRule: Rule = { mark: '/', where: 'operand', step: enter(regularExpression) };

const comments: readonly Rule[] = [lineComment('//'), lineComment('^#!'), blockComment('/\\*', '\\*/')];
const value = { carries: 'value', hasHeads: true } as const;

function jsRules(more: () => readonly Rule[]): readonly Rule[] {
  const rules = (): readonly Rule[] => jsRules(more);
  return [
    ...comments,
    string('"'),
    string("'"),
    string('`', { manyLines: true, holes: () => [hole('\\$\\{', rules, ['\\{', '\\}'], value)] }),
    regularExpressionRule,
    ...more(),
  ];
}

const script = (): readonly Rule[] => jsRules(() => []);
const scriptWithElements = (): readonly Rule[] => jsRules(() => [elementRule]);

/** An expression in braces: in JSX, and in the templates of Svelte and Astro. */
export const bracedExpression: Rule = hole('\\{', scriptWithElements, ['\\{', '\\}'], value);

const attributes = [string('"', raw), string("'", raw)];

const closingTag: Mode = codeMode([{ mark: '>', step: leave }]);
const children: Mode = {
  kind: 'prose',
  rules: () => [
    bracedExpression,
    { mark: '</', step: swap(closingTag) },
    { mark: '<(?=[\\p{L}_$>])', step: enter(tag) },
  ],
};
const tag: Mode = codeMode(() => [
  ...comments,
  ...attributes,
  bracedExpression,
  { mark: '/>', step: leave },
  { mark: '>', step: swap(children) },
]);

/** Type parameters of an arrow function, which are no element: `<T,>(`, `<T extends U>(`, `<T>(`. */
const typeParameters = '(?:const )?[\\p{L}\\p{N}_$]{1,60}(?:,| extends\\b| =|>\\()';
const elementRule: Rule = {
  mark: `<(?=[\\p{L}_$>])(?!${typeParameters})`,
  after: '(?:^|[^<])',
  where: 'operand',
  step: enter(tag),
};

/** One tag of MDX: what follows it is Markdown again. */
export const mdxTag: Rule = {
  mark: '</?(?=[\\p{L}_$>])',
  step: enter(codeMode(() => [...attributes, bracedExpression, { mark: '>', step: leave }])),
};

const withElements = codeMode(scriptWithElements, value);

export const javascriptGrammars = {
  javascript: withElements,
  javascriptreact: withElements,
  typescript: codeMode(script, value),
  typescriptreact: withElements,
} as const;
