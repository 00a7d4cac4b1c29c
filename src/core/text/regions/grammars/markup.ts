import { blockComment, codeMode, enter, leave, raw, skip, string, swap } from './syntax';
import type { Mark, Mode, RegionKind, Rule } from './syntax';
import { bracedExpression } from './javascript';
import { phpCode, phpInTags } from './scripts';

const comment = blockComment('<!--', '-->');
const attributes = [string('"', raw), string("'", raw)];

/** The inside of `<script>`, `<style>` and of elements whose text is code, whatever it holds, up to the closing tag. */
const embedded: Mode = { kind: 'code', rules: () => [], stop: (name) => `</${nameOf(name)}(?=[\\s/>])` };
const nameOf = (data: string): string => data.split(' ')[0] ?? '';

const languagesOfTags: Readonly<Record<string, string>> = { script: 'javascript', style: 'css', i18n: 'json' };
const languagesOfTypes: readonly (readonly [RegExp, string])[] = [
  [/json|importmap/, 'json'],
  [/template|html/, 'html'],
  [/typescript/, 'typescript'],
  [/python|^py$/, 'python'],
  [/javascript|module|ecmascript/, 'javascript'],
];

/** Returns the language inside a tag. The data is `script` or `script ts`: the tag and its `lang` or `type`. */
function languageInside({ data }: Mark): string {
  const [tag = '', name] = data.split(' ');
  const byTag = languagesOfTags[tag] ?? '';
  if (name === undefined) return byTag;
  return (
    languagesOfTypes.find(([pattern]) => pattern.test(name))?.[1] ?? name.replace(/^(?:text|application)\/(?:x-)?/, '')
  );
}

/** A tag whose content is another language. Its data becomes the data of the content. */
const embeddingTag: Mode = codeMode(
  () => [
    {
      after: '\\s',
      mark: '(?:lang|type)\\s{0,9}=\\s{0,9}["\']?([\\w/+.-]{1,60})["\']?',
      step: swap(embeddingTag, { data: ({ data, groups }) => `${nameOf(data)} ${groups[0]!.toLowerCase()}` }),
    },
    ...attributes,
    { mark: '/>', step: leave },
    { mark: '>', step: swap(embedded, { data: ({ data }) => data, embeds: languageInside }) },
  ],
  { ignoresCase: true },
);

interface Markup {
  /** The kind of the text between the tags. */
  readonly text?: RegionKind;
  /** Rules for what else stands in the text and in tags: expressions of a template language. */
  readonly inText?: () => readonly Rule[];
  readonly inTags?: readonly Rule[];
}

function markup({ text = 'prose', inText = () => [], inTags = [] }: Markup = {}): Mode {
  const tag = codeMode(() => [...inTags, ...attributes, { mark: '>', step: leave }]);
  return {
    kind: text,
    ignoresCase: true,
    hasStart: true,
    rules: () => [
      comment,
      ...inText(),
      {
        mark: '<(script|style|i18n)(?=[\\s/>]|$)',
        step: enter(embeddingTag, { data: ({ groups }) => groups[0]!.toLowerCase() }),
      },
      {
        mark: '<(code|pre|kbd|samp)(?:\\s[^<>]{0,200})?>',
        step: enter(embedded, { data: ({ groups }) => groups[0]!.toLowerCase() }),
      },
      { mark: '<!\\[CDATA\\[', step: enter({ kind: text, rules: () => [{ mark: '\\]\\]>', step: leave }] }) },
      { mark: '</?(?=[a-z])|<[!?]', step: enter(tag) },
      { mark: '&[a-z0-9#]{1,30};', step: skip },
    ],
  };
}

/** A part of a template between two marks, read as another language where it has one. */
function island(open: string, close: string, language?: string): Rule {
  const rules = [{ mark: close, step: leave }];
  if (language === undefined) return { mark: open, step: enter(codeMode(rules)) };
  return { mark: open, step: enter(codeMode(rules, { stop: () => close }), { embeds: language }) };
}

const phpTag: Rule = { mark: '<\\?(?:php|=)?', step: enter(phpInTags) };
const erbTags = [blockComment('<%#', '%>'), island('<%[=-]?', '-?%>', 'ruby')];
const ejsTags = [blockComment('<%#', '%>'), island('<%[=_-]?', '[-_]?%>', 'javascript')];
const doubleBraces = island('\\{\\{', '\\}\\}');
const jinjaTags = [blockComment('\\{#', '#\\}'), island('\\{%', '%\\}'), doubleBraces];
const mustaches = [blockComment('\\{\\{!--', '--\\}\\}'), blockComment('\\{\\{!', '\\}\\}'), doubleBraces];
const razorTags = [blockComment('@\\*', '\\*@')];
const vueTags = [island('\\{\\{', '\\}\\}', 'javascript')];
const braces = [bracedExpression];

/** Front matter: the text between the first two lines of dashes. */
const frontMatter: Mode = {
  kind: 'code',
  rules: () => [],
  endIn: (line) => (/^(?:---|\.\.\.)\s*$/.test(line) ? line.length : undefined),
};
export const frontMatterRule = (language: string): Rule => ({
  mark: '^---[ \\t]*$',
  where: 'start',
  step: enter(frontMatter, { embeds: language }),
});

const template = (rules: readonly Rule[]): Mode => markup({ inText: () => rules, inTags: rules });

export const markupGrammars = {
  html: markup(),
  xml: markup({ text: 'string' }),
  vue: markup({ inText: () => vueTags }),
  svelte: template(braces),
  astro: markup({ inText: () => [frontMatterRule('typescript'), ...braces], inTags: braces }),
  php: markup({ inText: () => [phpTag], inTags: [phpTag] }),
  'php-code': phpCode,
  erb: template(erbTags),
  ejs: template(ejsTags),
  'jinja-html': template(jinjaTags),
  handlebars: template(mustaches),
  razor: template(razorTags),
} as const;
